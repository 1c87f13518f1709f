import { issueKey, probeRouter } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let key: string
beforeAll(async () => {
  hub = await serveHub({ router: probeRouter })
  const { orgId, owner } = await hub.newOrg()
  key = (await issueKey(hub.hub, { orgId, userId: owner.userId, kind: 'assistant' })).text
})
afterAll(() => hub.stop())

interface Reply {
  id?: unknown
  result?: Record<string, unknown>
  error?: { code: number; message: string }
}

const BOTH = 'application/json, text/event-stream'

/** Plain HTTP, as a client of another language sends it, without the initialize that keeps no state here. */
async function send(message: object, accept = BOTH): Promise<{ status: number; replies: Reply[] }> {
  const answer = await hub.request('/mcp', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', accept },
    body: JSON.stringify(message),
  })
  const text = await answer.text()
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') === true
  const parts = isStream ? text.matchAll(/^data: (.+)$/gm).map(([, data = '']) => data) : [text]
  return { status: answer.status, replies: [...parts].map((part) => JSON.parse(part) as Reply) }
}

const request = (method: string, params?: unknown) => ({ jsonrpc: '2.0', id: 1, method, params })

describe('clients beside the letter of the protocol (MCP-1)', () => {
  test.each<[string, object]>([
    ['arguments', request('tools/call', { name: 'probe_count', arguments: null })],
    ['_meta', request('tools/call', { name: 'probe_count', arguments: {}, _meta: null })],
    ['cursor', request('tools/list', { cursor: null })],
    ['params', request('tools/list', null)],
  ])('%s may be null where it is not set', async (_name, message) => {
    const { status, replies } = await send(message)
    expect(status).toBe(200)
    expect(replies).toMatchObject([{ id: 1, result: {} }])
  })

  test('what is taken back beside its own request is neither done nor waited for', async () => {
    const cancel = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } }
    const ask = request('tools/call', { name: 'probe_count', arguments: {} })
    const signal = AbortSignal.timeout(10_000)
    const post = (messages: object[]) =>
      hub.request('/mcp', {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', accept: BOTH },
        body: JSON.stringify(messages),
        signal,
      })
    const alone = await post([ask, cancel])
    expect([alone.status, await alone.text()]).toEqual([202, ''])
    const beside = await (await post([cancel, ask, { ...request('ping'), id: 2 }])).text()
    expect([...beside.matchAll(/"id":(\d)/g)].map(([, id]) => id)).toEqual(['2'])
  })

  test('what a tool itself is given stays as it is', async () => {
    const { replies } = await send(request('tools/call', { name: 'probe_echo', arguments: { word: null } }))
    expect(replies).toMatchObject([{ result: { isError: true } }])
    expect(JSON.stringify(replies)).toContain('The word must be text')
  })

  test.each(['*/*', 'application/json, */*;q=0.1', BOTH])(
    '%j takes an answer in either form',
    async (accept) => {
      expect((await send(request('ping'), accept)).status).toBe(200)
    },
  )

  test.each(['application/json', 'text/html', '*/*;q=0'])('%j does not', async (accept) => {
    expect((await send(request('ping'), accept)).status).toBe(406)
  })

  const first = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'a', version: '1' } }

  test.each<[string, unknown, string]>([
    [
      'initialize',
      { ...first, protocolVersion: 5 },
      'params.protocolVersion: The protocol version must be text.',
    ],
    ['initialize', { ...first, clientInfo: undefined }, 'params.clientInfo: Fill in the client info.'],
    ['initialize', { ...first, capabilities: null }, 'params.capabilities: Fill in the capabilities.'],
    ['tools/call', { name: 5 }, 'params.name: The name must be text.'],
    [
      'tools/call',
      { name: 'probe_echo', arguments: 'hi' },
      'params.arguments: The arguments must be an object with fields.',
    ],
    [
      'prompts/get',
      { name: 'any', arguments: { month: 5 } },
      'params.arguments.month: The month must be text.',
    ],
    ['resources/read', {}, 'params.uri: Fill in the uri.'],
    ['tools/list', { cursor: 7 }, 'params.cursor: The cursor must be text.'],
  ])('%s is told which parameter is wrong: %j', async (method, params, message) => {
    const { status, replies } = await send(request(method, params))
    expect(status).toBe(200)
    expect(replies).toEqual([{ jsonrpc: '2.0', id: 1, error: { code: -32_602, message } }])
  })

  test('one with a version of its own is answered with ours', async () => {
    const { replies } = await send(request('initialize', { ...first, protocolVersion: '1999-01-01' }))
    expect(replies).toMatchObject([{ result: { protocolVersion: expect.stringMatching(/^2025-/) } }])
  })
})
