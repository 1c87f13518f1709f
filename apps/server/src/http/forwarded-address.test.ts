import { probeRouter } from '@hub/api/testing'
import { afterEach, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub | undefined
afterEach(() => hub?.stop())

async function serve(trustProxy: string | false): Promise<(forwarded: string) => Promise<Response>> {
  const served = await serveHub({
    router: probeRouter,
    settings: { callsPerHour: { anonymous: 2, user: 2 } },
    trustProxy,
  })
  hub = served
  return (forwarded) => served.request('/api/v1/probe/open', { headers: { 'x-forwarded-for': forwarded } })
}

async function statusesOf(ask: (forwarded: string) => Promise<Response>, all: string[]): Promise<number[]> {
  const statuses: number[] = []
  for (const forwarded of all) statuses.push((await ask(forwarded)).status)
  return statuses
}

test('an address that a proxy names with its port is one caller, whatever the port', async () => {
  const ask = await serve('loopback')
  const four = ['203.0.113.7:1001', '203.0.113.7:1002', '203.0.113.7']
  expect(await statusesOf(ask, four)).toEqual([200, 200, 429])
  const six = ['[2001:db8::1]:1001', '"[2001:db8::1]:1002"', '2001:db8::1', '[2001:db8:0:1::1]']
  expect(await statusesOf(ask, six)).toEqual([200, 200, 429, 200])
})

test('what is no address is refused where a trusted proxy names it', async () => {
  const ask = await serve('loopback')
  const junk = ['unknown', '203.0.113.7.1', '1:2', '203.0.113.9, nobody']
  expect(await statusesOf(ask, junk)).toEqual([400, 400, 400, 400])
  await expect((await ask('unknown')).json()).resolves.toMatchObject({ code: 'BAD_REQUEST' })
  // What stands before the address that our proxy saw is anybody's word, and nobody's address.
  expect((await ask('nobody, 203.0.113.9')).status).toBe(200)
})

test('without a trusted proxy nobody reads it', async () => {
  const ask = await serve(false)
  expect(await statusesOf(ask, ['unknown', '203.0.113.7:1', '203.0.113.8'])).toEqual([200, 200, 429])
})
