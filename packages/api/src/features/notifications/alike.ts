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

/** Whether it is the newest of those that stand as one, which stands for them in a list. */
export const standsForAlike = (now: Date): RawBuilder<boolean> => sql<boolean>`notification.id = (
  select newest.id from notification newest where ${areAlike('notification', 'newest', now)}
  order by newest.due_at desc, newest.id desc limit 1)`

/** How many stand as one with it. */
export const countAlike = (now: Date): RawBuilder<number> =>
  sql<number>`(select count(*)::int from notification other where ${areAlike('notification', 'other', now)})`

/** The row of this id and what stands as one with it; not what has come since somebody saw it. */
export const isOrStandsWith = (
  id: string,
  now: Date,
): RawBuilder<boolean> => sql<boolean>`notification.id in (
  select older.id from notification seen join notification older on ${areAlike('seen', 'older', now)}
  where seen.id = ${id}::uuid and (older.due_at, older.id) <= (seen.due_at, seen.id))`
