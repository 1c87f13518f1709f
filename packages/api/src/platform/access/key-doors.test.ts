import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueKey, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import type { Door } from '../../shared/doors.ts'
import { KeyKind } from '../../shared/key-kind.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub()
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

const outcome = (act: Promise<unknown>) =>
  act.then(
    () => 'OK',
    (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
  )

describe('a key opens the doors of its kind and no other (MCP-1)', () => {
  const fromOutside = ['web', 'rest', 'mcp', 'cli'] as const satisfies readonly Door[]
  test.each(KeyKind.options.flatMap((kind) => fromOutside.map((door) => [kind, door] as const)))(
    'one for a(n) %s at the door %s',
    async (kind, door) => {
      const { text: key } = await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId, kind })
      const { tasks } = hub.api(hub.call({ door, credential: { kind: 'apiKey', key } })).modules.ops
      const isOpen = (kind === 'assistant') === (door === 'mcp')
      const said = await outcome(tasks.list({}))
      expect(said).toMatch(
        isOpen ? /^(OK|PAYMENT_REQUIRED)/ : new RegExp(`^FORBIDDEN: This key is for an? ${kind}`),
      )
    },
  )

  test('a wrong one says nothing of its kind, however often it is tried', async () => {
    const { text } = await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })
    const key = `${text.slice(0, -8)}00000000`
    const { tasks } = hub.api(hub.call({ door: 'mcp', credential: { kind: 'apiKey', key } })).modules.ops
    expect(await outcome(tasks.list({}))).toMatch(/^UNAUTHORIZED/)
  })
})

describe('auth.apiKeys.create', () => {
  test('makes a key for an assistant without a word', async () => {
    const { key } = await org.api.auth.apiKeys.create({ name: 'Claude', scopes: ['ops.task.read'] })
    expect(key.kind).toBe('assistant')
  })

  test('lets no program write unasked, which it does anyway', async () => {
    const wish = { name: 'Till', scopes: ['ops.task.write'], unaskedTools: ['modules.ops.tasks.create'] }
    expect(await outcome(org.api.auth.apiKeys.create({ ...wish, kind: 'program' }))).toMatch(/^BAD_REQUEST/)
    expect(await outcome(org.api.auth.apiKeys.create({ ...wish, kind: 'assistant' }))).toBe('OK')
  })
})
