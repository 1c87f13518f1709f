import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { probeRouter } from '@hub/api/testing'
import { expect, test } from 'vitest'
import { serveHub } from './testing/serve.ts'
import { startTracing } from './tracing.ts'

interface Export {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] }
    scopeSpans: { spans: { name: string; traceId: string; parentSpanId?: string }[] }[]
  }[]
}

test('an OTLP receiver gets the spans, at the latest when the hub stops', async () => {
  const received: { url: string | undefined; headers: IncomingHttpHeaders; body: Export }[] = []
  const receiver = createServer((request, response) => {
    void json(request).then((body) => {
      // What a receiver of OTLP over HTTP with JSON is sent, by its specification.
      received.push({ url: request.url, headers: request.headers, body: body as Export })
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const { port } = receiver.address() as AddressInfo // a TCP server's address is never a pipe's name
  const hub = await serveHub({ router: probeRouter })
  const stop = await startTracing(`http://127.0.0.1:${port}/`)
  try {
    expect((await hub.request('/api/v1/probe/count')).status).toBe(401)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await stop()
  } finally {
    receiver.close()
    await hub.stop()
  }
  expect(received[0]).toMatchObject({ url: '/v1/traces', headers: { 'content-type': 'application/json' } })
  const [resourceSpans] = received.flatMap(({ body }) => body.resourceSpans)
  expect(resourceSpans?.resource.attributes).toContainEqual({
    key: 'service.name',
    value: { stringValue: 'smart-ai-hub' },
  })
  const spans = received.flatMap(({ body }) => body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans))
  const names = spans.flatMap((scope) => scope.spans.map(({ name }) => name))
  expect(names).toEqual(expect.arrayContaining(['GET /api/v1/probe/count', 'probe.count']))
})
