import { openSession } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  AT_MOST_MS,
  closingMs,
  doors,
  followSocket,
  followTools,
  memberOf,
  serveStreams,
  streams,
} from '../testing/member-doors.ts'
import type { MemberDoors } from '../testing/member-doors.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let live: ServedHub
beforeAll(async () => {
  hub = await serveHub()
  live = await serveStreams()
})
afterAll(() => Promise.all([hub.stop(), live.stop()]))

/** An administrator of a hub, who looks after its people and organizations. */
async function administratorOf(served: ServedHub) {
  const { userId } = await served.newPerson({ isPlatformAdmin: true })
  return served.api(served.call({ credential: { kind: 'person', userId } })).admin
}

const REASON = 'Unpaid since spring'

describe.each(doors)('through $door, suspended', ({ ask }) => {
  test('a person and an organization are shut out of the very next call, with one code each (ADM-1, ASVS 7.4.2)', async () => {
    const { users, organizations } = await administratorOf(hub)
    const member = await memberOf(hub)
    const { org, userId } = member
    expect(await ask(member, 'create')).toBe('OK')
    const begin = Date.now()
    await organizations.suspend({ orgId: org.orgId, reason: REASON })
    expect([await ask(member, 'list'), await ask(member, 'create')]).toEqual([
      'ORGANIZATION_SUSPENDED',
      'ORGANIZATION_SUSPENDED',
    ])
    await organizations.restore({ orgId: org.orgId })
    expect(await ask(member, 'create')).toBe('OK')
    await users.suspend({ userId, reason: REASON })
    expect([await ask(member, 'list'), await ask(member, 'create')]).toEqual(['UNAUTHORIZED', 'UNAUTHORIZED'])
    expect(Date.now() - begin).toBeLessThan(AT_MOST_MS)
  })
})

const suspension = {
  change: 'a suspension',
  act: async ({ userId }: MemberDoors) =>
    (await administratorOf(live)).users.suspend({ userId, reason: REASON }),
}
const orgSuspension = {
  change: 'a suspension of the organization',
  act: async ({ org }: MemberDoors) =>
    (await administratorOf(live)).organizations.suspend({ orgId: org.orgId, reason: REASON }),
}

const all = [...streams, ['a listening MCP client', followTools] as const]
const cases = all.flatMap(([stream, open]) =>
  [suspension, orgSuspension].map((by) => ({ stream, open, ...by })),
)

describe('what is open already', () => {
  test.concurrent.each(cases)(
    '$stream is closed by $change within five seconds (ADM-1)',
    async ({ open, act }) => {
      expect(await closingMs(live, open, act)).toBeLessThan(AT_MOST_MS)
    },
  )

  test.concurrent('a WebSocket of an administrator in the place of a member ends with that', async () => {
    const member = await memberOf(live)
    const { userId } = await live.newPerson({ isPlatformAdmin: true })
    const { accessToken: token } = await openSession(live.hub, userId)
    const own = () => live.api(live.call({ credential: { kind: 'session', token } }))
    const { accessToken } = await own().admin.users.impersonate({ userId: member.userId, reason: REASON })
    const { ended, stop } = await followSocket({ ...member, cookie: `hub_acting=${accessToken}` })
    try {
      const begin = Date.now()
      await own().auth.logout({})
      await ended
      expect(Date.now() - begin).toBeLessThan(AT_MOST_MS)
    } finally {
      stop()
    }
  })
})
