import { createCatalog, appRouter } from '@hub/api/server'
import { fingerprintOfAll, issueGrant, issueKey, newForm, openSession } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../testing/account-client.ts'
import { prepare } from '../testing/operation-cases.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub({ trustProxy: true })
})
afterAll(() => hub.stop())

/** What somebody would send along to become more than they are. */
const wishes: Record<string, unknown> = {
  id: '01990000-0000-7000-8000-000000000001',
  userId: '01990000-0000-7000-8000-000000000001',
  orgId: '01990000-0000-7000-8000-000000000001',
  role: 'owner',
  platformRole: 'admin',
  isPlatformAdmin: true,
  emailVerifiedAt: '2026-01-01T00:00:00Z',
  suspendedAt: null,
  passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAA$AAAAAAAAAAA',
  credits: 1_000_000,
  isUnlimited: true,
}

const forms: Record<string, () => Promise<{ path: string; body: object; token?: string }>> = {
  'signing up': async () => ({ path: 'auth.register', body: newForm() }),
  'changing the profile': async () => {
    const { owner } = await hub.newOrg()
    const { accessToken: token } = await openSession(hub.hub, owner.userId)
    return { path: 'auth.updateProfile', body: { name: 'Iris Dunn' }, token }
  },
  'founding an organization': async () => {
    const { userId } = await hub.newPerson()
    const { accessToken: token } = await openSession(hub.hub, userId)
    return { path: 'organizations.create', body: { name: 'Harbour' }, token }
  },
  'changing an organization': async () => {
    const { owner } = await hub.newOrg()
    const { accessToken: token } = await openSession(hub.hub, owner.userId)
    return { path: 'organizations.update', body: { name: 'Harbour' }, token }
  },
  'making a key': async () => {
    const { owner } = await hub.newOrg()
    const { accessToken: token } = await openSession(hub.hub, owner.userId)
    return { path: 'auth.apiKeys.create', body: { name: 'Till', scopes: ['ops.task.read'] }, token }
  },
  'writing down a task': async () => {
    const { owner } = await hub.newOrg()
    const { accessToken: token } = await openSession(hub.hub, owner.userId)
    return { path: 'modules.ops.tasks.create', body: { title: 'Sweep the yard' }, token }
  },
}

describe.each(Object.keys(forms))('%s', (what) => {
  test('8.2.3 takes its own fields and no others, so that nobody makes themselves more', async () => {
    const form = await forms[what]?.()
    if (!form) throw new Error(what)
    const { path, body, token } = form
    const before = await fingerprintOfAll(hub.database)
    for (const [name, value] of Object.entries(wishes)) {
      const answer = await act(hub, path, { body: { ...body, [name]: value }, token })
      expect([name, answer.status]).toEqual([name, 400])
      expect(answer.text, name).toContain(name)
    }
    expect(await fingerprintOfAll(hub.database)).toEqual(before)
    expect((await act(hub, path, { body, token })).code).toBe('OK')
  })
})

const { entries } = createCatalog(appRouter, () => {
  throw new Error('only the meta is read here')
})
const ofAccounts = entries.filter(({ meta }) => meta.permission === 'self' && meta.doors !== 'browserOnly')

/** Whose it is; and ending a session, of which a program has none. */
const openToPrograms = new Set(['auth.me', 'auth.logout'])

describe('the account of a person is closed to programs (AUTH-13, ASVS 8.2.1)', () => {
  const kinds = ['API key', 'application’s grant'] as const
  test.each(kinds.flatMap((kind) => ofAccounts.map((entry) => [entry.path, kind, entry] as const)))(
    '%s is refused to an %s, with an input that is right for its person',
    async (path, kind, entry) => {
      const { input } = await prepare(hub, entry)
      const { orgId, owner } = await hub.newOrg()
      const fields = { orgId, userId: owner.userId }
      const programId =
        kind === 'API key' ? (await issueKey(hub.hub, fields)).id : await issueGrant(hub.hub, fields)
      const call = hub.call({ door: 'rest', credential: { kind: 'person', userId: owner.userId, programId } })
      const code = await hub.hub.catalog.call(path, input, call).then(
        () => 'OK',
        (error: { code: string }) => error.code,
      )
      expect(code).toBe(openToPrograms.has(path) ? 'OK' : 'FORBIDDEN')
    },
  )
})
