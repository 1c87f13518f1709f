import type { SystemDb } from '@hub/db'
import type { SystemWriteTx } from '../../../platform/data/recorder.ts'
import { listenerLags, replayEvents } from '../../../platform/events/replay.ts'
import { AppError } from '../../../shared/errors.ts'
import type { EventListenerStates, ReplayedEvents, ReplayEvents } from './schema.ts'

/** Everybody would get their old mails once more, with links that no longer open anything. */
const NEVER_AGAIN = 'hub.mail'

export const readListeners = async (db: SystemDb): Promise<EventListenerStates> => ({
  listeners: await listenerLags(db),
})

type Wish = Omit<ReplayEvents, 'idempotencyKey'>

/** Nothing can fit such a wish: an answer of none would read as if all had been heard. */
function faultOf({ listener, topic, from, until }: Wish, { topics }: { topics: readonly string[] }) {
  if (topic !== undefined && !topics.includes(topic))
    return { path: 'topic', message: `"${listener}" does not hear "${topic}".` }
  if (until !== undefined && Date.parse(until) <= Date.parse(from))
    return { path: 'until', message: 'The end lies before the beginning.' }
  return null
}

/** Sets a listener back to a moment, as far as events are kept. */
export async function replayFor(
  tx: SystemWriteTx,
  { idempotencyKey: _key, ...wish }: ReplayEvents,
): Promise<ReplayedEvents> {
  if (wish.listener === NEVER_AGAIN)
    throw new AppError('CONFLICT', { message: 'Mails that were sent are not sent again.' })
  const known = await tx
    .selectFrom('eventListener')
    .select('topics')
    .where('name', '=', wish.listener)
    .executeTakeFirst()
  if (!known)
    throw new AppError('NOT_FOUND', { message: `There is no listener "${wish.listener}" on this hub.` })
  const wrong = faultOf(wish, known)
  if (wrong) throw new AppError('BAD_REQUEST', { message: wrong.message, issues: [wrong] })
  const count = await replayEvents(tx, wish)
  tx.audit('admin.events.replayed', {}, { ...wish, count })
  return { count }
}
