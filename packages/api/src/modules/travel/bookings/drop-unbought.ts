import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { AppError } from '../../../shared/errors.ts'

const keptWords = {
  held: 'An offer of this trip is held. Let it go first.',
  bought: 'This trip was booked once, which stays on record.',
}

/** What was let go or ran out goes with its trip. Throws a CONFLICT where an offer is still held, or was bought. */
export async function dropUnbought(tx: OrgWriteTx, tripId: string, now: Date): Promise<void> {
  await tx
    .deleteFrom('travelBooking')
    .where('tripId', '=', tripId)
    .where(({ or, and, eb }) =>
      or([
        eb('isLetGo', '=', true),
        eb('state', '=', 'expired'),
        and([eb('state', '=', 'held'), eb('heldUntil', '<=', now.toISOString())]),
      ]),
    )
    .execute()
  const kept = await tx.selectFrom('travelBooking').select('state').where('tripId', '=', tripId).execute()
  if (kept.length === 0) return
  const isHeld = kept.some(({ state }) => state === 'held')
  throw new AppError('CONFLICT', { message: keptWords[isHeld ? 'held' : 'bought'] })
}
