import type { Hub } from '../../../platform/hub.ts'
import { systemWrite } from '../../../platform/data/write.ts'
import { ownWish } from '../../../platform/jobs/own.ts'
import { systemCall } from '../system-call.ts'
import { erasure } from './erasure-job.ts'

/** Puts the erasure of each account in line whose grace is over, once: one that was given up waits for an administrator. */
export async function sweepAccounts(hub: Hub): Promise<void> {
  const due = await hub.db.system
    .selectFrom('authUser')
    .select('id')
    .where('deletesAt', '<=', hub.now().toISOString())
    .where('erasedAt', 'is', null)
    .orderBy('deletesAt')
    .execute()
  const write = systemWrite({ hub, call: systemCall('system') }, null, null)
  // A transaction for each, for the job that is there already is held until it ends.
  for (const { id: userId } of due) await write(async (tx) => tx.ask(ownWish(erasure, { userId })))
}
