import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto'
import {
  fingerprintOfAll,
  issueGrant,
  issueKey,
  linkToken,
  newForm,
  openSession,
  signUpProtected,
} from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, anywhere, cookieNamed, ownPage, said, signInPage } from '../testing/account-client.ts'
import type { Said } from '../testing/account-client.ts'
import { serveAuthorization } from '../testing/authorization-hub.ts'
import { forger } from '../testing/forged-token.ts'
import type { Forged, Victim } from '../testing/forged-token.ts'
import { askMcp, oauthClient } from '../testing/oauth-client.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let org: TestOrg
beforeAll(async () => {
  hub = await serveAuthorization()
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

const NEXT_PASSWORD = 'Green-lantern-57'
const MINUTE = 60

/** Everywhere a token can be shown. */
const doors = {
  'the cookie of a page': async (token: string) =>
    said(
      await anywhere(hub).request('/trpc/auth.me?input=%7B%7D', {
        headers: { cookie: `hub_access=${token}` },
      }),
    ),
  'a bearer at REST': async (token: string) =>
    said(await anywhere(hub).request('/api/v1/auth/me', { headers: { authorization: `Bearer ${token}` } })),
  'a bearer at MCP': async (token: string) => said(await askMcp(anywhere(hub), token)),
  'the refresh cookie': async (token: string) =>
    said(
      await anywhere(hub).request('/auth/refresh', {
        method: 'POST',
        headers: { ...ownPage(hub), cookie: `hub_session=${sessionToken}; hub_refresh=${token}` },
      }),
    ),
  'the link of a verification mail': (token: string) => act(hub, 'auth.verifyEmail', { body: { token } }),
  'the link of a reset mail': (token: string) =>
    act(hub, 'auth.resetPassword', { body: { token, password: NEXT_PASSWORD } }),
  'the link of an invitation': async (token: string) =>
    said(await anywhere(hub).request(`/api/v1/organizations/invitations/preview?token=${token}`)),
  'the first administrator’s link': (token: string) =>
    act(hub, 'auth.claimFirstAdmin', { body: { ...admin, token } }),
  'the second step of a sign-in': (challenge: string) =>
    act(hub, 'auth.secondFactor.verify', { body: { challenge, code: backupCode } }),
  'a code at the token endpoint': async (code: string) => said(await client.exchange(clientId, code)),
  'a refresh token at the token endpoint': async (token: string) =>
    said(await client.refresh(clientId, token)),
} as const
type Door = keyof typeof doors

const admin = { email: 'first@example.test', name: 'Maeve Dunn', password: NEXT_PASSWORD }
let client: ReturnType<typeof oauthClient>
let clientId = ''
let backupCode = ''
/** Of the sign-in that the refresh token is of. */
let sessionToken = ''

interface Shown {
  token: string
  /** The only doors that open to it. */
  opens: Door[]
}

/** One live token of every kind there is. */
async function everyKind(): Promise<Record<string, Shown>> {
  client = oauthClient(anywhere(hub))
  const waiting = newForm()
  await hub.api(hub.call()).auth.register(waiting)
  const person = await signUpProtected(hub)
  backupCode = person.codes[0] ?? ''
  const half = JSON.parse((await signInPage(hub, person)).text) as {
    challenge: string
  }
  const { email, password } = await plainPerson()
  const { cookies } = await signInPage(hub, { email, password })
  await act(hub, 'auth.forgotPassword', { body: { email } })
  const guest = `guest-${randomUUID()}@example.test`
  await org.api.organizations.invitations.create({ email: guest, role: 'member' })
  const granted = await client.tokensFor({ org })
  clientId = granted.clientId
  const { code } = await client.codeFor({ org, clientId })
  const session = await openSession(hub.hub, org.owner.userId)
  const keyFor = async (kind: 'assistant' | 'program') =>
    (await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId, kind })).text
  const hash = (text: string) => createHash('sha256').update(text).digest('base64url')
  const refresh = cookieNamed(cookies, 'hub_refresh')
  sessionToken = cookieNamed(cookies, 'hub_session')
  return {
    'an access token': {
      token: cookieNamed(cookies, 'hub_access'),
      opens: ['the cookie of a page', 'a bearer at REST'],
    },
    'a refresh token': { token: refresh, opens: ['the refresh cookie'] },
    'the hash of a refresh token, as it is stored': { token: hash(refresh), opens: [] },
    'a session token': { token: sessionToken, opens: [] },
    'the public name of a session': { token: session.sessionId, opens: [] },
    'the challenge of a half sign-in': { token: half.challenge, opens: ['the second step of a sign-in'] },
    'a verification link': {
      token: await linkToken(hub, waiting.email, '/verify'),
      opens: ['the link of a verification mail'],
    },
    'a reset link': { token: await linkToken(hub, email, '/reset'), opens: ['the link of a reset mail'] },
    'an invitation': {
      token: await linkToken(hub, guest, 'token='),
      opens: ['the link of an invitation'],
    },
    'the API key of a program': { token: await keyFor('program'), opens: ['a bearer at REST'] },
    'the API key of an assistant': { token: await keyFor('assistant'), opens: ['a bearer at MCP'] },
    'a token of a connected application': { token: granted.access_token, opens: ['a bearer at MCP'] },
    'its refresh token': {
      token: granted.refresh_token,
      opens: ['a refresh token at the token endpoint'],
    },
    'an authorization code': { token: code, opens: ['a code at the token endpoint'] },
  }
}

async function plainPerson() {
  const form = newForm()
  await hub.api(hub.call()).auth.register(form)
  await hub.api(hub.call()).auth.verifyEmail({ token: await linkToken(hub, form.email, '/verify') })
  return form
}

/** Refused in the one shape of the hub, or in that of OAuth at its own endpoint; never with a stack or a 500. */
function expectRefusal({ status, text }: Said, what: string): void {
  expect(status, what).toBeGreaterThanOrEqual(400)
  expect(status, what).toBeLessThan(500)
  expect(text, what).toMatch(/"requestId":"|"error":"invalid_grant"/)
  expect(text, what).not.toMatch(/\bat .+:\d+:\d+|node_modules/)
}

describe('every kind of token at every door', () => {
  test('9.2.2, 9.2.3, 9.2.4 opens the doors it was made for and no other', { timeout: 60_000 }, async () => {
    const kinds = Object.entries(await everyKind())
    const names = Object.keys(doors) as Door[]
    const before = await fingerprintOfAll(hub.database)
    for (const [kind, { token, opens }] of kinds)
      for (const door of names.filter((name) => !opens.includes(name)))
        expectRefusal(await doors[door](token), `${kind} as ${door}`)
    expect(await fingerprintOfAll(hub.database)).toEqual(before)
    // Each was good all along: the refusals above are about its kind.
    for (const [kind, { token, opens }] of kinds)
      for (const door of opens) expect((await doors[door](token)).code, `${kind} as ${door}`).toBe('OK')
  })
})

const tokenDoors = ['the cookie of a page', 'a bearer at REST', 'a bearer at MCP'] as const

/** Somebody with a session, and what a token for tools would say of what they allowed. */
async function victim(): Promise<Victim & { forTools: Record<string, unknown> }> {
  const { owner, orgId } = await hub.newOrg()
  const { userId } = owner
  const gid = await issueGrant(hub.hub, { orgId, userId })
  const forTools = {
    aud: `${hub.hub.settings.publicUrl}/mcp`,
    gid,
    org: orgId,
    scope: 'ops.task.read',
    client_id: 'test-client',
  }
  return { userId, sessionId: (await openSession(hub.hub, userId)).sessionId, forTools }
}

/** The same fault in a token for people and in one for tools. */
async function bothKinds(
  change: (forge: ReturnType<typeof forger>, body: Record<string, unknown>) => Promise<string>,
) {
  const who = await victim()
  const forge = forger(hub, who)
  const [forPeople, forTools] = [await change(forge, {}), await change(forge, who.forTools)]
  return { 'the cookie of a page': forPeople, 'a bearer at REST': forPeople, 'a bearer at MCP': forTools }
}

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
const past = Math.floor(Date.now() / 1000) - 2 * 3600

const forgeries: [string, Forged][] = [
  ['9.1.1 signed by another key', { key: stranger.privateKey }],
  [
    '9.1.3 with a key that it brings along',
    { header: { jwk: stranger.publicKey.export({ format: 'jwk' }) }, key: stranger.privateKey },
  ],
  [
    '9.1.3 with an address where its key lies',
    { header: { jku: 'https://evil.example/jwks.json' }, key: stranger.privateKey },
  ],
  ['9.1.3 with a key id that climbs folders', { header: { kid: '../../../../dev/null' } }],
  ['9.1.3 with a key id that would be SQL', { header: { kid: "' or '1'='1" } }],
  ['9.2.1 that has run out', { body: { iat: past, exp: past + 15 * MINUTE } }],
  ['9.2.1 that never runs out', { body: { exp: undefined } }],
  ['9.2.1 that is not good yet', { body: { nbf: Math.floor(Date.now() / 1000) + 3600 } }],
  ['9.2.2 of another type', { header: { typ: 'JWT' } }],
  ['9.2.3 for another audience', { body: { aud: 'https://evil.example/api' } }],
  ['9.2.3 of another issuer', { body: { iss: 'https://evil.example' } }],
]

describe('a token made with the hub’s own key, but for one thing', () => {
  const ask = async (tokens: Awaited<ReturnType<typeof bothKinds>>): Promise<number[]> => {
    const heard = []
    for (const door of tokenDoors) {
      const answer = await doors[door](tokens[door])
      if (answer.status !== 200) expectRefusal(answer, door)
      heard.push(answer.status)
    }
    return heard
  }

  test('passes with nothing changed, so that the others can fail', async () => {
    expect(await ask(await bothKinds((forge, body) => forge.signed({ body })))).toEqual([200, 200, 200])
  })

  test.each(forgeries)('%s is refused at every door and changes nothing', async (_what, forged) => {
    const tokens = await bothKinds((forge, body) =>
      forge.signed({ ...forged, body: { ...body, ...forged.body } }),
    )
    const before = await fingerprintOfAll(hub.database)
    expect(await ask(tokens)).toEqual([401, 401, 401])
    expect(await fingerprintOfAll(hub.database)).toEqual(before)
  })

  test.each(['none', 'None', 'NONE', ''])('9.1.2 is refused with the algorithm %j', async (alg) => {
    expect(await ask(await bothKinds((forge, body) => forge.unsigned(alg, body)))).toEqual([401, 401, 401])
  })

  test('9.1.2 is refused when it is signed by HMAC with the published key', async () => {
    expect(await ask(await bothKinds((forge, body) => forge.byPublicKey(body)))).toEqual([401, 401, 401])
  })
})
