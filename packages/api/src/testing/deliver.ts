import { setTimeout as sleep } from 'node:timers/promises'
import { NIL_ORG, inTx, sql } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { Hub } from '../platform/hub.ts'
import { runAttempt } from '../platform/jobs/attempt.ts'
import { askOwn } from '../platform/jobs/own.ts'
import { mailWish } from '../platform/mail/request-mail.ts'
import type { Mail } from '../platform/mail/mail.ts'

/**
 * Takes a run out of the engine's line, so that no worker of the test begins it too: whoever comes first has it. False where that
 * is a worker, which is asked for in a statement of its own, because the first one may have waited for it and seen what was before.
 */
async function takeOver({ db: { system } }: Hub, runId: string): Promise<boolean> {
  const taken = await sql`
    update hub_dbos.workflow_status set status = 'CANCELLED'
    where workflow_uuid = ${runId} and status in ('ENQUEUED', 'DELAYED') returning 1`.execute(system)
  if (taken.rows.length > 0) return true
  const held = await sql`
    select 1 from hub_dbos.workflow_status where workflow_uuid = ${runId} and status = 'PENDING'`.execute(
    system,
  )
  return held.rows.length === 0
}

/** Longer than work of a test takes, and shorter than a test may. */
const PATIENCE_MS = 5_000

/** Waits until a worker of the test has done what it has begun. False where it takes longer than that, because it was killed. */
async function isDone({ db }: Hub, runId: string): Promise<boolean> {
  const until = Date.now() + PATIENCE_MS
  const underWay = db.system
    .selectFrom('job')
    .select('runId')
    .where('runId', '=', runId)
    .where('status', 'in', ['queued', 'running'])
  while (await underWay.executeTakeFirst()) {
    if (Date.now() > until) return false
    await sleep(5)
  }
  return true
}

/** The hub's own work that living workers of the test have under way. */
async function begunElsewhere({ db }: Hub): Promise<string[]> {
  const { rows } = await sql<{ runId: string }>`
    select j.run_id from job j join hub_dbos.workflow_status s on s.workflow_uuid = j.run_id
    where j.status in ('queued', 'running') and j.asked_by_id is null and s.status = 'PENDING'
      and exists (select from worker_lease l where l.id::text = s.executor_id)`.execute(db.system)
  return rows.map(({ runId }) => runId)
}

/** Does the hub's own work that is due, as a worker would, and waits for what one has begun. Answers how much that was. */
async function doOwnWork(hub: Hub): Promise<number> {
  const rows = await hub.db.system
    .selectFrom('job')
    .select(['orgId', 'runId'])
    .where('status', '=', 'queued')
    .where('askedById', 'is', null)
    .where('dueAt', '<=', hub.now().toISOString())
    .orderBy('createdAt')
    .execute()
  for (const { orgId, runId } of rows) if (await takeOver(hub, runId)) await runAttempt(hub, orgId, runId)
  const done = await Promise.all((await begunElsewhere(hub)).map((runId) => isDone(hub, runId)))
  return rows.length + done.filter(Boolean).length
}

/** Everything that happened is heard, and every mail of it is sent. Answers how much was tried. */
export const deliver = async (hub: Hub): Promise<number> =>
  (await hub.outbox.drain()) + (await doOwnWork(hub))

/** Asks for a mail as an act of the hub would that belongs to no organization. */
export const askForMail = (hub: Hub, mail: Mail): Promise<void> =>
  inTx(hub.db.system, (tx) =>
    askOwn(tx as unknown as OrgTx, { hub, orgId: NIL_ORG, requestId: 'a request of a test' }, [
      mailWish({ ...mail, about: mail.about ?? 'A mail of a test' }),
    ]),
  )
