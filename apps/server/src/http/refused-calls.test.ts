import type { OrgDb, SystemDb } from '@hub/db'
import { openSession } from '@hub/api/testing'
import { afterEach, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const opened: ServedHub[] = []
afterEach(async () => {
  for (const hub of opened.splice(0)) await hub.stop()
})

async function serveProduct(user: number): Promise<ServedHub> {
  const hub = await serveHub({ settings: { callsPerHour: { anonymous: 100, user } } })
  opened.push(hub)
  return hub
}

const refusals = async (db: SystemDb | OrgDb): Promise<number> =>
  (
    await (db as OrgDb)
      .selectFrom('auditEntry')
      .select('action')
      .where('action', '=', 'access.refused')
      .execute()
  ).length

test('a call that is refused counts for the person, so that nobody fills the log of the hub or of an organization', async () => {
  const hub = await serveProduct(5)
  const org = await hub.newOrg()
  const member = await org.join('viewer')
  const tries = async (path: string, userId: string) => {
    const { accessToken } = await openSession(hub.hub, userId)
    const headers = { authorization: `Bearer ${accessToken}`, 'x-hub-org': org.slug }
    const all: number[] = []
    for (let time = 0; time < 8; time += 1)
      all.push((await hub.request(`/api/v1/${path}`, { headers })).status)
    return all
  }
  const counted = [403, 403, 403, 403, 403, 429, 429, 429]
  expect(await tries('admin/users/list', org.owner.userId)).toEqual(counted)
  expect(await tries('organizations/invitations/list', member.userId)).toEqual(counted)
  const { system, org: of } = hub.hub.db
  expect([await refusals(system), await refusals(of(org.orgId))]).toEqual([5, 5])
})

test('a call that is refused uses up nothing of what all of an organization may do together', async () => {
  const hub = await serveProduct(100)
  const org = await hub.newOrg()
  const member = await org.join('viewer')
  const call = async (userId: string) => {
    const { accessToken } = await openSession(hub.hub, userId)
    return hub.request('/api/v1/workflows/actions/callApi', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${accessToken}`,
        'x-hub-org': org.slug,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ url: 'https://127.0.0.1/' }),
    })
  }
  for (let time = 0; time < 3; time += 1) expect((await call(member.userId)).status).toBe(403)
  const allowed = await call(org.owner.userId)
  expect(allowed.status).toBe(400)
  expect(allowed.headers.get('ratelimit')).toContain('"workflows.call";r=2999')
})
