import { issueKey, probeRouter } from '@hub/api/testing'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'
import type { ServiceHealth } from './health-checks.ts'

let hub: ServedHub
let key: string
beforeAll(async () => {
  hub = await serveHub({ router: probeRouter })
  const org = await hub.newOrg()
  key = (await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })).text
})
afterAll(() => hub.stop())

const name = () => new URL(hub.database.adminUrl).pathname.slice(1)
const count = () => hub.request('/api/v1/probe/count', { headers: { authorization: `Bearer ${key}` } })
const endSessions = () =>
  asSuperuser(
    hub.database,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )

async function databasePart(): Promise<ServiceHealth | undefined> {
  const { services } = (await (await hub.request('/health/services')).json()) as {
    services: ServiceHealth[]
  }
  return services.find((one) => one.name === 'database')
}

test('a database that only reads is told in the health, and left when another takes writes', async () => {
  expect(await databasePart()).toMatchObject({ status: 'ok' })
  await asSuperuser(hub.database, `alter database ${name()} set default_transaction_read_only = on`)
  await endSessions()
  await vi.waitFor(async () =>
    expect(await databasePart()).toMatchObject({
      status: 'degraded',
      detail: 'is read-only: what is there can be read, nothing can be stored',
    }),
  )
  await expect((await hub.request('/health')).json()).resolves.toMatchObject({ status: 'degraded' })
  const read = await count()
  expect([read.status, await read.text()]).toEqual([200, '1'])
  // Its old sessions stay read-only, as those to a standby do: only new ones take writes.
  await asSuperuser(
    hub.database,
    `begin read write; alter database ${name()} reset default_transaction_read_only; commit`,
  )
  await vi.waitFor(async () => expect(await databasePart()).toMatchObject({ status: 'ok' }), {
    timeout: 10_000,
  })
})
