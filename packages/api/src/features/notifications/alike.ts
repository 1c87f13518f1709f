import { sql } from '@hub/db'
import type { RawBuilder } from 'kysely'

/**
 * Whether two rows of one person stand as one: of the same kind, about the same, and the same was done about both. What was
 * read, done or put off together stays together, since it was at one moment.
 */
const areAlike = (one: string, other: string, now: Date): RawBuilder<boolean> => {
  const [a, b] = [sql.raw(one), sql.raw(other)]
  return sql<boolean>`(${b}.user_id = ${a}.user_id and ${b}.kind = ${a}.kind and ${b}.alike = ${a}.alike
    and ${a}.in_inbox and ${b}.in_inbox
    and ${b}.read_at is not distinct from ${a}.read_at and ${b}.done_at is not distinct from ${a}.done_at
    and (${b}.due_at = ${a}.due_at or greatest(${a}.due_at, ${b}.due_at) <= ${now.toISOString()}::timestamptz))`
}

/** The same in a list: rows of one part stand as one. */
const together = (now: Date): RawBuilder<unknown> =>
  sql`partition by kind, alike, read_at, done_at, case when due_at > ${now.toISOString()}::timestamptz then due_at end`

/** The number of the row among those that stand as one; the newest is the first. */
export const placeAmongAlike = (now: Date): RawBuilder<number> =>
  sql<number>`(row_number() over (${together(now)} order by due_at desc, id desc))::int`

/** How many stand as one with each row of a list. */
export const countTogether = (now: Date): RawBuilder<number> =>
  sql<number>`(count(*) over (${together(now)}))::int`

/** The same for a single row, without a look at all the others. */
export const countAlike = (now: Date): RawBuilder<number> =>
  sql<number>`(select count(*)::int from notification other where ${areAlike('notification', 'other', now)})`

/** The row of this id and what stands as one with it; not what has come since somebody saw it. */
export const isOrStandsWith = (
  id: string,
  now: Date,
): RawBuilder<boolean> => sql<boolean>`notification.id in (
  select older.id from notification seen join notification older on ${areAlike('seen', 'older', now)}
  where seen.id = ${id}::uuid and (older.due_at, older.id) <= (seen.due_at, seen.id))`
