import { superuserSession, untilAtLock } from '@hub/db/testing'
import type { TestHub } from './start-hub.ts'

/**
 * Does acts on one row, or acts that add a row to a table, truly at once: somebody else holds it until all of them stand at a
 * lock, in their order. Whoever read before that and did not wait has then decided by what another one changes.
 */
export async function atOnce<Answer>(
  { database }: Pick<TestHub, 'database'>,
  { table, id }: { table: string; id?: string },
  acts: readonly (() => Promise<Answer>)[],
): Promise<PromiseSettledResult<Answer>[]> {
  const holder = await superuserSession(database)
  try {
    await holder.query('begin')
    if (id === undefined) await holder.query(`lock table app.${table} in share mode`)
    else await holder.query(`select from app.${table} where id = $1 for update`, [id])
    const begun: Promise<PromiseSettledResult<Answer>[]>[] = []
    for (const act of acts) {
      begun.push(Promise.allSettled([act()]))
      await untilAtLock(database, '%', begun.length)
    }
    await holder.query('commit')
    return (await Promise.all(begun)).flat()
  } finally {
    await holder.end()
  }
}
