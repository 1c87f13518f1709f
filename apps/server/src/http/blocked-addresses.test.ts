import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { createHub } from '@hub/api/server'
import { issueKey, openSession } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { WebSocket } from 'ws'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromAddress, serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'
import { buildApp } from './app.ts'

const AT_MOST_MS = 5_000

let hub: ServedHub
let admin: TestOrg['api']['admin']['blocks']
let adminId: string
beforeAll(async () => {
  hub = await serveHub({ trustProxy: true })
  adminId = (await hub.newPerson({ isPlatformAdmin: true })).userId
  admin = administrator({ ip: '198.51.100.1' })
})
afterAll(() => hub.stop())

const administrator = (changes: { ip?: string }) =>
  hub.api(hub.call({ credential: { kind: 'person', userId: adminId }, ...changes })).admin.blocks

let last = 0
/** A range of its own for each test. */
const newAddress = () => {
  last += 1
  return `203.0.113.${last}`
}

const block = (network: string) => admin.add({ network, reason: 'Guesses passwords' })

interface Answer {
  status: number
  body: string
}

type Knock = (from: ServedHub, org: TestOrg) => Promise<Answer>

const answerOf = async (answer: Response): Promise<Answer> => ({
  status: answer.status,
  body: await answer.text(),
})

const doors: [string, Knock][] = [
  ['a page', async (from) => answerOf(await from.request('/', { headers: { accept: 'text/html' } }))],
  ['a health check', async (from) => answerOf(await from.request('/health/live'))],
  ['an address that is not there', async (from) => answerOf(await from.request('/nowhere/at/all'))],
  [
    'sign-in',
    async (from) =>
      answerOf(
        await from.request('/auth/login', {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-hub-csrf': '1',
            origin: hub.hub.settings.publicUrl,
          },
          body: '{}',
        }),
      ),
  ],
  ['tRPC', async (from) => answerOf(await from.request('/trpc/auth.me'))],
  [
    'REST with a good key',
    async (from, { orgId, owner }) => {
      const { text } = await issueKey(hub.hub, { orgId, userId: owner.userId })
      return answerOf(
        await from.request('/api/v1/organizations/get', { headers: { authorization: `Bearer ${text}` } }),
      )
    },
  ],
  [
    'MCP with a good key',
    async (from, { orgId, owner }) => {
      const { text } = await issueKey(hub.hub, { orgId, userId: owner.userId, kind: 'assistant' })
      return answerOf(
        await from.request('/mcp', {
          method: 'POST',
          headers: {
            authorization: `Bearer ${text}`,
            'content-type': 'application/json',
            accept: 'application/json, text/event-stream',
          },
          body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
        }),
      )
    },
  ],
  ['OAuth metadata', async (from) => answerOf(await from.request('/.well-known/oauth-authorization-server'))],
  [
    'the OAuth token endpoint',
    async (from) => answerOf(await from.request('/oauth/token', { method: 'POST', body: 'grant_type=x' })),
  ],
]

describe('a blocked address (ADM-3)', () => {
  test.each(doors)('is refused at %s, and let in again', async (_door, knock) => {
    const org = await hub.newOrg()
    const ip = newAddress()
    const [from, neighbour] = [fromAddress(hub, ip), fromAddress(hub, '192.0.2.200')]
    const before = await knock(from, org)
    expect(before.body).not.toContain('may not use the hub')
    const { id } = await block(ip)
    const { status, body } = await knock(from, org)
    expect(status).toBe(403)
    expect(body).toContain('"code":"FORBIDDEN"')
    expect(body).toContain('"message":"This address may not use the hub."')
    expect(body).not.toContain('Guesses')
    expect((await knock(neighbour, org)).status).toBe(before.status)
    await admin.remove({ id })
    expect((await knock(from, org)).status).toBe(before.status)
  })

  test('is known in whichever way it is written', async () => {
    await block('2001:db8:7::/48')
    const v4 = newAddress()
    await block(`::ffff:${v4}`)
    const statusOf = async (ip: string) => (await fromAddress(hub, ip).request('/health/live')).status
    await expect(statusOf('2001:db8:7::1')).resolves.toBe(403)
    await expect(statusOf('2001:0DB8:0007:0:0:0:0:9')).resolves.toBe(403)
    await expect(statusOf('2001:db8:8::1')).resolves.toBe(200)
    await expect(statusOf(v4)).resolves.toBe(403)
    await expect(statusOf(`::ffff:${v4}`)).resolves.toBe(403)
    await expect(statusOf(`::ffff:cb00:71${last.toString(16).padStart(2, '0')}`)).resolves.toBe(403)
    await expect(statusOf('not an address')).resolves.toBe(400)
  })

  test('opens no WebSocket and loses the one it has', async () => {
    const org = await hub.newOrg()
    const ip = newAddress()
    const { accessToken } = await openSession(hub.hub, org.owner.userId)
    const connect = () =>
      new WebSocket(`${hub.origin.replace('http', 'ws')}/trpc/ws`, {
        origin: hub.hub.settings.publicUrl,
        headers: { cookie: `hub_access=${accessToken}`, 'x-forwarded-for': ip },
      })
    const socket = connect()
    await once(socket, 'open')
    const closed = once(socket, 'close')
    await block(ip)
    await closed
    const refused = connect()
    const [, answer] = (await once(refused, 'unexpected-response')) as [unknown, IncomingMessage]
    expect(answer.statusCode).toBe(403)
    // The refused connection is closed as well, else this would wait for ever.
    await once(answer.resume(), 'close')
  })

  test('is refused by another server of the hub within five seconds', async () => {
    const ip = newAddress()
    const { db, settings, mail, files } = hub.hub
    const second = await buildApp({
      hub: createHub({
        db,
        settings,
        mail,
        files,
        secret: 'another process of the very same hub, in this test',
      }),
      env: { trustProxy: true, host: 'localhost', mail: undefined },
    })
    const ask = async () =>
      (await second.inject({ url: '/health/live', headers: { host: 'localhost', 'x-forwarded-for': ip } }))
        .statusCode
    expect(await ask()).toBe(200)
    const begin = Date.now()
    await block(ip)
    await expect.poll(ask, { timeout: AT_MOST_MS, interval: 100 }).toBe(403)
    expect(Date.now() - begin).toBeLessThan(AT_MOST_MS)
    await second.close()
  })

  test('counts by the connection where the hub believes no proxy', async () => {
    const bare = await serveHub()
    const person = await bare.newPerson({ isPlatformAdmin: true })
    const api = bare.api(bare.call({ credential: { kind: 'person', userId: person.userId } }))
    const ip = newAddress()
    await api.admin.blocks.add({ network: ip, reason: 'Guesses passwords' })
    expect((await fromAddress(bare, ip).request('/health/live')).status).toBe(200)
    await bare.stop()
  })
})

describe('a block (ADM-3)', () => {
  test.each([
    ['127.0.0.1', 'the machine the hub runs on'],
    ['126.0.0.0/7', 'the machine the hub runs on'],
    ['0.0.0.0/0', 'the machine the hub runs on'],
    ['::1', 'the machine the hub runs on'],
    ['::ffff:127.0.0.1', 'the machine the hub runs on'],
    ['198.51.100.0/24', 'Your own address'],
    ['11.0.0.0/7', 'very wide'],
    ['3000::/12', 'very wide'],
    ['fe80::1%eth0', 'Write an address'],
    ['1.2.3', 'Write an address'],
    ['1.2.3.4/33', 'Write an address'],
    ['evil.example', 'Write an address'],
  ])('of %s is refused', async (network, words) => {
    await expect(block(network)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining(words),
    })
  })

  test('is kept in one form, once, and written to the log', async () => {
    const added = await admin.add({ network: '100.64.9.77/16', reason: 'A whole network' })
    expect(added).toMatchObject({ network: '100.64.0.0/16', isActive: true })
    await expect(block('100.64.0.0/16')).rejects.toMatchObject({ code: 'CONFLICT' })
    const { items } = await admin.list({ address: '100.64.3.4' })
    expect(items).toEqual([added])
    await admin.remove({ id: added.id })
    await expect(admin.remove({ id: added.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const api = hub.api(hub.call({ credential: { kind: 'person', userId: adminId } }))
    const log = await api.audit.platform.list({ target: added.id })
    expect(log.items.map(({ action, data }) => [action, data['network']])).toEqual([
      ['address.unblocked', '100.64.0.0/16'],
      ['address.blocked', '100.64.0.0/16'],
    ])
  })

  test('may be very wide where that is meant', async () => {
    const added = await admin.add({ network: '112.0.0.0/6', reason: 'All of it', isBroadMeant: true })
    expect(added.network).toBe('112.0.0.0/6')
    await admin.remove({ id: added.id })
  })

  test('runs out, and may be set anew then', async () => {
    const ip = newAddress()
    await admin.add({
      network: ip,
      reason: 'For a moment',
      expiresAt: new Date(Date.now() + 700).toISOString(),
    })
    const status = async () => (await fromAddress(hub, ip).request('/health/live')).status
    expect(await status()).toBe(403)
    await expect.poll(status, { timeout: AT_MOST_MS, interval: 200 }).toBe(200)
    const { items } = await admin.list({ address: ip })
    expect(items).toMatchObject([{ isActive: false }])
    await expect(admin.list({ address: ip, isActive: true })).resolves.toMatchObject({ items: [] })
    await block(ip)
    expect(await status()).toBe(403)
    await expect(
      admin.add({ network: newAddress(), reason: 'Too late', expiresAt: '2020-01-01T00:00:00Z' }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('is for administrators of the platform', async () => {
    const org = await hub.newOrg()
    await expect(
      org.api.admin.blocks.add({ network: newAddress(), reason: 'A rival' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
