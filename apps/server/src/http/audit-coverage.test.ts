import type { CatalogEntry } from '@hub/api/server'
import { appRouter, createCatalog } from '@hub/api/server'
import { linkToken, modulesWithDepot, newForm, signIn, signUp } from '@hub/api/testing'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownPage } from '../testing/account-client.ts'
import { prepare } from '../testing/operation-cases.ts'
import { needsOthers } from '../testing/workflow-cases.ts'
import { fromAddress, serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'
import { REST_PREFIX, restEntries } from './rest.ts'

const catalog = createCatalog(appRouter, () => {
  throw new Error('only the schemas are read here')
})

const nothingToTell = 'changes nothing on a day with nothing to tell; where there is, it leaves an entry'
const sortsOwn = "sorts the caller's own inbox, and changes nothing for anybody else"

/** Writes that leave no entry of their own, and why; every other one has to. */
const silent: Record<string, string> = {
  'assistant.stop': "ends one's own answer, which its conversation shows",
  'auth.refresh': 'happens every quarter of an hour; a token used twice is written down (below)',
  'notifications.markRead': sortsOwn,
  'notifications.markUnread': sortsOwn,
  'notifications.done': sortsOwn,
  'notifications.undo': sortsOwn,
  'notifications.snooze': sortsOwn,
  'notifications.markAllRead': sortsOwn,
  'notifications.doneAll': sortsOwn,
  'modules.accounting.invoices.tellOverdue': nothingToTell,
  'modules.ops.tasks.tellOverdue': `${nothingToTell} (overdue.test.ts)`,
  'modules.travel.bookings.tellBeginning': `${nothingToTell} (beginning.test.ts)`,
  'modules.ops.tasks.reopen':
    'changes nothing where the task is open, as the prepared one is (tasks.test.ts)',
  'modules.ops.tasks.restore': 'changes nothing where the task was not removed (repeatable.test.ts)',
}

const writes = restEntries({ catalog }).filter(
  ({ type, path }) => type === 'mutation' && !(path in silent) && !(path in needsOthers),
)
const named = (entries: CatalogEntry[]) => entries.map((entry) => [entry.path, entry] as const)

const IP = '192.0.2.44'
const DEVICE = 'A test of the audit log'

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub({ trustProxy: true, modules: modulesWithDepot })
})
afterAll(() => hub.stop())

interface Row {
  action: string
  actorId: string | null
  actorKind: string | null
  door: string
  ip: string | null
  device: string | null
}

/** What one request left in any chain, with the erasable part. */
const entriesOf = (served: ServedHub, requestId: string): Promise<Row[]> =>
  asSuperuser<Row>(
    served.database,
    `select e.action, e.actor_id as "actorId", e.actor_kind as "actorKind", e.door, s.ip, s.device
     from app.audit_entry e left join app.audit_subject s on s.org_id = e.org_id and s.seq = e.seq
     where e.request_id = $1 order by e.seq`,
    [requestId],
  )

interface Sent {
  status: number
  requestId: string
  body: unknown
  cookies: string[]
}

async function post(
  served: ServedHub,
  path: string,
  init: { body: unknown; headers?: Record<string, string> },
): Promise<Sent> {
  const answer = await fromAddress(served, IP).request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': DEVICE, ...init.headers },
    body: JSON.stringify(init.body),
  })
  return {
    status: answer.status,
    requestId: answer.headers.get('x-request-id') ?? '',
    body: await answer.json(),
    cookies: answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? ''),
  }
}

async function done(served: ServedHub, entry: CatalogEntry): Promise<Sent> {
  const { input, bearer } = await prepare(served, entry)
  const headers: Record<string, string> = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }
  // An open task has nothing to reopen.
  if (entry.path === 'modules.ops.tasks.reopen')
    await post(served, `${REST_PREFIX}/modules/ops/tasks/complete`, { body: input, headers })
  return post(served, `${REST_PREFIX}/${entry.restPath}`, { body: input, headers })
}

const complete = { door: 'rest', ip: IP, device: DEVICE }

describe('every write leaves an entry with door, request, address and device (AUTH-15)', () => {
  const claim = 'auth.claimFirstAdmin'
  test.each(named(writes.filter(({ path }) => path !== claim)))('%s', async (_path, entry) => {
    const { status, requestId } = await done(hub, entry)
    expect(status).toBe(200)
    const rows = await entriesOf(hub, requestId)
    expect(rows).not.toEqual([])
    for (const row of rows) expect(row).toMatchObject(complete)
    expect(entry.meta.permission === 'public' || rows[0]?.actorId).toBeTruthy()
  })

  test('auth.claimFirstAdmin', async () => {
    const entry = writes.find(({ path }) => path === claim)
    if (!entry) throw new Error('the procedure this test leans on is gone')
    const fresh = await serveHub({ trustProxy: true })
    const { requestId } = await done(fresh, entry)
    expect((await entriesOf(fresh, requestId))[0]).toMatchObject(complete)
    await fresh.stop()
  })
})

const page = (path: string, body: unknown, cookies: readonly string[] = []) =>
  post(hub, path, { body, headers: { ...ownPage(hub), cookie: cookies.join('; ') } })

describe('sign-in at the browser is written down (AUTH-15)', () => {
  const web = { door: 'web', ip: IP, device: DEVICE }

  test('signing in, a wrong password, an unknown address and signing out', async () => {
    const { email, password } = await signUp(hub)
    const entered = await page('/auth/login', { email, password })
    expect(entered.status).toBe(200)
    expect(await entriesOf(hub, entered.requestId)).toMatchObject([
      { ...web, action: 'auth.login', actorKind: 'person' },
    ])
    const wrong = await page('/auth/login', { email, password: 'Wrong-lantern-57' })
    expect(await entriesOf(hub, wrong.requestId)).toMatchObject([
      { ...web, action: expect.stringMatching(/^auth\./) },
    ])
    const unknown = await page('/auth/login', { email: newForm().email, password })
    expect(await entriesOf(hub, unknown.requestId)).toMatchObject([{ ...web, actorId: null }])
    const left = await page('/auth/logout', {}, entered.cookies)
    expect(await entriesOf(hub, left.requestId)).toMatchObject([{ ...web, actorKind: 'person' }])
  })

  test('a refresh token that is used again, though not each refresh', async () => {
    const form = await signUp(hub)
    const { cookies } = await page('/auth/login', { email: form.email, password: form.password })
    const renewed = await page('/auth/refresh', {}, cookies)
    expect(renewed.status).toBe(200)
    expect(await entriesOf(hub, renewed.requestId)).toEqual([])
    const session = cookies.filter((cookie) => cookie.startsWith('hub_session='))
    const again = await page('/auth/refresh', {}, [...session, ...renewed.cookies])
    expect(again.status).toBe(200)
    const reused = await page('/auth/refresh', {}, cookies)
    expect(reused.status).toBe(401)
    expect(await entriesOf(hub, reused.requestId)).toMatchObject([
      { ...web, action: expect.stringMatching(/reuse/i) },
    ])
  })

  test('a refusal, at whichever door', async () => {
    const org = await hub.newOrg()
    const viewer = await org.join('viewer')
    const call = hub.call({
      door: 'mcp',
      credential: { kind: 'person', userId: viewer.userId },
      org: org.slug,
      ip: IP,
      userAgent: DEVICE,
    })
    await expect(hub.api(call).modules.ops.tasks.create({ title: 'No' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    expect(await entriesOf(hub, call.requestId)).toMatchObject([
      { action: 'access.refused', door: 'mcp', actorId: viewer.userId, ip: IP, device: DEVICE },
    ])
  })

  test('a link that is followed', async () => {
    const form = newForm()
    await hub.api(hub.call()).auth.register(form)
    const token = await linkToken(hub, form.email, '/verify')
    const { requestId } = await page('/trpc/auth.verifyEmail', { token })
    const [first] = await entriesOf(hub, requestId)
    expect(first).toMatchObject({ ...web, action: 'auth.email.verified' })
    expect((await signIn(hub, form)).tokens).toBeDefined()
  })
})
