import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { ReadableSpan } from '@opentelemetry/sdk-trace'
import {
  callsTool,
  giveCredits,
  issueKey,
  openSession,
  probeRouter,
  says,
  startProvider,
} from '@hub/api/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { serveHub } from './testing/serve.ts'
import type { ServedHub } from './testing/serve.ts'
import { keepSpans, treeOf } from './testing/trace-tree.ts'
import type { KeptSpans } from './testing/trace-tree.ts'

const TRACE = '0af7651916cd43dd8448eb211c80319c'
const PARENT = 'b7ad6b7169203331'
const traceparent = `00-${TRACE}-${PARENT}-01`
const isHttp = ({ kind }: ReadableSpan) => kind === SpanKind.SERVER

let probe: ServedHub
let headers: Record<string, string>
beforeAll(async () => {
  probe = await serveHub({ router: probeRouter })
  const org = await probe.newOrg()
  const key = await issueKey(probe.hub, { orgId: org.orgId, userId: org.owner.userId })
  headers = { authorization: `Bearer ${key.text}`, traceparent }
})
afterAll(() => probe.stop())

test('without tracing there are no spans, and the seams cost less than 1 µs a call', async () => {
  expect((await probe.request('/api/v1/probe/count', { headers })).status).toBe(200)
  const tracer = trace.getTracer('@hub/api')
  let made = 0
  const seam = () =>
    tracer.startSpan('x', { attributes: { 'rpc.method': 'x', 'hub.door': 'web' } }).isRecording()
  expect(seam()).toBe(false)
  const turns = 500_000
  const micros = Array.from({ length: 5 }, () => {
    const before = process.threadCpuUsage()
    for (let turn = 0; turn < turns; turn += 1) made += Number(seam())
    const spent = process.threadCpuUsage(before)
    return (spent.user + spent.system) / turns
  })
  process.stdout.write(`tracing off: ${Math.min(...micros).toFixed(2)} µs a span that is not made\n`)
  expect(made).toBe(0)
  expect(Math.min(...micros)).toBeLessThan(1)
})

// Tracers keep the first provider they meet, so what comes before this is without one.
describe('with tracing on', () => {
  let exporter: KeptSpans['exporter']
  let stop: KeptSpans['stop']
  beforeAll(() => void ({ exporter, stop } = keepSpans()))
  afterAll(() => stop())
  beforeEach(() => exporter.reset())

  /** The spans of requests that have all ended. */
  async function ended(requests: number): Promise<ReadableSpan[]> {
    await expect.poll(() => exporter.getFinishedSpans().filter(isHttp)).toHaveLength(requests)
    return exporter.getFinishedSpans()
  }
  const named = (spans: readonly ReadableSpan[], name: string) => spans.find((span) => span.name === name)

  test('one request is a tree of request, procedure and statements in the trace its caller began (GW-5)', async () => {
    const answer = await probe.request('/api/v1/probe/note', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'a private word' }),
    })
    expect(answer.status).toBe(200)
    const spans = await ended(1)
    expect(new Set(spans.map((span) => span.spanContext().traceId))).toEqual(new Set([TRACE]))
    const tree = treeOf(spans, PARENT)
    expect(tree[0]).toBe('POST /api/v1/probe/note')
    expect(tree[1]?.[0]).toBe('probe.note')
    expect(tree[1]?.[1]).toEqual(expect.arrayContaining(['select auth_user', 'begin', 'commit']))
    expect(named(spans, 'POST /api/v1/probe/note')).toMatchObject({
      status: { code: SpanStatusCode.UNSET },
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/api/v1/probe/note',
        'http.response.status_code': 200,
        'hub.request_id': answer.headers.get('x-request-id'),
      },
    })
    expect(named(spans, 'probe.note')?.attributes).toMatchObject({
      'rpc.method': 'probe.note',
      'hub.door': 'rest',
    })
    expect(named(spans, 'select auth_user')).toMatchObject({
      kind: SpanKind.CLIENT,
      attributes: { 'db.system.name': 'postgresql', 'db.query.summary': 'select auth_user' },
    })
    const told = JSON.stringify(spans.map(({ name, attributes, events }) => ({ name, attributes, events })))
    expect(told).not.toMatch(/a private word|hub_key_|\$1/)
  })

  test('a request whose body comes late is the same tree', async () => {
    const path = '/api/v1/probe/note'
    const sent = httpRequest(`${probe.origin}${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
    })
    sent.write('{"text":')
    await new Promise((resolve) => setTimeout(resolve, 50))
    sent.end('"late"}')
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    answer.resume()
    expect(treeOf(await ended(1), PARENT)).toMatchObject([`POST ${path}`, ['probe.note', expect.any(Array)]])
  })

  test('a call that breaks marks its own span and that of its request, with the reason but no stack', async () => {
    expect((await probe.request('/api/v1/probe/broken', { headers })).status).toBe(500)
    const spans = await ended(1)
    expect(named(spans, 'GET /api/v1/probe/broken')).toMatchObject({
      status: { code: SpanStatusCode.ERROR },
      attributes: { 'error.type': '500' },
    })
    expect(named(spans, 'probe.broken')).toMatchObject({
      status: { code: SpanStatusCode.ERROR },
      attributes: { 'error.type': 'INTERNAL' },
      events: [{ name: 'exception', attributes: { 'exception.message': 'an inner detail nobody may see' } }],
    })
  })

  test('a refusal marks the call, which failed, but not the request, which was answered', async () => {
    expect((await probe.request('/api/v1/probe/count', { headers: { traceparent } })).status).toBe(401)
    const spans = await ended(1)
    expect(named(spans, 'probe.count')?.attributes).toMatchObject({ 'error.type': 'UNAUTHORIZED' })
    expect(named(spans, 'GET /api/v1/probe/count')?.status.code).toBe(SpanStatusCode.UNSET)
  })

  test.each([
    ['none', undefined],
    ['a broken one', '00-xyz-1-01'],
    ['one of zeros', `00-${'0'.repeat(32)}-${PARENT}-01`],
  ])('a request with no usable parent begins a trace of its own: %s', async (_what, parent) => {
    const { traceparent: _, ...rest } = headers
    await probe.request('/api/v1/probe/count', {
      headers: { ...rest, ...(parent && { traceparent: parent }) },
    })
    const [http] = (await ended(1)).filter(isHttp)
    expect(http?.parentSpanContext).toBeUndefined()
    expect(http?.spanContext().traceId).toMatch(/^(?!0{32})[0-9a-f]{32}$/)
  })

  test('a trace its caller does not keep is not kept here either', async () => {
    await probe.request('/api/v1/probe/count', {
      headers: { ...headers, traceparent: traceparent.replace(/01$/, '00') },
    })
    await probe.request('/api/v1/probe/count', { headers })
    const spans = await ended(1)
    expect(treeOf(spans, PARENT)[0]).toBe('GET /api/v1/probe/count')
  })

  test('a job is done in a trace of its own that names the request, and polling leaves none', async () => {
    const hub = await serveHub()
    try {
      hub.hub.outbox.start()
      const form = { email: 'trace@example.test', name: 'Noor Vale', password: 'Blue-kettle-42' }
      const more = { organizationName: 'Harbour', acceptTerms: true, timeZone: 'Europe/Lisbon' }
      const answer = await hub.request('/api/v1/auth/register', {
        method: 'POST',
        headers: { traceparent, 'content-type': 'application/json' },
        body: JSON.stringify({ ...form, ...more }),
      })
      expect(answer.status).toBe(200)
      await hub.deliver()
      const delivery = named(await ended(1), 'job mail.send')
      expect(delivery?.attributes['hub.request_id']).toBe(answer.headers.get('x-request-id'))
      expect(delivery?.parentSpanContext).toBeUndefined()
      exporter.reset()
      await new Promise((resolve) => setTimeout(resolve, 1_300))
      // Other jobs may be done meanwhile; what asks whether there are any would be in no trace of theirs.
      const roots = exporter.getFinishedSpans().filter(({ parentSpanContext }) => !parentSpanContext)
      expect(roots.map(({ name }) => name).filter((name) => !name.startsWith('job '))).toEqual([])
    } finally {
      await hub.stop()
    }
  })

  test('a stream has a span for its call and none that lasts as long as it does', async () => {
    const stop = new AbortController()
    const answer = await probe.request('/trpc/probe.ticks?input={}', {
      headers: { ...headers, accept: 'text/event-stream' },
      signal: stop.signal,
    })
    const reader = answer.body?.getReader()
    for (let part = 0; part < 3; part += 1) await reader?.read()
    stop.abort()
    await expect.poll(() => named(exporter.getFinishedSpans(), 'probe.ticks')).toBeDefined()
    expect(exporter.getFinishedSpans().filter(isHttp)).toEqual([])
  })

  test('machines that ask for health leave no spans, nor does work nobody traces', async () => {
    await probe.request('/health/services', { headers: { traceparent } })
    await probe.hub.outbox.drain()
    await probe.request('/api/v1/probe/count', { headers })
    const spans = await ended(1)
    expect(treeOf(spans, PARENT)[0]).toBe('GET /api/v1/probe/count')
    expect(spans.every((span) => span.spanContext().traceId === TRACE)).toBe(true)
  })

  test('what the assistant asks of a model belongs to the trace of the request, and the model is told which', async () => {
    const provider = await startProvider()
    const model = { baseUrl: provider.baseUrl, apiKey: 'sk-test-secret', name: 'test-model' }
    const hub = await serveHub({ settings: { model } })
    const org = await hub.newOrg()
    await giveCredits(hub, org.orgId, { micro: 100_000_000 })
    const { accessToken } = await openSession(hub.hub, org.owner.userId)
    provider.next(
      callsTool('ops_tasks_list', { status: 'open' }, [900, 30]),
      says(['Nothing is open.'], [950, 12]),
    )
    try {
      const sent = await hub.request('/trpc/assistant.send', {
        method: 'POST',
        headers: { authorization: `Bearer ${accessToken}`, traceparent, 'content-type': 'application/json' },
        body: JSON.stringify({ text: 'What is open?' }),
      })
      expect(sent.status).toBe(200)
      // The first message waits until the hub has learnt which tools fit it.
      const answered = () => named(exporter.getFinishedSpans(), 'assistant.answer')
      await expect.poll(answered, { timeout: 60_000 }).toBeDefined()
    } finally {
      await hub.stop()
      await provider.stop()
    }
    const spans = (await ended(1)).filter(
      ({ name }) => !/^(?:select|insert|update|delete|begin|commit)\b/.test(name),
    )
    expect(treeOf(spans, PARENT)).toEqual([
      'POST /trpc/:path',
      [
        'assistant.send',
        ['assistant.answer', ['chat test-model', 'modules.ops.tasks.list', 'chat test-model']],
      ],
    ])
    const rounds = spans.filter(({ name }) => name === 'chat test-model')
    expect(rounds.map(({ attributes }) => attributes)).toMatchObject([
      {
        'gen_ai.request.model': 'test-model',
        'gen_ai.usage.input_tokens': 900,
        'gen_ai.usage.output_tokens': 30,
      },
      { 'gen_ai.operation.name': 'chat', 'gen_ai.usage.input_tokens': 950, 'gen_ai.usage.output_tokens': 12 },
    ])
    expect(provider.requests.map((one) => one.traceparent)).toEqual(
      rounds.map((span) => `00-${TRACE}-${span.spanContext().spanId}-01`),
    )
    expect(JSON.stringify(rounds.map(({ attributes }) => attributes))).not.toMatch(/What is open|sk-test/)
  })
})
