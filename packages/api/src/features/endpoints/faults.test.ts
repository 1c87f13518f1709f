import type { ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { endpointAt, sendAll, startReceiver } from './testing.ts'
import type { Receiver } from './testing.ts'

/** What the name leads to at the next look-up. */
let found = '127.0.0.1'
let receiver: Receiver
let hub: TestHub
beforeAll(async () => {
  receiver = await startReceiver()
  const internet = {
    ...receiver.seam,
    resolve: async () => [{ address: found, family: 4 }],
    // This one stands for the public internet here.
    isAllowed: (address: string) => address === '127.0.0.1',
  }
  hub = await startHub({ internet })
})
afterEach(() => {
  found = '127.0.0.1'
  receiver.received.length = 0
  receiver.answers.clear()
})
afterAll(async () => {
  await hub.stop()
  await receiver.stop()
})

async function tried(org: TestOrg) {
  const [delivery] = (await org.api.endpoints.deliveries.list({})).items
  const { tries, ...one } = await org.api.endpoints.deliveries.get({ id: delivery?.id ?? '' })
  return { ...one, last: tries.at(-1) }
}

async function afterTest(answer: (response: ServerResponse) => void) {
  const org = await hub.newOrg()
  const { endpoint } = await endpointAt(org, '/hook')
  receiver.answers.set('/hook', answer)
  await org.api.endpoints.sendTest({ id: endpoint.id })
  await sendAll(hub)
  return tried(org)
}

describe('a receiver that misbehaves (EVT-1)', () => {
  test('by sending elsewhere is not followed, and told so', async () => {
    const { last, status } = await afterTest((response) => {
      response.writeHead(302, { location: 'https://127.0.0.1/admin' })
      response.end()
    })
    expect(status).toBe('waiting')
    expect(last).toMatchObject({
      status: 302,
      error: expect.stringContaining('a redirect, which is not followed'),
    })
    expect(receiver.received).toHaveLength(1)
  })

  test('by answering without end is cut off', async () => {
    const { last } = await afterTest((response) => {
      response.on('error', () => undefined)
      response.write(Buffer.alloc(10_000_000, 'a'))
      response.end()
    })
    expect(last).toMatchObject({ status: 200, answer: null, error: 'Its answer is longer than 64 kB.' })
  })

  test('by hanging up is tried again', async () => {
    const { last, status } = await afterTest((response) => void response.destroy())
    expect(status).toBe('waiting')
    expect(last).toMatchObject({ status: null, error: 'It hung up.' })
  })

  test('by switching to another protocol takes no place of the others, and is tried again', async () => {
    const { last, status } = await afterTest(
      (response) =>
        void response.socket?.write(
          'HTTP/1.1 101 Switching Protocols\r\nUpgrade: foo\r\nConnection: Upgrade\r\n\r\n',
        ),
    )
    expect(status).toBe('waiting')
    expect(last).toMatchObject({ status: null, error: 'It could not be reached.' })
  })

  test('by answering with what no text holds is kept readable', async () => {
    const { last } = await afterTest((response) => void response.end(Buffer.from([0x6f, 0x00, 0x6b])))
    expect(last).toMatchObject({ status: 200, answer: 'ok', error: null })
  })

  test('by a name that turns private is not asked', async () => {
    const org = await hub.newOrg()
    const { endpoint } = await endpointAt(org, '/hook')
    await org.api.endpoints.sendTest({ id: endpoint.id })
    found = '10.0.0.7'
    await sendAll(hub)
    expect(receiver.received).toEqual([])
    expect((await tried(org)).last).toMatchObject({
      status: null,
      error: 'Its name leads to a private address, which is not asked.',
    })
  })

  test('by never answering holds up neither its own organization nor another, and ends after ten seconds', async () => {
    const [slow, quick] = [await hub.newOrg(), await hub.newOrg()]
    const hung: ServerResponse[] = []
    receiver.answers.set('/hang', (response) => void hung.push(response))
    const { endpoint: hanging } = await endpointAt(slow, '/hang')
    const { endpoint: own } = await endpointAt(slow, '/own')
    const { endpoint: other } = await endpointAt(quick, '/other')
    hub.hub.sender.start()
    try {
      for (let n = 0; n < 30; n += 1) await slow.api.endpoints.sendTest({ id: hanging.id })
      await expect.poll(() => receiver.received.length).toBe(4)
      const begin = performance.now()
      await slow.api.endpoints.sendTest({ id: own.id })
      await quick.api.endpoints.sendTest({ id: other.id })
      const came = () => receiver.received.map(({ path }) => path)
      await expect.poll(came, { interval: 5 }).toEqual(expect.arrayContaining(['/own', '/other']))
      expect(performance.now() - begin).toBeLessThan(2_000)
      const late = async () => (await slow.api.endpoints.get({ id: hanging.id })).failingSince
      await expect.poll(late, { timeout: 15_000, interval: 200 }).not.toBeNull()
      const { items } = await slow.api.endpoints.deliveries.list({ endpointId: hanging.id, limit: 100 })
      const failed = items.filter(({ error }) => error !== null)
      expect(failed.map(({ error }) => error)).toContain('It did not answer within 10 seconds.')
    } finally {
      receiver.answers.set('/hang', (response) => void response.end())
      // Those that wait by now would be waited for.
      for (const response of hung) response.end()
      await hub.hub.sender.stop()
    }
  })
})

describe('a server that dies while it sends (EVT-1)', () => {
  test('leaves the delivery to the next, which sends the same event once more', async () => {
    const org = await hub.newOrg()
    const { endpoint } = await endpointAt(org, '/next')
    const came = () => receiver.received.filter(({ path }) => path === '/next')
    const { id } = await org.api.endpoints.sendTest({ id: endpoint.id })
    await hub.hub.db
      .org(org.orgId)
      .updateTable('endpointDelivery')
      .set({ attempts: 1, leasedUntil: new Date(Date.now() + 30_000), dueAt: new Date(Date.now() + 30_000) })
      .where('id', '=', id)
      .execute()
    await sendAll(hub)
    expect(came()).toEqual([])
    await hub.hub.db
      .org(org.orgId)
      .updateTable('endpointDelivery')
      .set({ leasedUntil: new Date(Date.now() - 1_000), dueAt: new Date(Date.now() - 1_000) })
      .where('id', '=', id)
      .execute()
    await sendAll(hub)
    expect(came()).toHaveLength(1)
    expect((await tried(org)).attempts).toBe(2)
  })
})
