import { setTimeout as sleep } from 'node:timers/promises'
import { NIL_ORG, inTx, sql } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { Hub } from '../platform/hub.ts'
import { runAttempt } from '../platform/jobs/attempt.ts'
import { askOwn } from '../platform/jobs/own.ts'
import { mailWish } from '../platform/mail/request-mail.ts'
import type { Mail } from '../platform/mail/mail.ts'

type Line = 'ours' | 'a worker’s'

/** Takes a run out of the engine's line, so that no worker of the test begins it too; whoever comes first has it. */
async function takeOver(hub: Hub, runId: string): Promise<Line> {
  const { rows } = await sql<{ isTaken: boolean; isWorking: boolean }>`
    with taken as (
      update hub_dbos.workflow_status set status = 'CANCELLED'
      where workflow_uuid = ${runId} and status in ('ENQUEUED', 'DELAYED') returning 1)
    select exists (select from taken) as is_taken, exists (
      select from hub_dbos.workflow_status where workflow_uuid = ${runId} and status = 'PENDING') as is_working`.execute(
    hub.db.system,
  )
  const [line] = rows
  return line?.isWorking && !line.isTaken ? 'a worker’s' : 'ours'
}

/** Longer than work of a test takes, and shorter than a test may. */
const PATIENCE_MS = 5_000

/** Waits until a worker of the test has done what it has begun. One that was killed in it is not waited for longer than that. */
async function untilDone({ db }: Hub, runId: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  const isUnderWay = () =>
    db.system
      .selectFrom('job')
      .select('runId')
      .where('runId', '=', runId)
      .where('status', 'in', ['queued', 'running'])
      .executeTakeFirst()
  while (Date.now() < until && (await isUnderWay())) await sleep(5)
}

/** Does the hub's own work that is due, as a worker would. Answers how much that was. */
async function doOwnWork(hub: Hub): Promise<number> {
  const rows = await hub.db.system
    .selectFrom('job')
    .select(['orgId', 'runId'])
    .where('status', '=', 'queued')
    .where('askedById', 'is', null)
    .where('dueAt', '<=', hub.now().toISOString())
    .orderBy('createdAt')
    .execute()
  for (const { orgId, runId } of rows) {
    if ((await takeOver(hub, runId)) === 'ours') await runAttempt(hub, orgId, runId)
    else await untilDone(hub, runId)
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
