import { permits } from '../../platform/access/permissions.ts'
import { memberListener } from '../../platform/audit/listener.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import { innerCall } from '../../platform/calls/inner-call.ts'
import { keptApart } from '../../platform/calls/kept-apart.ts'
import { opensTo } from '../../platform/catalog/catalog.ts'
import { kindsWithRows, linkOf, pluralOf } from '../../platform/catalog/entities.ts'
import type { EntityDeclaration } from '../../platform/catalog/entities.ts'
import { findRows } from '../../platform/catalog/find.ts'
import type { FindDeclaration, FoundRow } from '../../platform/catalog/find.ts'
import { AppError } from '../../shared/errors.ts'
import type { FindRecords, FoundRecords } from './schema.ts'

/** Whoever types waits for all kinds; one that takes longer is named and left out. */
const ask = keptApart({ ms: 3_000, atOnce: 3 })

interface Findable {
  kind: string
  entity: EntityDeclaration
  find: FindDeclaration
}

/** Every kind that has a list to be found by and that this caller may read through this door. */
function findable({ hub, catalog, call, permissions }: OrgContext): Findable[] {
  return hub.entities.names.flatMap((kind) => {
    const entity = hub.entities.get(kind)
    const entry = catalog.get(entity?.find?.path ?? '')
    if (!entity?.find || !entry || !opensTo(entry, call.door)) return []
    return permits(permissions, entry.meta.permission) ? [{ kind, entity, find: entity.find }] : []
  })
}

/** The kinds that were asked for. Throws BAD_REQUEST for one that is not there. */
function chosen(all: readonly Findable[], kinds: readonly string[]): Findable[] {
  return kinds.map((kind) => {
    const found = all.find((one) => one.kind === kind)
    if (found) return found
    const message = `There is no kind "${kind}" here. There are: ${all.map((one) => one.kind).join(', ')}.`
    throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'kinds', message }] })
  })
}

/** Three for the name itself, two for its beginning, one for the beginning of a word in it: other fields hold words too. */
function likeness({ name }: FoundRow, typed: string): number {
  const [text, words] = [name.toLowerCase(), typed.toLowerCase()]
  if (text === words) return 3
  if (text.startsWith(words)) return 2
  return text.split(/\s+/).some((word) => word.startsWith(words)) ? 1 : 0
}

const bestOf = (items: readonly FoundRow[], typed: string) =>
  Math.max(0, ...items.map((item) => likeness(item, typed)))

/**
 * Records of every kind the caller may see, by words: each kind's own list answers, all at once, some of each. A list that
 * fails is named and holds up no other; one of a kind that the organization has nothing of is not asked.
 */
export async function findRecords(ctx: OrgContext, input: FindRecords): Promise<FoundRecords> {
  const { query: typed = '', kinds, limit } = input
  const all = findable(ctx)
  const kept = await kindsWithRows(ctx.db, ctx.hub.entities)
  const wanted = (kinds ? chosen(all, kinds) : all).filter(({ kind }) => kept.has(kind))
  const asked = { catalog: ctx.catalog, call: innerCall(ctx) }
  const answers = await Promise.allSettled(
    wanted.map(({ find }) => ask(find, () => findRows(asked, find, { typed, limit }))),
  )
  const found = answers.flatMap((answer, at) => {
    const one = wanted[at]
    if (!one || answer.status === 'rejected' || answer.value.length === 0) return []
    return [{ ...one, rows: answer.value, best: typed === '' ? 0 : bestOf(answer.value, typed) }]
  })
  const reader = memberListener(ctx)
  return {
    kinds: found
      .toSorted((one, other) => other.best - one.best)
      .map(({ kind, entity, rows }) => ({
        kind,
        noun: entity.noun,
        plural: pluralOf(entity),
        items: rows.map(({ id, name, detail, ...row }) => ({
          id,
          name,
          detail,
          link: linkOf(reader, entity, { id, name, ...row }),
        })),
      })),
    unanswered: wanted.flatMap(({ kind }, at) => (answers[at]?.status === 'rejected' ? [kind] : [])),
  }
}
