import { afterEach, beforeEach, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { address, startReceiver } from '../../endpoints/testing.ts'
import type { Receiver } from '../../endpoints/testing.ts'

let receiver: Receiver
let hub: TestHub
let org: TestOrg

beforeEach(async () => {
  receiver = await startReceiver()
  hub = await startHub({ internet: receiver.seam })
  org = await hub.newOrg()
})
afterEach(async () => {
  await hub.stop()
  await receiver.stop()
})

const call = (path: string, more: object = {}) =>
  org.api.workflows.actions.callApi({ url: address(path), ...more })

test('a service gets what it is sent, and its answer is read (WF-1)', async () => {
  receiver.answers.set('/orders', (response) => {
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":7}')
  })
  const answer = await call('/orders', {
    method: 'POST',
    body: { item: 'flour' },
    idempotencyKey: 'order-0007',
  })
  expect(answer).toMatchObject({ status: 201, body: { id: 7 } })
  expect(receiver.received).toMatchObject([
    {
      headers: { 'idempotency-key': 'order-0007', 'content-type': 'application/json' },
      body: '{"item":"flour"}',
    },
  ])
})

test('a service gets a secret, and one that repeats it is not believed to keep it', async () => {
  await org.api.workflows.secrets.set({ name: 'till', secret: 'sk_Quincunx', hosts: ['client.example'] })
  receiver.answers.set('/echo', (response) => {
    const { authorization = '' } = receiver.received[0]?.headers ?? {}
    response.writeHead(200, { 'x-you-sent': authorization }).end(`You sent ${authorization}.`)
  })
  const answer = await call('/echo', { headers: { authorization: 'Bearer {{ secret.till }}' } })
  expect(receiver.received[0]?.headers.authorization).toBe('Bearer sk_Quincunx')
  expect(answer.body).toBe('You sent Bearer {{ secret.till }}.')
  expect(JSON.stringify(answer)).not.toContain('Quincunx')
})

test.each([
  [404, 'BAD_REQUEST'],
  [429, 'TOO_MANY_REQUESTS'],
  [503, 'UNAVAILABLE'],
])('an answer of %i is %s', async (status, code) => {
  receiver.answers.set('/no', (response) => response.writeHead(status).end())
  await expect(call('/no')).rejects.toMatchObject({ code })
})

test('neither a redirect is followed nor an answer without end read', async () => {
  receiver.answers.set('/moved', (response) =>
    response.writeHead(302, { location: address('/elsewhere') }).end(),
  )
  expect(await call('/moved')).toMatchObject({ status: 302 })
  expect(receiver.received.map(({ path }) => path)).toEqual(['/moved'])
  receiver.answers.set('/long', (response) => response.end('x'.repeat(1_100_000)))
  await expect(call('/long')).rejects.toMatchObject({ code: 'UNAVAILABLE' })
})
