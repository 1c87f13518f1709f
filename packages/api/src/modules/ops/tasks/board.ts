import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import { rankBetween, topRank } from './ranks.ts'
import type { MoveTask, Task } from './schema.ts'

export interface Place extends Pick<MoveTask, 'id' | 'after' | 'before'> {
  status: Task['status']
  now: Date
}

/** The keys between which a place lies; null is an end of the column. */
interface Gap {
  above: string | null
  below: string | null
}

/**
 * The key of the place right below one task or right above another; on top where neither is in the column any more.
 * @returns null when the task stands there already.
 */
export async function rankAt(db: OrgDb, place: Place): Promise<string | null> {
  const { above, below } = await gapAt(db, place)
  const own = await rankIn(db, place.status, place.id)
  if (own !== null && (above === null || above < own) && (below === null || own < below)) return null
  const top = topRank(place.now, place.id)
  return above === null && (below === null || top < below) ? top : rankBetween(above, below, place.id)
}

async function gapAt(db: OrgDb, { id, status, after, before }: Place): Promise<Gap> {
  const others = db
    .selectFrom('opsTask')
    .select('rank')
    .where('status', '=', status)
    .where('removedAt', 'is', null)
    .where('id', '<>', id)
    .limit(1)
  const first = async (query: typeof others) => (await query.executeTakeFirst())?.rank ?? null
  const above = await rankIn(db, status, after)
  const below = await rankIn(db, status, before)
  // Of tasks that share a key, which only those of an older hub can, all stay above.
  if (above !== null) return { above, below: await first(others.where('rank', '>', above).orderBy('rank')) }
  if (below === null) return { above, below: await first(others.orderBy('rank')) }
  return { above: await first(others.where('rank', '<', below).orderBy('rank', 'desc')), below }
}

/** The key of a task that is in this column; null where none is named or it has left the column. */
async function rankIn(
  db: OrgDb,
  status: Task['status'],
  id: string | null | undefined,
): Promise<string | null> {
  if (id === null || id === undefined) return null
  const task = await db
    .selectFrom('opsTask')
    .select(['rank', 'status', 'removedAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!task) throw new AppError('NOT_FOUND')
  return task.status === status && task.removedAt === null ? task.rank : null
}
