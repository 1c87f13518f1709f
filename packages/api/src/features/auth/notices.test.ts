import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { inTx } from '@hub/db'
import { createContext } from '../../platform/calls/context.ts'
import { systemWrite } from '../../platform/data/write.ts'
import { addLink } from './google/links.ts'
import { addPasskey, newDevice, paging } from './passkeys/testing.ts'
import { actorOf, findById } from './people.ts'
import { bearing, linkToken, mailsTo, nobody, signIn, signUp } from './testing.ts'
import { totpCode } from './testing-totp.ts'

let now = new Date()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
afterAll(() => hub.stop())

const NEXT_PASSWORD = 'Green-kettle-43'

async function someone() {
  now = new Date()
  const form = await signUp(hub)
  const { tokens } = await signIn(hub, form)
  const api = paging(hub, tokens)
  const { user, organizations } = await api.auth.me({})
  const call = hub.call({
    credential: { kind: 'bearer', token: tokens.accessToken },
    org: organizations[0]?.slug ?? null,
  })
  return { ...form, api, inOrg: hub.api(call), userId: user.id, hub }
}
type Someone = Awaited<ReturnType<typeof someone>>

async function withApp({ api }: Someone) {
  const { secret } = await api.auth.secondFactor.beginTotp({})
  await api.auth.secondFactor.confirmTotp({ code: await totpCode(secret, now) })
}

/** What the way back from Google does once both sides are proven. */
async function linkGoogle({ userId, email }: Someone) {
  const person = await findById(hub.hub.db.system, userId)
  if (!person) throw new Error('nobody there')
  const base = createContext(hub.hub, hub.call())
  const write = systemWrite(base, actorOf(person), null)
  const ctx = { ...base, system: { db: hub.hub.db.system, write } }
  await write((tx) => addLink(tx, ctx, { person, account: { subject: userId, email } }))
}

const CHANGED = 'The sign-in to your account was changed'

interface Case {
  before?: (person: Someone) => Promise<unknown>
  act: (person: Someone) => Promise<unknown>
  subject: string
}

const cases: Record<string, Case> = {
  'a password changed': {
    act: ({ api, password }) =>
      api.auth.changePassword({ currentPassword: password, password: NEXT_PASSWORD }),
    subject: 'Your password was changed',
  },
  'a password set by link': {
    before: ({ email }) => nobody(hub).auth.forgotPassword({ email }),
    act: async ({ email }) =>
      nobody(hub).auth.resetPassword({
        token: await linkToken(hub, email, '/reset'),
        password: NEXT_PASSWORD,
      }),
    subject: 'Your password was changed',
  },
  'a first password set': {
    before: ({ userId }) =>
      inTx(hub.hub.db.system, (tx) =>
        tx.updateTable('authUser').set({ passwordHash: null }).where('id', '=', userId).execute(),
      ),
    act: ({ api }) => api.auth.setPassword({ password: NEXT_PASSWORD }),
    subject: 'Your password was changed',
  },
  'an authenticator app added': { act: withApp, subject: CHANGED },
  'an authenticator app removed': {
    before: withApp,
    act: ({ api }) => api.auth.secondFactor.removeTotp({}),
    subject: CHANGED,
  },
  'new backup codes': {
    before: withApp,
    act: ({ api }) => api.auth.secondFactor.newBackupCodes({}),
    subject: CHANGED,
  },
  'a passkey added': { act: ({ api }) => addPasskey(api, newDevice()), subject: CHANGED },
  'a passkey removed': {
    before: ({ api }) => addPasskey(api, newDevice()),
    act: async ({ api }) => {
      const { items } = await api.auth.passkeys.list({})
      await api.auth.passkeys.remove({ id: items[0]?.id ?? '' })
    },
    subject: CHANGED,
  },
  'a Google account linked': { act: linkGoogle, subject: CHANGED },
  'a Google account unlinked': {
    before: linkGoogle,
    act: ({ api }) => api.auth.google.unlink({}),
    subject: CHANGED,
  },
  'an API key made': {
    act: ({ inOrg }) => inOrg.auth.apiKeys.create({ name: 'Till', scopes: ['ops.task.read'] }),
    subject: 'An API key was made',
  },
  'another address asked for': {
    act: ({ api }) => api.auth.changeEmail({ email: `else-${Date.now()}@example.test` }),
    subject: 'Your e-mail address is about to change',
  },
  'an account about to end': {
    act: ({ api, email }) => api.auth.deleteAccount({ email }),
    subject: 'Your account is about to be deleted',
  },
}

test.each(Object.entries(cases))(
  '%s is told to the person by mail (ASVS 6.3.7)',
  async (_what, { before, act, subject }) => {
    const person = await someone()
    await before?.(person)
    const sent = (await mailsTo(hub, person.email)).length
    await act(person)
    const news = (await mailsTo(hub, person.email)).slice(sent)
    expect(news.map((mail) => mail.subject)).toEqual([subject])
  },
)

const removals: Record<string, Case> = {
  'an authenticator app was added': { act: withApp, subject: '' },
  'an authenticator app was removed': {
    before: withApp,
    act: ({ api }) => api.auth.secondFactor.removeTotp({}),
    subject: '',
  },
}

test.each(Object.entries(removals))(
  'after %s the other devices can be signed out, and this one stays (ASVS 7.4.3)',
  async (_what, { before, act }) => {
    const person = await someone()
    const { tokens } = await signIn(hub, person)
    await before?.(person)
    await act(person)
    await bearing(hub, tokens).auth.me({})
    await person.api.auth.logoutOthers({})
    await expect(bearing(hub, tokens).auth.me({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await person.api.auth.me({})
  },
)
