import type { ServerResponse } from 'node:http'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
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

test.each([
  ['a sign beyond Latin-1', 'caf€'],
  ['a line break', 'a\r\nx-second: b'],
  ['a bell', 'ding\u0007'],
])('a header whose value holds %s is refused by its name, and nothing is asked', async (_what, value) => {
  await expect(call('/orders', { headers: { 'X-Note': value } })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    details: { issues: [{ path: 'headers.X-Note', message: expect.stringContaining('x-note') }] },
  })
  expect(receiver.received).toEqual([])
})

test('a secret of several lines is no header, and is not told', async () => {
  await org.api.workflows.secrets.set({ name: 'pem', secret: 'sk_Quin\ncunx', hosts: ['client.example'] })
  const error: unknown = await call('/a', { headers: { authorization: '{{ secret.pem }}' } }).catch(
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject({ code: 'BAD_REQUEST' })
  expect(inspect(error, { depth: 9 })).not.toContain('cunx')
})

/** A hub on whose internet no address can be reached. */
async function cutOff(code: string): Promise<TestOrg> {
  const resolve = () => Promise.reject(Object.assign(new Error('It is cut off.'), { code }))
  const other = await startHub({ internet: { ...receiver.seam, resolve } })
  onTestFinished(() => other.stop())
  return other.newOrg()
}

describe('what goes wrong says nothing of a secret in the address', () => {
  const url = address('/a?key={{ secret.till }}')
  beforeEach(() =>
    org.api.workflows.secrets.set({ name: 'till', secret: 'sk_Quincunx', hosts: ['client.example'] }),
  )

  test.each([
    ['breaks off', (response: ServerResponse) => void response.destroy()],
    [
      'breaks off in its answer',
      (response: ServerResponse) =>
        void response.writeHead(200, { 'content-length': '9' }).write('x', () => response.destroy()),
    ],
    ['answers too much', (response: ServerResponse) => void response.end('x'.repeat(1_100_000))],
    ['refuses', (response: ServerResponse) => void response.writeHead(400).end()],
  ])('where the service %s (WF-1)', async (_what, answer) => {
    receiver.answers.set('/a?key=sk_Quincunx', answer)
    receiver.answers.set('/a', answer)
    const error: unknown = await org.api.workflows.actions.callApi({ url }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(inspect(error, { depth: 9 })).not.toContain('Quincunx')
    expect(error).toMatchObject({ message: expect.stringContaining('client.example') })
  })
})

test.each([
  ['ENOTFOUND', 'BAD_REQUEST', 'client.example: there is no such name on the internet.'],
  ['ECONNREFUSED', 'UNAVAILABLE', 'client.example takes no calls now: nothing answers there.'],
  ['ETIMEDOUT', 'UNAVAILABLE', 'client.example did not answer within 30 seconds.'],
])('a service that is not reached (%s) is told by its name alone', async (reason, code, message) => {
  const { workflows } = (await cutOff(reason)).api
  await workflows.secrets.set({ name: 'till', secret: 'sk_Quincunx', hosts: ['client.example'] })
  const url = address('/a?key={{ secret.till }}')
  await expect(workflows.actions.callApi({ url })).rejects.toMatchObject({ code, message })
})

test('a secret of several lines with quotes is sent whole, and hidden in whatever form it comes back (WF-1)', async () => {
  const secret = '-----BEGIN "KEY"-----\nabc+/=\n-----END-----'
  await org.api.workflows.secrets.set({ name: 'pem', secret, hosts: ['client.example'] })
  receiver.answers.set('/forms', (response) => {
    const basic = Buffer.from(secret).toString('base64')
    response.end([secret, JSON.stringify({ secret }), encodeURIComponent(secret), basic].join(' '))
  })
  const answer = await call('/forms', { method: 'POST', body: { key: '{{ secret.pem }}' } })
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toEqual({ key: secret })
  const named = '{{ secret.pem }}'
  expect(answer.body).toBe(`${named} {"secret":"${named}"} ${named} ${named}`)
})
