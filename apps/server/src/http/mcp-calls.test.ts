import { request as httpRequest } from 'node:http'
import type { ClientRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { issueKey, probeRouter } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let key: string
beforeAll(async () => {
  hub = await serveHub({ router: probeRouter })
  const { orgId, owner } = await hub.newOrg()
  const fields = { orgId, userId: owner.userId, unaskedTools: ['probe_note'] }
  key = (await issueKey(hub.hub, { ...fields, kind: 'assistant' })).text
})
afterAll(() => hub.stop())

const REVISION = '2026-07-28'
const meta = {
  'io.modelcontextprotocol/protocolVersion': REVISION,
  'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } },
  'io.modelcontextprotocol/clientInfo': { name: 'probe', version: '1' },
}

interface Call {
  name?: string
  /** Of the message; undefined leaves a field out. */
  message?: Record<string, unknown>
  params?: Record<string, unknown>
  meta?: Record<string, unknown>
  headers?: Record<string, string>
  /** Instead of the message. */
  body?: string
}

function bodyOf({ name = 'probe_echo', body, message, params, meta: more }: Call): string {
  if (body !== undefined) return body
  const all = { name, arguments: { word: 'hi' }, ...params, _meta: { ...meta, ...more } }
  return JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'tools/call', params: all, ...message })
}

const headersOf = ({ name = 'probe_echo', headers }: Call) => ({
  authorization: `Bearer ${key}`,
  accept: 'application/json, text/event-stream',
  'content-type': 'application/json',
  'mcp-protocol-version': REVISION,
  'mcp-method': 'tools/call',
  'mcp-name': name,
  ...headers,
})

async function ask(call: Call): Promise<{ status: number; body: string }> {
  const answer = await hub.request('/mcp', { method: 'POST', headers: headersOf(call), body: bodyOf(call) })
  return { status: answer.status, body: await answer.text() }
}

describe('a call of a tool is answered (MCP-1)', () => {
  test.each<[string, Call]>([
    ['a tool', { params: { arguments: { word: 'hi & < > ü 🌊', times: 2, marks: [1, 2] } } }],
    ['a tool without input', { name: 'probe_count', params: { arguments: {} } }],
    ['no arguments', { name: 'probe_count', params: { arguments: undefined } }],
    ['a text for an id', { message: { id: 'a "quoted" one' } }],
    [
      'a content type with a character set',
      { headers: { 'content-type': 'Application/JSON; charset=utf-8' } },
    ],
    ['bad input', { params: { arguments: { word: 1, more: true } } }],
    ['our own fault', { name: 'probe_broken', params: { arguments: {} } }],
    ['a write', { name: 'probe_note', params: { arguments: { text: 'a' } } }],
    [
      'a write with a key',
      {
        name: 'probe_note',
        params: { arguments: { text: 'a' } },
        meta: { 'smart-ai-hub/idempotency-key': '0b0e7a7a-4f6c-4c7b-9b1e-3f1f2f4a5b6c' },
      },
    ],
    ['a client that does not say who it is', { meta: { 'io.modelcontextprotocol/clientInfo': undefined } }],
  ])('%s', async (_name, call) => {
    const { status, body } = await ask(call)
    expect(status, body).toBe(200)
    expect(JSON.parse(body)).toMatchObject({ id: call.message?.['id'] ?? 7, result: { content: [{}] } })
  })
})

describe('an odd call is answered in the protocol', () => {
  test.each<[string, Call, number]>([
    ['a client that wants to hear of progress', { meta: { progressToken: 1 } }, 200],
    ['a tool that does not exist', { name: 'probe_nothing' }, 200],
    ['a tool this door does not have', { name: 'probe_click' }, 200],
    ['an answer to a question', { params: { inputResponses: {} } }, 200],
    ['more than a call has', { params: { task: {} } }, 200],
    ['arguments that are a list', { params: { arguments: [1] } }, 200],
    ['a method that is none of this', { message: { method: 'ping' } }, 400],
    ['another name in the header', { params: { name: 'probe_count' } }, 400],
    ['another version in the header', { headers: { 'mcp-protocol-version': '2025-11-25' } }, 400],
    ['another method in the header', { headers: { 'mcp-method': 'tools/list' } }, 400],
    ['no version in the body', { meta: { 'io.modelcontextprotocol/protocolVersion': undefined } }, 400],
    [
      'a revision that is not there',
      { meta: { 'io.modelcontextprotocol/protocolVersion': '2027-01-01' } },
      400,
    ],
    ['no capabilities', { meta: { 'io.modelcontextprotocol/clientCapabilities': undefined } }, 400],
    ['a client with a bad name', { meta: { 'io.modelcontextprotocol/clientInfo': { name: 1 } } }, 400],
    ['no JSON', { body: '{"jsonrpc":' }, 400],
    ['no body', { body: '' }, 400],
    ['a batch', { body: `[${bodyOf({})}]` }, 400],
    ['an id that is none', { message: { id: 1.5 } }, 400],
    ['no such protocol', { message: { jsonrpc: '1.0' } }, 400],
    ['a body of another kind', { headers: { 'content-type': 'text/plain' } }, 415],
    ['a long body', { meta: { padding: 'x'.repeat(400_000) } }, 200],
    ['a body that is too long', { meta: { padding: 'x'.repeat(1_100_000) } }, 413],
  ])('%s', async (_name, call, status) => {
    const { status: answered, body } = await ask(call)
    expect(answered, body).toBe(status)
    expect(JSON.parse(body.replace(/^[^{]*/, ''))).toHaveProperty('jsonrpc', '2.0')
  })
})

function begin(call: Call): ClientRequest {
  return httpRequest(`${hub.origin}/mcp`, { method: 'POST', headers: headersOf(call) })
}

test('a body that comes in pieces is read to its end', async () => {
  const body = bodyOf({})
  const asked = begin({ headers: { 'content-length': String(Buffer.byteLength(body)) } })
  const answered = new Promise<string>((resolve, reject) => {
    asked.once('response', (response) => resolve(text(response)))
    asked.once('error', reject)
  })
  asked.write(body.slice(0, 20))
  // The rest comes after the caller was looked up, for which another call stands.
  await ask({ name: 'probe_count' })
  asked.end(body.slice(20))
  expect(JSON.parse(await answered)).toMatchObject({
    id: 7,
    result: { structuredContent: { words: ['hi'] } },
  })
})

test('a connection serves one call after the other, good and bad', async () => {
  const names = ['probe_echo', 'probe_nothing', 'probe_echo', 'probe_nothing', 'probe_echo']
  for (const name of names) {
    const { body } = await ask({ name })
    expect(body.includes('"structuredContent"')).toBe(name === 'probe_echo')
  }
})

test('work ends when its caller goes away', async () => {
  const asked = begin({ name: 'probe_slow' })
  const gone = new Promise((resolve) => asked.once('error', resolve))
  // Twenty seconds: on a busy machine, too, it is not done before its caller is gone.
  asked.end(bodyOf({ name: 'probe_slow', params: { arguments: { steps: 1_000 } } }))
  await ask({ name: 'probe_count' })
  asked.destroy(new Error('gone'))
  await gone
  const ended = /hub_calls_total\{procedure="probe\.slow",door="mcp",code="(\w+)"\} 1/
  const code = await vi.waitFor(async () => {
    const found = ended.exec(await hub.hub.metrics.text())?.[1]
    expect(found).toBeDefined()
    return found
  })
  expect(code).not.toBe('OK')
})
