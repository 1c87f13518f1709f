import { fingerprintOfAll, newForm, openSession, signUp } from '@hub/api/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { act, anywhere, ownPage, said, signInPage } from '../testing/account-client.ts'
import type { Said } from '../testing/account-client.ts'
import { sendRaw } from '../testing/raw-request.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let lines: string[] = []
beforeAll(async () => {
  hub = await serveHub({ trustProxy: true })
  hub.hub.log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) })
})
beforeEach(() => {
  lines = []
})
afterAll(() => hub.stop())

/** Refused in the one shape, told to the log by its request id, and nothing is other than before. */
async function refusalOf(send: () => Promise<Said>): Promise<Said> {
  const before = await fingerprintOfAll(hub.database)
  const answer = await send()
  expect(answer.text).toContain('"requestId":"')
  expect(answer.text).not.toMatch(/\bat .+:\d+:\d+|node_modules/)
  expect(await fingerprintOfAll(hub.database)).toEqual(before)
  const { requestId } = JSON.parse(answer.text) as { requestId: string }
  expect(lines.filter((line) => line.includes(requestId))).not.toEqual([])
  return answer
}

const mailsTo = async (to: string) => {
  await hub.deliver()
  return hub.mails.filter((mail) => mail.to === to)
}

describe('addresses that look like another', () => {
  test.each([
    ['a Cyrillic letter', 'аna'],
    ['a dotless i', 'mıke'],
    ['a dot above an I', 'İris'],
    ['a combining mark', 'ana\u0301'],
    ['an invisible letter', 'an\u200ba'],
    ['a mark that turns the order of reading', '\u202eana'],
    ['a line end', 'ana\r\nBcc: all'],
    ['a second address', 'a@example.test,ana'],
    ['a name in front', 'Ana <ana'],
  ])('with %s are no addresses', async (_what, local) => {
    const body = { ...newForm(), email: `${local}@example.test` }
    expect((await refusalOf(() => act(hub, 'auth.register', { body }))).status).toBe(400)
  })

  test('in wide letters are the account they spell, and its mail goes where it always went', async () => {
    const { email } = await signUp(hub)
    const [local = '', domain = ''] = email.split('@')
    const wide = `${local.replace('n', 'ｎ')}@${domain}`
    expect(wide).not.toBe(email)
    const before = (await mailsTo(email)).length
    expect((await act(hub, 'auth.forgotPassword', { body: { email: wide } })).code).toBe('OK')
    expect(await mailsTo(email)).toHaveLength(before + 1)
    expect(await mailsTo(wide)).toEqual([])
  })

  test('with the look-alike domain of a known one belong to somebody else', async () => {
    const form = newForm({ email: `owner-${Date.now()}@harbour.test` })
    await signUp(hub, form)
    const alike = form.email.replace('harbour', 'hаrbour')
    const before = (await mailsTo(form.email)).length
    expect((await act(hub, 'auth.forgotPassword', { body: { email: alike } })).code).toBe('OK')
    expect(await mailsTo(form.email)).toHaveLength(before)
    expect((await signInPage(hub, { email: alike, password: form.password })).status).toBe(401)
    expect((await act(hub, 'auth.register', { body: { ...newForm(), email: alike } })).code).toBe('OK')
    // Two accounts; the mail of the second goes to the domain as the mail system writes it.
    await hub.deliver()
    const name = form.email.split('@')[0] ?? ''
    const told = new Set(hub.mails.map(({ to }) => to).filter((to) => to.startsWith(`${name}@`)))
    expect([...told].map((to) => to.replace(/@xn--.*/, '@xn--'))).toEqual([form.email, `${name}@xn--`])
    expect((await signInPage(hub, form)).status).toBe(200)
  })
})

const breaks = ['Ana\r\nBcc: all@example.test', 'Ana\nX: y', 'Ana\u2028Bcc: x', 'Ana\u0000', 'Ana\u0085x']

describe('line ends in names', () => {
  test.each(breaks.map((name) => [JSON.stringify(name), name]))(
    '%s is no name of anything',
    async (_shown, name) => {
      const { api, owner } = await hub.newOrg()
      const { accessToken: token } = await openSession(hub.hub, owner.userId)
      await api.organizations.get({})
      const tries: [string, object, string?][] = [
        ['auth.register', { ...newForm(), name }],
        ['auth.register', { ...newForm(), organizationName: name }],
        ['auth.updateProfile', { name }, token],
        ['organizations.create', { name }, token],
        ['organizations.update', { name }, token],
        ['auth.apiKeys.create', { name, scopes: ['ops.task.read'] }, token],
        ['organizations.invitations.create', { email: `a@example.test${name}`, role: 'member' }, token],
      ]
      for (const [path, body, bearer] of tries)
        expect([path, (await refusalOf(() => act(hub, path, { body, token: bearer }))).status]).toEqual([
          path,
          400,
        ])
    },
  )

  test('a browser that names itself with them is shown as plain text in one line', async () => {
    const form = await signUp(hub)
    const answer = await anywhere(hub).request('/api/v1/auth/login', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': `Mozilla <script>\t"Bcc: x" ${'a'.repeat(4000)}`,
      },
      body: JSON.stringify({ email: form.email, password: form.password }),
    })
    expect(answer.status).toBe(200)
    const { accessToken } = (await answer.json()) as { accessToken: string }
    const list = await said(
      await anywhere(hub).request('/api/v1/auth/sessions/list', {
        headers: { authorization: `Bearer ${accessToken}` },
      }),
    )
    const { items } = JSON.parse(list.text) as { items: { userAgent: string }[] }
    expect(items[0]?.userAgent).not.toMatch(/[\r\n]/)
    expect(items[0]?.userAgent.length).toBeLessThanOrEqual(1000)
  })
})

describe('passwords of a million letters', () => {
  const long = 'Aa-1'.repeat(250_000)
  const paths: [string, object][] = [
    ['auth.login', { email: 'somebody@example.test', password: long }],
    ['auth.register', { ...newForm(), password: long }],
    ['auth.resetPassword', { token: 'x'.repeat(43), password: long }],
    ['auth.claimFirstAdmin', { ...newForm(), token: 'x'.repeat(43), password: long }],
  ]
  test.each(paths)('%s refuses it unread', async (path, body) => {
    const began = performance.now()
    const { status, text } = await refusalOf(() => act(hub, path, { body }))
    expect(status).toBe(400)
    expect(text).not.toContain('Aa-1Aa-1')
    expect(performance.now() - began).toBeLessThan(5_000)
  })

  test('and a body above a megabyte is not read to its end', async () => {
    const before = await fingerprintOfAll(hub.database)
    const answer = await act(hub, 'auth.login', { body: { email: 'a@b.test', password: long + long } })
    expect([answer.status, answer.code]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
    expect(await fingerprintOfAll(hub.database)).toEqual(before)
  })
})

const raw = (lines: string[]) => sendRaw(hub.origin, [...lines, 'Connection: close', '', ''].join('\r\n'))

describe('addresses that a request names itself', () => {
  const poison: Record<string, string>[] = [
    { 'x-forwarded-host': 'evil.example' },
    { 'x-forwarded-proto': 'gopher' },
    { forwarded: 'host=evil.example;proto=https' },
    { 'x-original-url': '/evil', 'x-rewrite-url': '/evil' },
    { 'x-forwarded-prefix': '/evil', 'x-host': 'evil.example' },
    { origin: 'https://evil.example', referer: 'https://evil.example/' },
  ]
  test.each(poison.map((headers) => [JSON.stringify(headers), headers]))(
    'are in no link of a mail: %s',
    async (_shown, headers) => {
      const { email } = await signUp(hub)
      const before = (await mailsTo(email)).length
      await anywhere(hub).request('/api/v1/auth/forgotPassword', {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ email }),
      })
      const mails = (await mailsTo(email)).slice(before)
      for (const { action, text } of mails) {
        expect(action?.url).toMatch(/^http:\/\/localhost:3000\/reset\?token=[\w-]{43}$/)
        expect(text).not.toContain('evil')
      }
    },
  )

  test('a foreign host gets no answer and no mail', async () => {
    const { email } = await signUp(hub)
    const before = (await mailsTo(email)).length
    const body = JSON.stringify({ email })
    const { status } = await raw([
      'POST /api/v1/auth/forgotPassword HTTP/1.1',
      'Host: evil.example',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
    ])
    expect(status).toBe(403)
    expect(await mailsTo(email)).toHaveLength(before)
  })

  test.each([
    'GET //evil.example/%2e%2e HTTP/1.1',
    'GET @evil.example/ HTTP/1.1',
    'GET http://evil.example/ HTTP/1.1',
    'GET /\\evil.example HTTP/1.1',
    'GET /sign-in?next=https://evil.example HTTP/1.1',
    'GET .evil.example/ HTTP/1.1',
  ])('no answer sends a browser elsewhere: %s', async (line) => {
    const { port } = new URL(hub.origin)
    const answers = [
      await raw([line, `Host: 127.0.0.1:${port}`, 'Accept: text/html']),
      await raw([line, `Host: localhost:${port}`, 'Accept: text/html']),
    ]
    const targets = answers.flatMap(({ headers }) => headers.get('location') ?? [])
    expect(targets.filter((to) => new URL(to, hub.origin).hostname !== 'localhost')).toEqual([])
  })
})

describe('answers of an authenticator that are none', () => {
  const proof = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} }
  const shapes: [string, unknown][] = [
    ['nothing', null],
    ['text', 'passkey'],
    ['an empty object', {}],
    [
      'bytes that are no CBOR',
      { ...proof, response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' } },
    ],
    ['another type', { ...proof, type: 'password', response: {} }],
    ['a list', [proof]],
    [
      'a megabyte',
      {
        ...proof,
        id: 'A'.repeat(900_000),
        response: { clientDataJSON: 'A', authenticatorData: 'A', signature: 'A' },
      },
    ],
    ['a prototype', { ...proof, response: { constructor: { prototype: 1 } } }],
  ]
  test.each(shapes)('%s is refused', async (_what, passkey) => {
    const begun = await anywhere(hub).request('/trpc/auth.passkeys.beginSignIn', {
      method: 'POST',
      headers: { ...ownPage(hub), 'content-type': 'application/json' },
      body: '{}',
    })
    const { result } = (await begun.json()) as { result: { data: { challenge: string } } }
    const before = await fingerprintOfAll(hub.database)
    const answer = await said(
      await anywhere(hub).request('/auth/passkey', {
        method: 'POST',
        headers: { ...ownPage(hub), 'content-type': 'application/json' },
        body: JSON.stringify({ challenge: result.data.challenge, passkey }),
      }),
    )
    expect([400, 401]).toContain(answer.status)
    expect(answer.text).toContain('"requestId":"')
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await fingerprintOfAll(hub.database)).toEqual(before)
  })
})

test('refused sign-ins stand in the audit log, with no word of what was tried', async () => {
  const { email } = await signUp(hub)
  await signInPage(hub, { email, password: 'Wrong-kettle-42' })
  const entries = await hub.hub.db.system
    .selectFrom('auditEntry')
    .select(['action', 'data'])
    .where('action', '=', 'auth.login.refused')
    .execute()
  expect(entries.at(-1)?.data).toEqual({ reason: 'password' })
  expect(JSON.stringify(entries) + lines.join('')).not.toContain('Wrong-kettle-42')
})
