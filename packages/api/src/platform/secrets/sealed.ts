import { inTx, sql } from '@hub/db'
import type { OrgDb, SystemDb } from '@hub/db'
import { isSealedNow, seal, unseal } from './secrets.ts'
import type { KeyRing } from './secrets.ts'

/** What was found of one kind of thing in one place. */
export interface SealedCount {
  all: number
  /** Only a secret before the one in force opens it; where it was to be sealed anew, it has been. */
  old: number
  /** No secret that is known here opens it. */
  lost: number
}

/** Where to look: in one organization, or in what is nobody's (nil organization). */
export interface SealedPlace {
  db: OrgDb | SystemDb
  orgId: string
  keys: { seal: KeyRing; approval: KeyRing }
  /** False counts only. */
  isWritten: boolean
}

/** Something that a secret of the hub seals or signs, and how it is made anew with the one in force. */
export interface SealedThing {
  /** In words, of many: `second factors`. */
  title: string
  /** Whether rows of it belong to organizations, to nobody, or both. */
  of: 'organizations' | 'nobody' | 'both'
  /** The columns it is in, such as `auth_totp.secret_sealed`. */
  columns: readonly string[]
  look(place: SealedPlace): Promise<SealedCount>
}

/** One kind of key column, as SQL names its type. */
type KeyType = 'uuid' | 'text' | 'bytea'

export interface SealedColumns {
  title: string
  of: SealedThing['of']
  table: string
  /** What names a row beside its organization, in order, and the types of these columns. */
  key: Readonly<Record<string, KeyType>>
  columns: readonly [string, ...string[]]
  /** What the text is bound to; as it was when it was sealed. */
  context: (orgId: string, key: readonly string[]) => string
  /** True where rows of nobody stand beside those of organizations. */
  hasOrgId?: boolean
}

/** Few enough that nobody waits long for one of them, many enough that the disk is not asked for each. */
const PAGE = 100

type Row = Record<string, string | Buffer | null>

const list = (parts: readonly ReturnType<typeof sql>[]) => sql.join(parts)

/** A page of rows after the given key, by which they are in order. */
async function pageOf(
  { db, orgId }: SealedPlace,
  { table, key, columns, hasOrgId = false }: SealedColumns,
  after: readonly string[] | null,
): Promise<Row[]> {
  const names = Object.entries(key)
  const keys = list(names.map(([name]) => sql.ref(name)))
  const from = after && list(after.map((value, at) => sql`${value}::${sql.raw(names[at]?.[1] ?? 'text')}`))
  const { rows } = await sql<Row>`
    select ${list(names.map(([name], at) => sql`${sql.ref(name)}::text as ${sql.ref(`k${at}`)}`))},
      ${list(columns.map((name, at) => sql`${sql.ref(name)} as ${sql.ref(`c${at}`)}`))}
    from ${sql.table(table)}
    where coalesce(${list(columns.map((name) => sql.ref(name)))}) is not null
      ${hasOrgId ? sql`and org_id = ${orgId}` : sql``}
      ${from ? sql`and (${keys}) > (${from})` : sql``}
    order by ${keys} limit ${PAGE}`.execute(db)
  return rows
}

interface Change {
  column: string
  key: readonly string[]
  before: Buffer
  after: Buffer
}

/**
 * One transaction for a page, because each would wait for the disk by itself. What somebody else has changed in the meantime
 * stays as they left it: it was sealed just now.
 */
async function replace(
  { db, orgId }: SealedPlace,
  { table, key: names, hasOrgId = false }: SealedColumns,
  changes: readonly Change[],
): Promise<void> {
  // Both handles begin a transaction alike, whatever their tables are.
  await inTx(db as OrgDb, async (tx) => {
    for (const { column, key, before, after } of changes) {
      const same = Object.entries(names).map(
        ([name, type], at) => sql`${sql.ref(name)} = ${key[at]}::${sql.raw(type)}`,
      )
      await sql`
        update ${sql.table(table)} set ${sql.ref(column)} = ${after}
        where ${sql.join(same, sql` and `)} and ${sql.ref(column)} = ${before}
          ${hasOrgId ? sql`and org_id = ${orgId}` : sql``}`.execute(tx)
    }
  })
}

/** What the row says, opened by any key that is known; null where none opens it. */
function opened(keys: KeyRing, sealed: Buffer, context: string): string | null {
  try {
    return unseal(keys, sealed, context)
  } catch {
    return null
  }
}

interface Looked {
  count: SealedCount
  changes: Change[]
}

function lookAtRow({ orgId, keys }: SealedPlace, columns: SealedColumns, row: Row): Looked {
  const count = { all: 0, old: 0, lost: 0 }
  const changes: Change[] = []
  const key = Object.keys(columns.key).map((_name, at) => String(row[`k${at}`]))
  const context = columns.context(orgId, key)
  for (const [at, column] of columns.columns.entries()) {
    const before = row[`c${at}`]
    if (!Buffer.isBuffer(before)) continue
    count.all += 1
    if (isSealedNow(keys.seal, before, context)) continue
    const plain = opened(keys.seal, before, context)
    if (plain === null) count.lost += 1
    else {
      count.old += 1
      changes.push({ column, key, before, after: seal(keys.seal, plain, context) })
    }
  }
  return { count, changes }
}

export const addCounts = (a: SealedCount, b: SealedCount): SealedCount => ({
  all: a.all + b.all,
  old: a.old + b.old,
  lost: a.lost + b.lost,
})

/** Columns of a table that hold what `seal` made. A page is changed by itself, so that it may end at any moment and begin again. */
export function sealedColumns(columns: SealedColumns): SealedThing {
  const { title, of } = columns
  return {
    title,
    of,
    columns: columns.columns.map((column) => `${columns.table}.${column}`),
    async look(place) {
      let count: SealedCount = { all: 0, old: 0, lost: 0 }
      for (let after: readonly string[] | null = null; ;) {
        const rows: Row[] = await pageOf(place, columns, after)
        const looked = rows.map((row) => lookAtRow(place, columns, row))
        const changes = looked.flatMap((one) => one.changes)
        if (place.isWritten && changes.length > 0) await replace(place, columns, changes)
        count = looked.map((one) => one.count).reduce(addCounts, count)
        const last = rows.at(-1)
        if (rows.length < PAGE || !last) return count
        after = Object.keys(columns.key).map((_name, at) => String(last[`k${at}`]))
      }
    },
  }
}
