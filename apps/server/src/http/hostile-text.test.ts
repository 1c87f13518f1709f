import { sql } from '@hub/db'
import { issueKey } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { devMailbox } from '../mail/dev-mailbox.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const sqlInjections = [
  "'; drop table app.ops_task; --",
  "' or '1'='1",
  "x') union select email, password_hash from app.auth_user --",
  '1; select pg_sleep(5); --',
  "\\'; delete from app.ops_task where true; --",
  "'||(select secret from app.auth_signing_key)||'",
  '$$; rollback; drop schema app cascade; $$',
  "E'\\x27; truncate app.audit_entry; --",
  '") or ("a"="a',
  '%_%\\%',
  "a & b | !c <-> d:* 'e",
  "set_config('app.org_id','00000000-0000-0000-0000-000000000000',false)",
]

const crossSiteScripts = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  "javascript:alert('1')",
  '</title></textarea><script src=//evil></script>',
  '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;">',
  '{{constructor["constructor"]("alert(1)")()}}${alert(1)}<%= 1 %>',
  '&lt;already escaped&gt; &amp; &#60;',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '\u00bc\u0073\u0063\u0072\u0069\u0070\u0074\u00be ＜script＞ \ud83d\ude08 é ß 漢字',
  '__proto__',
  '{"constructor":{"prototype":{"polluted":true}}}',
]

const mailbox = devMailbox()
let hub: ServedHub
let org: TestOrg
let key: string
beforeAll(async () => {
  hub = await serveHub({ mailbox })
  org = await hub.newOrg()
  key = (await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })).text
})
afterAll(() => hub.stop())

type Answer = Record<string, unknown> & { items?: Record<string, unknown>[] }
interface Door {
  write(path: string, input: object): Promise<Answer>
  read(path: string, input: Record<string, string>): Promise<Answer>
}

const headers = () => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' })

async function send(path: string, body?: object): Promise<Answer> {
  const init = body ? { method: 'POST', body: JSON.stringify(body) } : {}
  const answer = await hub.request(path, { ...init, headers: headers() })
  const text = await answer.text()
  expect([path, answer.status, text.slice(0, 300)]).toEqual([path, 200, text.slice(0, 300)])
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  return JSON.parse(text) as Answer
}

const dataOf = ({ result }: Answer) => (result as { data: Answer }).data

const rest: Door = {
  write: (path, input) => send(`/api/v1/${path.replaceAll('.', '/')}`, input),
  read: (path, input) =>
    send(`/api/v1/${path.replaceAll('.', '/')}?${new URLSearchParams(input).toString()}`),
}

const trpc: Door = {
  write: async (path, input) => dataOf(await send(`/trpc/${path}`, input)),
  read: async (path, input) =>
    dataOf(await send(`/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`)),
}

const doors = [
  ['REST', rest],
  ['tRPC', trpc],
] as const

/** Everything a person typed comes back as it was, whichever way it is looked at. */
async function goesThrough(door: Door, text: string): Promise<void> {
  const made = await door.write('modules.ops.tasks.create', {
    title: text,
    notes: text,
    tag: text.slice(0, 40).trim(),
  })
  expect(made).toMatchObject({ title: text, notes: text })
  const id = String(made['id'])
  await expect(door.read('modules.ops.tasks.get', { id })).resolves.toMatchObject({
    title: text,
    notes: text,
  })
  await expect(
    door.write('modules.ops.tasks.comments.add', { taskId: id, body: text }),
  ).resolves.toMatchObject({
    body: text,
  })
  const { items: comments } = await door.read('modules.ops.tasks.comments.list', { taskId: id })
  expect(comments).toMatchObject([{ body: text }])
  const { items: newest } = await door.read('modules.ops.tasks.list', { sort: 'newest' })
  expect(newest?.[0]).toMatchObject({ id, title: text })
  const { items: tagged } = await door.read('modules.ops.tasks.list', { tag: text.slice(0, 40).trim() })
  expect(tagged?.map((task) => task['id'])).toContain(id)
}

/** A phrase finds what holds its words and nothing else, above all not everything. */
async function findsNothingElse(door: Door, text: string): Promise<void> {
  for (const path of ['modules.ops.tasks.list', 'organizations.members.list']) {
    const { items = [] } = await door.read(path, { search: text })
    expect(items.map((item) => item['title'] ?? item['name'])).not.toContain('Nightingale')
  }
}

const rows = async () => {
  const { system } = hub.hub.db
  const [people, members, keys] = await Promise.all([
    system.selectFrom('authUser').select(['id', 'platformRole']).orderBy('id').execute(),
    system.selectFrom('organizationMember').select(['orgId', 'userId', 'role']).orderBy('id').execute(),
    system.selectFrom('authSigningKey').select('kid').orderBy('kid').execute(),
  ])
  return { people, members, keys }
}

const held = async () => (await sql`select id from ops_task`.execute(hub.hub.db.org(org.orgId))).rows.length

describe.each(doors)('SQL injection over %s does nothing (GW-2)', (_name, door) => {
  test.each(sqlInjections)('%s', async (text) => {
    await door.write('modules.ops.tasks.create', { title: 'Nightingale' })
    const [before, tasks] = [await rows(), await held()]
    await goesThrough(door, text)
    await findsNothingElse(door, text)
    expect(await rows()).toEqual(before)
    expect(await held()).toBe(tasks + 1)
  })
})

describe.each(doors)('cross-site scripting over %s is plain text (GW-2)', (_name, door) => {
  test.each(crossSiteScripts)('%s', async (text) => {
    await goesThrough(door, text)
    await findsNothingElse(door, text)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('where a name of ours is expected, such text is refused', () => {
  test.each([...sqlInjections, ...crossSiteScripts])('%s', async (text) => {
    for (const field of ['sort', 'cursor', 'status', 'assigneeId', 'dueFrom', text]) {
      const query = new URLSearchParams({ [field]: text }).toString()
      const answer = await hub.request(`/api/v1/modules/ops/tasks/list?${query}`, { headers: headers() })
      expect([field, answer.status]).toEqual([field, 400])
      expect(answer.headers.get('content-type')).toContain('application/json')
      await answer.text()
    }
    const call = await hub.request('/api/v1/organizations/get', {
      headers: { authorization: `Bearer ${key}`, 'x-hub-org': encodeURIComponent(text) },
    })
    expect(call.status).toBe(404)
    await call.text()
  })
})

describe('pages the server writes itself (GW-2)', () => {
  test.each(crossSiteScripts)('mails show a company called %s as text', async (name) => {
    await org.api.organizations.update({ name })
    const email = `new-${crossSiteScripts.indexOf(name)}@example.test`
    await org.api.organizations.invitations.create({ email, role: 'member' })
    await hub.deliver()
    const mail = hub.mails.at(-1)
    expect(`${mail?.subject} ${mail?.text}`).toContain(name)
    if (mail) await mailbox.send(mail, 'one')
    const page = await (await hub.request('/dev/mail')).text()
    expect(page).not.toMatch(/<(script|img|svg|iframe|textarea)\b/i)
    expect(page.match(/<a /g)).toHaveLength(mailbox.mails().length)
    expect(mail?.action?.url).toMatch(/^http:\/\/localhost:3000\/invite\?token=[\w-]+$/)
  })

  test('the documents of the API hold nothing that people typed', async () => {
    await org.api.organizations.update({ name: '<script>alert(1)</script>' })
    for (const path of ['/api/docs/', '/api/v1/openapi.json', '/llms.txt', '/health/services']) {
      const text = await (await hub.request(path)).text()
      expect(text, path).not.toContain('alert(1)')
    }
  })

  test('an address that holds markup is answered without it as a page', async () => {
    for (const path of [
      '/api/<script>alert(1)</script>',
      '/auth/%3Cscript%3Ealert(1)%3C/script%3E',
      '/trpc/<img>',
    ]) {
      const answer = await hub.request(path, { headers: { accept: 'text/html' } })
      expect(answer.headers.get('content-type')).toContain('application/json')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.status).toBe(404)
      await answer.text()
    }
  })
})
