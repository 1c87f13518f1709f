import { once } from 'node:events'
import { issueKey, openSession } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { asSuperuser } from '@hub/db/testing'
import { createTRPCClient, createWSClient, wsLink } from '@trpc/client'
import type { AppRouter } from '@hub/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const PATIENCE = { timeout: 8_000, interval: 20 }
const WAIT_MS = 30_000

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub()
})
afterAll(() => hub.stop())

const socketUrl = () => `${hub.origin.replace('http', 'ws')}/trpc/ws`

/** Headers of a browser in which this person is signed in. */
async function browserOf(userId: string): Promise<Record<string, string>> {
  const { accessToken } = await openSession(hub.hub, userId)
  return { cookie: `hub_access=${accessToken}`, origin: hub.hub.settings.publicUrl }
}

/** A page as it follows: by the library's own client, which connects anew and goes on where it was. */
async function pageOf(org: TestOrg, userId: string) {
  const headers = await browserOf(userId)
  const opened: WebSocket[] = []
  const client = createWSClient({
    url: socketUrl(),
    connectionParams: { org: org.slug },
    retryDelayMs: () => 50,
    WebSocket: class extends WebSocket {
      constructor(url: string) {
        super(url, { headers })
        opened.push(this)
      }
    } as never,
  })
  const heard: string[] = []
  const refused: string[] = []
  const subscription = createTRPCClient<AppRouter>({ links: [wsLink({ client })] }).live.stream.subscribe(
    {},
    {
      onData: ({ data }) =>
        void heard.push(...(data.type === 'beat' ? [] : data.changes.map(({ action }) => action)), data.type),
      onError: ({ data }) => void refused.push(data?.code ?? 'none'),
    },
  )
  await expect.poll(() => heard.filter((one) => one === 'ready').length, PATIENCE).toBe(1)
  return {
    heard,
    refused,
    opened,
    close: () => {
      subscription.unsubscribe()
      return client.close()
    },
  }
}

test.each(['constructor', 'toString', '__proto__', 'live.constructor', 'live.nothing'])(
  'a subscription to %s is answered as one that is not there (RT-1)',
  async (path) => {
    const socket = new WebSocket(socketUrl())
    await once(socket, 'open')
    socket.send(JSON.stringify({ id: 1, method: 'subscription', params: { path, input: {} } }))
    const [told] = (await once(socket, 'message')) as [Buffer]
    socket.close()
    expect(JSON.parse(told.toString())).toMatchObject({ error: { data: { code: 'NOT_FOUND' } } })
  },
)

test('a program follows by server-sent events with its key, and goes on after the last one (RT-1)', async () => {
  const org = await hub.newOrg()
  const { text: key } = await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })
  const heard: string[] = []
  /** Reads until an event holds these words; answers with the id of the last one. */
  const read = async (words: string, lastEventId?: string): Promise<string> => {
    const leaving = new AbortController()
    const answer = await hub.request(`/trpc/live.stream?input=${encodeURIComponent('{}')}`, {
      headers: {
        authorization: `Bearer ${key}`,
        accept: 'text/event-stream',
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
      signal: leaving.signal,
    })
    let text = ''
    for await (const chunk of (answer.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      text += chunk
      if (text.includes(words) && text.endsWith('\n\n')) break
    }
    leaving.abort()
    heard.push(text)
    return [...text.matchAll(/^id: (.+)$/gm)].at(-1)?.[1] ?? ''
  }
  const from = await read('ready')
  const { id } = await org.api.modules.ops.tasks.create({ title: 'Made while nobody followed' })
  await read(id, from)
  expect(heard[1]).toContain('"type":"ready","isReset":false')
  expect(heard.join('')).not.toContain('Made while nobody followed')
})

test(
  'whoever loses their level in a module hears no more of it after five seconds, and of the rest again (RT-1)',
  async () => {
    const org = await hub.newOrg()
    const member = await org.join('member')
    const page = await pageOf(org, member.userId)
    await org.api.modules.ops.tasks.create({ title: 'Heard' })
    await expect.poll(() => page.heard, PATIENCE).toContain('ops.task.created')
    await org.api.organizations.access.setLevels({ userId: member.userId, levels: { ops: 'none' } })
    await expect.poll(() => page.heard.filter((one) => one === 'ready').length, PATIENCE).toBe(2)
    page.heard.length = 0
    await org.api.modules.ops.tasks.create({ title: 'Not heard' })
    await org.api.organizations.update({ name: 'Heard last' })
    await expect.poll(() => page.heard, PATIENCE).toContain('organization.updated')
    expect(page.heard).not.toContain('ops.task.created')
    await page.close()
  },
  WAIT_MS,
)

test(
  'whoever is taken out of the organization is refused within five seconds (RT-1)',
  async () => {
    const org = await hub.newOrg()
    const member = await org.join('member')
    const page = await pageOf(org, member.userId)
    await org.api.organizations.members.remove({ userId: member.userId })
    await expect.poll(() => page.refused, PATIENCE).toHaveLength(1)
    expect(['FORBIDDEN', 'NOT_FOUND']).toContain(page.refused[0])
    await page.close()
  },
  WAIT_MS,
)

test('two tabs of one person are told the same, each once (RT-1)', async () => {
  const org = await hub.newOrg()
  const tabs = await Promise.all([pageOf(org, org.owner.userId), pageOf(org, org.owner.userId)])
  for (let n = 0; n < 20; n += 1) await org.api.modules.ops.tasks.create({ title: `Task ${n}` })
  for (const { heard, close } of tabs) {
    const told = () => heard.filter((one) => one === 'ops.task.created').length
    await expect.poll(told, PATIENCE).toBe(20)
    await close()
  }
})

test('a reader that takes nothing is dropped, while others go on, and is told the rest when it is back (RT-1)', async () => {
  const org = await hub.newOrg()
  const [slow, quick] = await Promise.all([pageOf(org, org.owner.userId), pageOf(org, org.owner.userId)])
  const [socket] = slow.opened
  socket?.pause()
  const closed = socket && once(socket, 'close')
  const before = slow.heard.length
  const target = JSON.stringify(Object.fromEntries([['organization', org.orgId]]))
  const isDropped = async () => (await hub.hub.metrics.text()).includes('slow readers')
  // The lines between hold some megabytes before anything waits; how many depends on the machine.
  for (let n = 0; n < 300 && !(await isDropped()); n += 1) {
    await asSuperuser(
      hub.database,
      `insert into app.live_change (org_id, action, target) select $1, 'organization.updated', $2 from generate_series(1, 900)`,
      [org.orgId, target],
    )
    await new Promise((resolve) => setTimeout(resolve, 60))
    hub.hub.live.wake(org.orgId)
  }
  await org.api.modules.ops.tasks.create({ title: 'Heard by the quick one' })
  await expect.poll(() => quick.heard, PATIENCE).toContain('ops.task.created')
  expect(quick.opened).toHaveLength(1)
  await expect.poll(isDropped, PATIENCE).toBe(true)
  socket?.resume()
  await closed
  await expect.poll(() => slow.heard.slice(before), PATIENCE).toContain('ready')
  await Promise.all([slow.close(), quick.close()])
})
