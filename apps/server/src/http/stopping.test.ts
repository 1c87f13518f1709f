import { once } from 'node:events'
import { connect } from 'node:net'
import { openSession, probeRouter } from '@hub/api/testing'
import { expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'

test('a server that stops ends live streams and lets running calls finish', async () => {
  const own = await serveHub({ router: probeRouter })
  const person = await own.newOrg()
  const session = await openSession(own.hub, person.owner.userId)
  const headers = { cookie: `hub_access=${session.accessToken}` }
  const input = encodeURIComponent('{}')
  const stream = await own.request(`/trpc/probe.ticks?input=${input}`, {
    headers: { ...headers, accept: 'text/event-stream' },
  })
  expect(stream.status).toBe(200)
  const ended = stream.text().then(
    () => 'ended',
    () => 'cut',
  )
  const running = own.request('/trpc/probe.slow', { headers })
  await new Promise((resolve) => setTimeout(resolve, 30))
  const begin = Date.now()
  const stopping = own.stop()
  expect((await running).status).toBe(200)
  await stopping
  expect(await ended).toMatch(/ended|cut/)
  expect(Date.now() - begin).toBeLessThan(3_000)
})

test('a server that stops waits for nobody who connected in advance', async () => {
  const own = await serveHub({ router: probeRouter })
  const socket = connect({ port: Number(new URL(own.origin).port), host: '127.0.0.1' })
  await once(socket, 'connect')
  // Its connection came after the other's, which the server therefore has.
  await own.request('/health')
  const begin = Date.now()
  await own.stop()
  expect(Date.now() - begin).toBeLessThan(3_000)
})
