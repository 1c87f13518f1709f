import type { OrgDb, OrgTx } from '@hub/db'
import { takeTurn } from '../../../platform/data/locks.ts'
import { fold } from '../../../reading/text.ts'
import { AppError } from '../../../shared/errors.ts'
import { freeName } from './names.ts'

/** "Customer" and "Customers". */
export interface Titles {
  title: string
  plural: string
}

/** Whoever gives a type its name waits here for whoever does so already, or two would be called alike. */
export const lockTypes = (tx: OrgTx, orgId: string) => takeTurn(tx, `foundry.types|${orgId}`)

/** All types but this one as they are called, archived ones among them: those come back. */
const othersThan = (db: OrgDb, id: string | null) =>
  db
    .selectFrom('foundryType')
    .select(['title', 'plural', 'archivedAt'])
    .$if(id !== null, (query) => query.where('id', '<>', id))
    .execute()

const isAlike = (titles: Titles, name: string) =>
  [titles.title, titles.plural].some((other) => fold(other) === fold(name))

/** Throws a CONFLICT where another type is called so. The caller holds `lockTypes`. */
export async function requireFree(
  tx: OrgTx,
  { id, ...names }: Partial<Record<keyof Titles, string | undefined>> & { id: string | null },
): Promise<void> {
  const others = await othersThan(tx, id)
  for (const path of ['title', 'plural'] as const) {
    const name = names[path]
    const other = name === undefined ? undefined : others.find((titles) => isAlike(titles, name))
    if (!other) continue
    const kind = other.archivedAt === null ? 'a type' : 'an archived type'
    const message = `There is ${kind} “${name}” already. Give this one another name.`
    throw new AppError('CONFLICT', { message, issues: [{ path, message }] })
  }
}

/** What a type is called in queries. */
export async function freeTypeName(tx: OrgTx, title: string): Promise<string> {
  const taken = await tx.selectFrom('foundryType').select('name').execute()
  return freeName(title, new Set(taken.map(({ name }) => name)))
}

const ORIGINS = /^(?<base>.*\S) \((?<origins>[^()]+)\)$/

/** "Customer (Shopify, Stripe)" in its parts; without origins as it is. */
export function partsOf(title: string): { base: string; origins: string[] } {
  const { base = title, origins = '' } = ORIGINS.exec(title)?.groups ?? {}
  return { base, origins: origins === '' ? [] : origins.split(', ') }
}

const withOrigins = (name: string, origins: readonly string[]) =>
  origins.length === 0 ? name : `${name} (${origins.join(', ')})`

interface Named extends Titles {
  /** Where what it holds comes from. */
  origins: readonly string[]
}

/** What a type may be called that nobody names: with where it is from as soon as another is called so. */
function freeTitles({ title, plural, origins }: Named, others: readonly Titles[], isPlain: boolean): Titles {
  const isFree = (titles: Titles) =>
    !others.some((other) => isAlike(other, titles.title) || isAlike(other, titles.plural))
  if (isPlain && isFree({ title, plural })) return { title, plural }
  for (let n = 1; ; n += 1) {
    const named = (name: string) => withOrigins(n === 1 ? name : `${name} ${n}`, origins)
    const titles = { title: named(title), plural: named(plural) }
    if (isFree(titles)) return titles
  }
}

interface OfService extends Titles {
  service: string
  /** The type as it is there already. */
  there: (Titles & { id: string }) | null
}

/** What a type of services is called from now on. A name that somebody gave it stays. The caller holds `lockTypes`. */
export async function titlesOfService(
  tx: OrgTx,
  { title, plural, service, there }: OfService,
): Promise<Titles> {
  const { base, origins } = partsOf(there?.title ?? title)
  if (there && base !== title) return there
  const others = await othersThan(tx, there?.id ?? null)
  return freeTitles(
    { title, plural, origins: [...new Set([...origins, service])] },
    others,
    origins.length === 0,
  )
}

/** What is called as this is, but for where it comes from: "Customers (Shopify)" beside "Customers". */
export async function namesakesOf(
  db: OrgDb,
  { id, title }: { id: string; title: string },
): Promise<string[]> {
  const others = await othersThan(db, id)
  return others
    .filter(({ archivedAt }) => archivedAt === null)
    .map((other) => partsOf(other.title))
    .filter(({ base, origins }) => origins.length > 0 && fold(base) === fold(title))
    .flatMap(({ origins }) => origins)
}
