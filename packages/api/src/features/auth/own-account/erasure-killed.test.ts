import { inTx } from '@hub/db'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { modules } from '../../../modules/index.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { pressModule } from '../../../testing/press-module.ts'
import { WorkerProcesses } from '../../../testing/worker-process.ts'
import { sweepAccounts } from './sweep.ts'

let hub: TestHub
const workers = new WorkerProcesses()
beforeAll(async () => {
  hub = await startHub({ modules: [...modules, pressModule({ print: async () => undefined })] })
})
afterAll(async () => {
  await workers.killAll()
  await hub.stop()
})

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 60_000, interval: 20 })

/** Somebody who owns two organizations alone, in the order they are erased in, and whose time is over. */
async function leaver() {
  const [first, second] = [await hub.newOrg(), await hub.newOrg()]
  const { userId, email } = first.owner
  await asSuperuser(hub.database, 'update app.organization_member set user_id = $1 where org_id = $2', [
    userId,
    second.orgId,
  ])
  await asSuperuser(
    hub.database,
    `update app.auth_user set deletes_at = now() - interval '1 hour' where id = $1`,
    [userId],
  )
  return { userId, email, orgs: [first.orgId, second.orgId].toSorted() }
}

const gone = async () => {
  const rows = await asSuperuser<{ id: string }>(
    hub.database,
    `select org_id as id from app.audit_entry where action = 'organization.erased' order by 1`,
  )
  return rows.map(({ id }) => id)
}

test('an erasure whose process is killed between two organizations is ended by another (JOB-1, AUTH-10)', async () => {
  const { userId, email, orgs } = await leaver()
  const [before = '', after = ''] = orgs
  const killed = await workers.start(hub)
  // The second organization is held, so the worker stands between the two for as long as this lasts.
  await inTx(hub.hub.db.system, async (tx) => {
    await tx.selectFrom('organization').select('id').where('id', '=', after).forUpdate().execute()
    await sweepAccounts(hub.hub)
    await until(async () => expect(await gone()).toEqual([before]))
    await workers.end(killed, 'SIGKILL')
  })
  const erased = () =>
    asSuperuser<{ email: string; isErased: boolean }>(
      hub.database,
      'select email, erased_at is not null as "isErased" from app.auth_user where id = $1',
      [userId],
    )
  expect(await erased()).toEqual([{ email, isErased: false }])
  expect(await gone()).toEqual([before])

  await workers.start(hub)
  await until(async () => expect(await erased()).toMatchObject([{ isErased: true }]))
  expect(await gone()).toEqual(orgs)
  await until(async () =>
    expect(await asSuperuser(hub.database, 'select status, sealed, attempts from app.job')).toEqual([
      { status: 'done', sealed: null, attempts: 1 },
    ]),
  )
  const told = await asSuperuser<{ status: string }>(
    hub.database,
    'select status from app.job_event order by position',
  )
  expect(told.map(({ status }) => status)).toEqual(['queued', 'started', 'started', 'done'])
})
