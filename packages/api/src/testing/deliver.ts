import { NIL_ORG, inTx } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { Hub } from '../platform/hub.ts'
import { runAttempt } from '../platform/jobs/attempt.ts'
import { askOwn } from '../platform/jobs/own.ts'
import { mailWish } from '../platform/mail/request-mail.ts'
import type { Mail } from '../platform/mail/mail.ts'

/** Does the hub's own work that is due, as a worker would. Answers how much that was. */
async function doOwnWork(hub: Hub): Promise<number> {
  const due = hub.db.system
    .selectFrom('job')
    .select(['orgId', 'runId'])
    .where('status', '=', 'queued')
    .where('askedById', 'is', null)
    .where('dueAt', '<=', hub.now().toISOString())
    .orderBy('createdAt')
  const rows = await due.execute()
  for (const { orgId, runId } of rows) {
    // A worker of the test may have begun it meanwhile, and begun twice it is done twice.
    const isWaiting = await due.where('runId', '=', runId).executeTakeFirst()
    if (isWaiting) await runAttempt(hub, orgId, runId)
  }
  return rows.length
}

/** Everything that happened is heard, and every mail of it is sent. Answers how much was tried. */
export const deliver = async (hub: Hub): Promise<number> =>
  (await hub.outbox.drain()) + (await doOwnWork(hub))

/** Asks for a mail as an act of the hub would that belongs to no organization. */
export const askForMail = (hub: Hub, mail: Mail): Promise<void> =>
  inTx(hub.db.system, (tx) =>
    askOwn(tx as unknown as OrgTx, { hub, orgId: NIL_ORG, requestId: 'a request of a test' }, [
      mailWish(mail),
    ]),
  )
