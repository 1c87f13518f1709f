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
import type { ModuleLevel } from '@hub/api/schemas/shared/levels'
import type { Door, MemberDoors } from '../testing/member-doors.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let live: ServedHub
beforeAll(async () => {
  hub = await serveHub()
  live = await serveStreams()
})
afterAll(() => Promise.all([hub.stop(), live.stop()]))

/** What somebody hears who may no longer write, and who is no member any more. */
const refusals: Record<Door, { demoted: string; removed: string }> = {
  'a page': { demoted: 'FORBIDDEN', removed: 'NOT_FOUND' },
  'a bearer token': { demoted: 'FORBIDDEN', removed: 'NOT_FOUND' },
  'an API key at REST': { demoted: 'FORBIDDEN', removed: 'UNAUTHORIZED' },
  'an API key at MCP': { demoted: 'NO_TOOL', removed: 'UNAUTHORIZED' },
}

describe.each(doors)('through $door', ({ door, ask }) => {
  const { demoted, removed } = refusals[door]
  test('a lower role and a removal hold for the very next call (AUTH-11, ASVS 8.3.2)', async () => {
    const member = await memberOf(hub)
    const { userId, org } = member
    expect([await ask(member, 'list'), await ask(member, 'create')]).toEqual(['OK', 'OK'])
    const begin = Date.now()
    await org.as({}).organizations.members.changeRole({ userId, role: 'viewer' })
    expect([await ask(member, 'list'), await ask(member, 'create')]).toEqual(['OK', demoted])
    await org.as({}).organizations.members.changeRole({ userId, role: 'member' })
    expect(await ask(member, 'create')).toBe('OK')
    await org.as({}).organizations.members.remove({ userId })
    expect([await ask(member, 'list'), await ask(member, 'create')]).toEqual([removed, removed])
    expect(Date.now() - begin).toBeLessThan(AT_MOST_MS)
  })
})

describe.each(doors)('through $door', ({ door, ask }) => {
  test('a level that is taken away, or given, holds for the very next call (AUTH-11)', async () => {
    const member = await memberOf(hub)
    const set = (levels: Record<string, ModuleLevel | null>) =>
      member.org.as({}).organizations.access.setLevels({ userId: member.userId, levels })
    const { demoted } = refusals[door]
    await set({ ops: 'read' })
    expect([await ask(member, 'list'), await ask(member, 'create')]).toEqual(['OK', demoted])
    await set({ ops: null, '*': 'none' })
    expect([await ask(member, 'list'), await ask(member, 'create')]).toEqual([demoted, demoted])
    await set({ '*': null })
    expect([await ask(member, 'list'), await ask(member, 'create')]).toEqual(['OK', 'OK'])
  })
})

const removal = {
  change: 'a removal',
  act: ({ org, userId }: MemberDoors) => org.as({}).organizations.members.remove({ userId }),
}
const lowerRole = {
  change: 'a lower role',
  act: ({ org, userId }: MemberDoors) =>
    org.as({}).organizations.members.changeRole({ userId, role: 'viewer' }),
}

const lowerLevel = {
  change: 'a lower level in a module',
  act: ({ org, userId }: MemberDoors) =>
    org.as({}).organizations.access.setLevels({ userId, levels: { ops: 'none' } }),
}

const cases = [
  ...streams.flatMap(([stream, open]) =>
    [removal, lowerRole, lowerLevel].map((by) => ({ stream, open, ...by })),
  ),
  // It tells only that something changed; what there is now each call finds out with the rights of now.
  { stream: 'a listening MCP client', open: followTools, ...removal },
]

describe('what is open already', () => {
  test.concurrent.each(cases)(
    '$stream is closed by $change within five seconds (AUTH-11)',
    async ({ open, act }) => {
      expect(await closingMs(live, open, act)).toBeLessThan(AT_MOST_MS)
    },
  )

  test.concurrent('a WebSocket of somebody nothing changed for stays', async () => {
    const member = await memberOf(live)
    const other = await member.org.join('member')
    const { ended, stop } = await followSocket(member)
    await member.org.as({}).organizations.members.remove({ userId: other.userId })
    const stays = new Promise((resolve) => setTimeout(resolve, AT_MOST_MS, 'open'))
    expect(await Promise.race([ended, stays])).toBe('open')
    stop()
  })
})
