import { issueKey, probeRouter } from '@hub/api/testing'
import { duringOutage } from '@hub/db/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let key: string
beforeAll(async () => {
  hub = await serveHub({ router: probeRouter })
  const org = await hub.newOrg()
  key = (await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })).text
})
afterAll(() => hub.stop())

const withoutDatabase = (work: () => Promise<void>) =>
  duringOutage({ adminUrl: inject('adminUrl'), databaseUrl: hub.database.adminUrl }, work)
const call = (path: string) => hub.request(path, { headers: { authorization: `Bearer ${key}` } })

test('a database that is gone for a moment is 503 with retry-after, and the hub recovers by itself', async () => {
  expect((await call('/api/v1/probe/count')).status).toBe(200)
  await withoutDatabase(async () => {
    for (const path of ['/api/v1/probe/count', '/trpc/probe.count', '/mcp', '/health/ready']) {
      const answer = await call(path)
      expect(answer.status, path).toBe(503)
      expect(Number(answer.headers.get('retry-after')), path).toBeGreaterThan(0)
      expect(await answer.text()).not.toMatch(/\bat .+:\d+|node_modules/)
    }
    expect((await call('/health')).status).toBe(200)
    expect((await call('/health/live')).status).toBe(200)
    await expect((await call('/health/services')).json()).resolves.toMatchObject({
      services: expect.arrayContaining([
        { name: 'database', status: 'unavailable', detail: 'has no connection free' },
      ]),
    })
  })
  expect((await call('/api/v1/probe/count')).status).toBe(200)
  expect((await call('/health/ready')).status).toBe(200)
})
