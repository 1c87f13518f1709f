import type { IncomingMessage } from 'node:http'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { serveDocuments } from '../../../testing/document-server.ts'
import { openSession, startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { sendDuePushes } from '../service.ts'
import { assignedTask, everythingHeard } from '../testing.ts'
import { newBrowser, openPushed } from './testing.ts'
import type { TestBrowser } from './testing.ts'
import type { PushMessage } from './message.ts'

const HOUR_MS = 3_600_000
const KIND = 'ops.task.assigned'

interface Received {
  path: string
  headers: IncomingMessage['headers']
  body: Buffer
}

let now: Date
let found = '127.0.0.1'
let service: Awaited<ReturnType<typeof serveDocuments>>
let hub: TestHub
let org: TestOrg
let maeve: Awaited<ReturnType<TestOrg['join']>>
const received: Received[] = []
/** What the service of the browsers answers, by path; 201 where nothing is set. */
const answers = new Map<string, number>()

beforeAll(async () => {
  service = await serveDocuments((path, response, request) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      received.push({ path, headers: request.headers, body: Buffer.concat(parts) })
      response.writeHead(answers.get(path) ?? 201).end()
    })
  })
  const internet = {
    ...service.seam,
    resolve: async () => [{ address: found, family: 4 }],
    isAllowed: (address: string) => address === '127.0.0.1',
  }
  hub = await startHub({ now: () => now, internet })
})
afterAll(async () => {
  await hub.stop()
  await service.stop()
})
beforeEach(async () => {
  now = new Date('2026-11-23T12:00:00.123Z')
  found = '127.0.0.1'
  received.length = 0
  answers.clear()
  org = await hub.newOrg()
  maeve = await org.join('member')
})

const inHours = (hours: number) => void (now = new Date(now.getTime() + hours * HOUR_MS))
const at = (path: string) => `https://client.example${path}`

type Caller = Pick<TestOrg, 'api'>

async function turnedOn({ api }: Caller, path: string): Promise<TestBrowser & { key: string }> {
  const browser = newBrowser()
  const { key } = await api.notifications.push.subscribe({ endpoint: at(path), ...browser.keys })
  return { ...browser, key }
}

/** What came to an address by now, as its browser reads it. */
async function shownIn(browser: TestBrowser, path: string): Promise<PushMessage[]> {
  await everythingHeard(hub)
  await sendDuePushes(hub.hub)
  return received
    .filter((one) => one.path === path)
    .map(({ body }) => JSON.parse(openPushed(browser, body)) as PushMessage)
}

const browsersOf = async ({ api }: Caller) => (await api.notifications.push.list({})).items

describe('a browser that push is on in (NTF-18)', () => {
  test('shows what happened, in words, with the way there, once', async () => {
    const browser = await turnedOn(maeve, '/a')
    const task = await assignedTask(hub, org, maeve)
    await Promise.all([sendDuePushes(hub.hub), sendDuePushes(hub.hub)])
    expect(await shownIn(browser, '/a')).toEqual([
      {
        title: `${org.owner.name} assigned Seal the boxes to you`,
        body: expect.stringContaining('Company of'),
        url: `/o/${org.slug}/tasks?task=${task.id}`,
        tag: expect.stringMatching(/^[\w-]{24}$/),
      },
    ])
    expect(received[0]?.headers).toMatchObject({
      'content-encoding': 'aes128gcm',
      ttl: '86400',
      urgency: 'normal',
      authorization: expect.stringMatching(/^vapid t=.+, k=.+$/),
    })
    expect(await browsersOf(maeve)).toMatchObject([{ key: browser.key, pushedAt: now.toISOString() }])
  })

  test('is one of several that all show it, and only of its person and organization', async () => {
    const [one, two] = [await turnedOn(maeve, '/one'), await turnedOn(maeve, '/two')]
    const owner = await turnedOn(org, '/owner')
    await assignedTask(hub, org, maeve)
    expect([
      (await shownIn(one, '/one')).length,
      (await shownIn(two, '/two')).length,
      (await shownIn(owner, '/owner')).length,
    ]).toEqual([1, 1, 0])
  })

  test('is told of many at once by their number', async () => {
    const browser = await turnedOn(maeve, '/many')
    for (let task = 0; task < 5; task += 1) await assignedTask(hub, org, maeve)
    expect(await shownIn(browser, '/many')).toMatchObject([
      { title: '5 things are new', url: `/o/${org.slug}/inbox` },
    ])
  })

  test('shows nothing that was read, may not be seen any more, or is not chosen', async () => {
    const browser = await turnedOn(maeve, '/less')
    await assignedTask(hub, org, maeve)
    await maeve.api.notifications.markAllRead({})
    await assignedTask(hub, org, maeve)
    await org.api.organizations.access.setLevels({ userId: maeve.userId, levels: { ops: 'none' } })
    expect(await shownIn(browser, '/less')).toEqual([])
    await org.api.organizations.access.setLevels({ userId: maeve.userId, levels: { ops: 'write' } })
    const again = hub.api(hub.call({ credential: { kind: 'person', userId: maeve.userId }, org: org.slug }))
    const way = { kind: KIND, inApp: true, mail: 'off' } as const
    await again.notifications.preferences.set({ kinds: [{ ...way, push: false }] })
    // What is chosen about the inbox leaves the choice about push alone.
    await again.notifications.preferences.set({ kinds: [way] })
    await assignedTask(hub, org, maeve)
    expect(await shownIn(browser, '/less')).toEqual([])
    await again.notifications.preferences.set({ kinds: [{ ...way, push: true }] })
    await assignedTask(hub, org, maeve)
    expect(await shownIn(browser, '/less')).toHaveLength(1)
  })

  test('is left alone in quiet hours, and told after them', async () => {
    const browser = await turnedOn(maeve, '/quiet')
    await maeve.api.notifications.preferences.set({
      quiet: { from: '20:00', to: '07:00' },
      timeZone: 'Asia/Tokyo',
    })
    await assignedTask(hub, org, maeve)
    expect(await shownIn(browser, '/quiet')).toEqual([])
    inHours(10.1)
    expect(await shownIn(browser, '/quiet')).toHaveLength(1)
  })

  test.each([404, 410, 403])('is forgotten where its service answers %s', async (status) => {
    await turnedOn(maeve, `/gone-${status}`)
    const browser = await turnedOn(maeve, `/stays-${status}`)
    answers.set(`/gone-${status}`, status)
    await assignedTask(hub, org, maeve)
    expect(await shownIn(browser, `/stays-${status}`)).toHaveLength(1)
    expect((await browsersOf(maeve)).map(({ key }) => key)).toEqual([browser.key])
  })

  test('is kept where its service has a fault, or its name leads to a private address, which is not asked', async () => {
    const browser = await turnedOn(maeve, '/fault')
    answers.set('/fault', 500)
    await assignedTask(hub, org, maeve)
    await shownIn(browser, '/fault')
    found = '10.0.0.7'
    received.length = 0
    await assignedTask(hub, org, maeve)
    await shownIn(browser, '/fault')
    expect([received, (await browsersOf(maeve)).length]).toEqual([[], 1])
  })

  test('keeps nothing in the database by which somebody could write to it', async () => {
    const { keys } = await turnedOn(maeve, '/secret-place')
    const rows = await asSuperuser(
      hub.database,
      `select encode(sealed, 'escape') as sealed, encode(key, 'hex') as key, name from app.notification_push`,
    )
    const text = JSON.stringify(rows)
    for (const secret of ['secret-place', keys.auth, keys.p256dh]) expect(text).not.toContain(secret)
  })
})

describe('a browser that is out of its person’s hands', () => {
  test.each(['suspendedAt', 'deletesAt'] as const)(
    'shows nothing while the account has a date in %s',
    async (column) => {
      const browser = await turnedOn(maeve, `/closed-${column}`)
      const set = (at: Date | null) =>
        hub.hub.db.system
          .updateTable('authUser')
          .set({ [column]: at })
          .where('id', '=', maeve.userId)
          .execute()
      await set(now)
      await assignedTask(hub, org, maeve)
      expect(await shownIn(browser, `/closed-${column}`)).toEqual([])
      await set(null)
      await assignedTask(hub, org, maeve)
      expect(await shownIn(browser, `/closed-${column}`)).toHaveLength(1)
    },
  )

  test.each<[string, (auth: TestOrg['api']['auth'], sessionId: string) => Promise<unknown>]>([
    ['everywhere', (auth) => auth.logoutEverywhere({})],
    ['on all other devices', (auth) => auth.logoutOthers({})],
    ['on one device', (auth, id) => auth.sessions.revoke({ id })],
    ['by the end of the account', (auth) => auth.deleteAccount({ email: maeve.email })],
  ])('is forgotten when its person signs out %s', async (_where, signOut) => {
    await turnedOn(maeve, '/lost')
    const colleague = await turnedOn(org, '/kept')
    await signOut(maeve.api.auth, (await openSession(hub.hub, maeve.userId)).sessionId)
    const rows = await asSuperuser(hub.database, 'select user_id from app.notification_push')
    expect(rows).not.toContainEqual({ user_id: maeve.userId })
    expect((await browsersOf(org)).map(({ key }) => key)).toEqual([colleague.key])
  })
})

describe('turning push on and off (NTF-18)', () => {
  test('is for the browser of whoever turned it on last, and is taken back', async () => {
    const browser = newBrowser()
    const endpoint = at('/shared')
    await maeve.api.notifications.push.subscribe({ endpoint, ...browser.keys })
    await maeve.api.notifications.push.subscribe({ endpoint, ...browser.keys })
    expect(await browsersOf(maeve)).toHaveLength(1)
    const stranger = await hub.newOrg()
    const { key } = await stranger.api.notifications.push.subscribe({ endpoint, ...browser.keys })
    expect([await browsersOf(maeve), (await browsersOf(stranger)).length]).toEqual([[], 1])
    await maeve.api.notifications.push.unsubscribe({ key })
    expect(await browsersOf(stranger)).toHaveLength(1)
    await stranger.api.notifications.push.unsubscribe({ key })
    await stranger.api.notifications.push.unsubscribe({ key })
    expect(await browsersOf(stranger)).toEqual([])
  })

  test.each([
    ['http://push.example/a', 'an address without TLS'],
    ['https://10.0.0.7/a', 'a private address'],
    ['https://push.example:8443/a', 'an odd port'],
  ])('refuses %s: %s', async (endpoint) => {
    await expect(
      maeve.api.notifications.push.subscribe({ endpoint, ...newBrowser().keys }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('refuses keys that no browser made, and more than ten browsers', async () => {
    const { auth } = newBrowser().keys
    await expect(
      maeve.api.notifications.push.subscribe({ endpoint: at('/x'), p256dh: 'A'.repeat(87), auth }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    for (let n = 0; n < 10; n += 1) await turnedOn(maeve, `/n${n}`)
    await expect(turnedOn(maeve, '/n10')).rejects.toMatchObject({ code: 'CONFLICT' })
    await turnedOn(maeve, '/n9')
  })

  test('goes with the membership', async () => {
    await turnedOn(maeve, '/leaver')
    await org.api.organizations.members.remove({ userId: maeve.userId })
    const rows = await asSuperuser(hub.database, 'select 1 from app.notification_push where user_id = $1', [
      maeve.userId,
    ])
    expect(rows).toEqual([])
  })
})
