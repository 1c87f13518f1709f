import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { issueKey, startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { bearing, linkToken, mailAbout, mailsTo, nobody, platformAudit, signIn, signUp } from '../testing.ts'

const HOUR_MS = 3_600_000

let now = new Date()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
beforeEach(() => {
  now = new Date()
})
afterAll(() => hub.stop())

let count = 0
const freshAddress = () => `moved-${(count += 1)}-${Date.now().toString(36)}@example.test`

async function someone() {
  const form = await signUp(hub)
  return { ...form, ...(await signIn(hub, form)) }
}

/** Tokens of the links in the mails to one address. */
async function linksTo(email: string) {
  const mails = (await mailsTo(hub, email)).filter(({ action, text }) =>
    `${action?.url} ${text}`.includes('/email-change'),
  )
  const last = mails.at(-1)
  const token = last?.action && new URL(last.action.url).searchParams.get('token')
  return { token: token ?? 'none', refuse: /refuse=([\w-]+)/.exec(last?.text ?? '')?.[1] ?? 'none' }
}

async function asked() {
  const person = await someone()
  const next = freshAddress()
  const pending = await person.api.auth.changeEmail({ email: next })
  const [old, fresh] = [await linksTo(person.email), await linksTo(next)]
  return { ...person, next, pending, oldToken: old.token, refuse: old.refuse, newToken: fresh.token }
}

const confirm = (token: string) => nobody(hub).auth.confirmEmailChange({ token })
const dead = { code: 'BAD_REQUEST', message: expect.stringContaining('used already') }

describe('a change of address', () => {
  test.each([['old'], ['new']] as const)(
    'takes both links, here the %s one first (AUTH-10)',
    async (first) => {
      const { api, email, password, next, oldToken, newToken } = await asked()
      const [one, two] = first === 'old' ? [oldToken, newToken] : [newToken, oldToken]
      await expect(confirm(one)).resolves.toEqual({ status: 'waiting', email: next })
      await expect(signIn(hub, { email: next, password })).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
      await expect(api.auth.emailChange({})).resolves.toMatchObject({
        pending: { email: next, isOldConfirmed: first === 'old', isNewConfirmed: first === 'new' },
      })
      await expect(confirm(two)).resolves.toEqual({ status: 'changed', email: next })
      await signIn(hub, { email: next, password })
      await expect(signIn(hub, { email, password })).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
      await expect(api.auth.emailChange({})).resolves.toEqual({ pending: null })
    },
  )

  test('keeps the device that asked and API keys, and ends every other session (ASVS 7.4.3)', async () => {
    const { tokens, api, email, password, oldToken, newToken, next } = await asked()
    const { api: other } = await signIn(hub, { email, password })
    const { user, organizations } = await api.auth.me({})
    const key = await issueKey(hub.hub, { orgId: organizations[0]?.id ?? '', userId: user.id })
    await confirm(oldToken)
    await confirm(newToken)
    await expect(bearing(hub, tokens).auth.me({})).resolves.toMatchObject({ user: { email: next } })
    await expect(other.auth.me({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    const program = hub.api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key: key.text } }))
    await expect(program.auth.me({})).resolves.toMatchObject({ user: { email: next } })
  })

  test('tells both addresses and leaves its trace (ASVS 6.3.7, AUTH-15)', async () => {
    const { email, next, oldToken, newToken } = await asked()
    await confirm(newToken)
    await confirm(oldToken)
    for (const address of [email, next]) await mailAbout(hub, address, 'Your e-mail address was changed')
    const actions = (await platformAudit(hub)).map(({ action }) => action)
    expect(actions).toEqual(
      expect.arrayContaining([
        'auth.email.change_asked',
        'auth.email.change_confirmed',
        'auth.email.changed',
      ]),
    )
  })

  test('kills links for a new password that lie in the mailbox that is left', async () => {
    const { email, oldToken, newToken } = await asked()
    await nobody(hub).auth.forgotPassword({ email })
    const token = await linkToken(hub, email, '/reset')
    await confirm(oldToken)
    await confirm(newToken)
    await expect(
      nobody(hub).auth.resetPassword({ token, password: 'Green-kettle-43' }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('counts each link once of twenty uses at once', async () => {
    const { oldToken, newToken } = await asked()
    const use = async (token: string) => {
      const uses = await Promise.allSettled(Array.from({ length: 20 }, () => confirm(token)))
      return uses.filter(({ status }) => status === 'fulfilled').length
    }
    expect(await use(oldToken)).toBe(1)
    expect(await use(newToken)).toBe(1)
  })

  test('both links used at the same moment make one change', async () => {
    const { api, next, oldToken, newToken } = await asked()
    const answers = await Promise.all([confirm(oldToken), confirm(newToken)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['changed', 'waiting'])
    await expect(api.auth.me({})).resolves.toMatchObject({ user: { email: next } })
  })
})

describe('links of a change of address are dead', () => {
  test('after 24 hours', async () => {
    const { oldToken, newToken, refuse } = await asked()
    now = new Date(now.getTime() + 24 * HOUR_MS)
    for (const token of [oldToken, newToken]) await expect(confirm(token)).rejects.toMatchObject(dead)
    await expect(nobody(hub).auth.refuseEmailChange({ token: refuse })).rejects.toMatchObject(dead)
  })

  test('when the person asked again, or cancelled', async () => {
    const { api, oldToken, newToken } = await asked()
    const other = freshAddress()
    await api.auth.changeEmail({ email: other })
    for (const token of [oldToken, newToken]) await expect(confirm(token)).rejects.toMatchObject(dead)
    const { token } = await linksTo(other)
    await api.auth.cancelEmailChange({})
    await expect(confirm(token)).rejects.toMatchObject(dead)
    await expect(api.auth.cancelEmailChange({})).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('when the account was suspended in the meantime', async () => {
    const { api, oldToken } = await asked()
    const { user } = await api.auth.me({})
    const suspend = (at: Date | null) =>
      hub.hub.db.system.updateTable('authUser').set({ suspendedAt: at }).where('id', '=', user.id).execute()
    await suspend(now)
    await expect(confirm(oldToken)).rejects.toMatchObject(dead)
    await suspend(null)
    await expect(confirm(oldToken)).resolves.toMatchObject({ status: 'waiting' })
  })

  test('when the account is about to be deleted', async () => {
    const { api, email, oldToken } = await asked()
    await api.auth.deleteAccount({ email })
    await expect(confirm(oldToken)).rejects.toMatchObject(dead)
  })

  test('also where the end of the account comes between the look and the press', async () => {
    const { api, oldToken, refuse } = await asked()
    const { user } = await api.auth.me({})
    await hub.hub.db.system
      .updateTable('authUser')
      .set({ deletesAt: now })
      .where('id', '=', user.id)
      .execute()
    await expect(confirm(oldToken)).rejects.toMatchObject(dead)
    await expect(nobody(hub).auth.refuseEmailChange({ token: refuse })).rejects.toMatchObject(dead)
  })

  test('when they are used for each other, or made up', async () => {
    const { oldToken, newToken, refuse } = await asked()
    await expect(confirm(refuse)).rejects.toMatchObject(dead)
    for (const token of [oldToken, newToken])
      await expect(nobody(hub).auth.refuseEmailChange({ token })).rejects.toMatchObject(dead)
    await expect(confirm('A'.repeat(43))).rejects.toMatchObject(dead)
  })
})

test('looking says of each link whether it still works, and uses nothing up (AUTH-10)', async () => {
  const { oldToken, newToken, refuse } = await asked()
  const isOpen = async (purpose: 'change-email' | 'keep-email', token: string) =>
    (await nobody(hub).auth.linkState({ purpose, token })).isOpen
  const all = async () => [
    await isOpen('change-email', oldToken),
    await isOpen('change-email', newToken),
    await isOpen('keep-email', refuse),
  ]
  expect(await all()).toEqual([true, true, true])
  expect([await isOpen('keep-email', oldToken), await isOpen('change-email', refuse)]).toEqual([false, false])
  await confirm(oldToken)
  expect(await all()).toEqual([false, true, true])
  now = new Date(now.getTime() + 24 * HOUR_MS)
  expect(await all()).toEqual([false, false, false])
})

test('"this was not me" drops the change and signs every device out', async () => {
  const { api, email, password, refuse, oldToken, newToken } = await asked()
  await nobody(hub).auth.refuseEmailChange({ token: refuse })
  await expect(api.auth.me({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  for (const token of [oldToken, newToken]) await expect(confirm(token)).rejects.toMatchObject(dead)
  const mail = await mailAbout(hub, email, 'The change of your address was stopped')
  expect(mail.action?.url).toContain('/forgot')
  await signIn(hub, { email, password })
})

describe('the wanted address', () => {
  test('of another account is not given away: same answer, and a mail to its owner (ASVS 6.3.8)', async () => {
    const taken = await signUp(hub)
    const { api, email, next, pending } = await asked()
    const again = await api.auth.changeEmail({ email: taken.email.toUpperCase() })
    expect({ ...again, email: next, expiresAt: '' }).toEqual({ ...pending, expiresAt: '' })
    await expect(api.auth.emailChange({})).resolves.toMatchObject({ pending: { email: taken.email } })
    const mail = await mailAbout(hub, taken.email, 'Somebody wanted to use your e-mail address')
    expect(JSON.stringify(mail)).not.toContain('email-change')
    // The link to the old address goes on working, and nothing comes of it.
    await expect(confirm((await linksTo(email)).token)).resolves.toMatchObject({ status: 'waiting' })
    await expect(api.auth.me({})).resolves.toMatchObject({ user: { email } })
  })

  test('costs the same work whether it has an account or not (ASVS 6.3.8)', async () => {
    const taken = await signUp(hub)
    const { api } = await someone()
    const grown = async (email: string) => {
      const count = async () => {
        const { system } = hub.hub.db
        const rows = await Promise.all([
          system.selectFrom('outboxEvent').select('id').execute(),
          system.selectFrom('auditEntry').select('seq').execute(),
          system.selectFrom('authEmailChange').select('userId').execute(),
        ])
        return rows.map(({ length }) => length)
      }
      const before = await count()
      await api.auth.changeEmail({ email })
      return (await count()).map((after, at) => after - (before[at] ?? 0))
    }
    // The first request makes the row that the others replace.
    await grown(freshAddress())
    expect(await grown(taken.email)).toEqual(await grown(freshAddress()))
  })

  test('may get an account while the links are on their way', async () => {
    const { next, oldToken, newToken, email, password } = await asked()
    await signUp(hub, { email: next })
    await confirm(oldToken)
    await expect(confirm(newToken)).rejects.toMatchObject({ code: 'CONFLICT' })
    await signIn(hub, { email, password })
  })

  test.each([
    ['a look-alike local part', 'mаeve@example.test'],
    ['a line break', 'maeve@example.test\r\nBcc: all@example.test'],
    ['a header in the local part', 'maeve%0d%0aBcc:x@example.test '],
    ['no domain', 'maeve@'],
    ['two addresses', 'maeve@example.test,other@example.test'],
  ])('is refused with %s', async (_what, email) => {
    const { api } = await someone()
    await expect(api.auth.changeEmail({ email })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('is brought to its one spelling', async () => {
    const { api } = await someone()
    await expect(api.auth.changeEmail({ email: '  Maeve@Bücher.Example ' })).resolves.toMatchObject({
      email: 'maeve@xn--bcher-kva.example',
    })
  })

  test('is another than the present one', async () => {
    const { api, email } = await someone()
    await expect(api.auth.changeEmail({ email })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: 'This is your address already.',
    })
  })
})

test('it is asked for by a person who has just shown who they are (ASVS 7.5.1)', async () => {
  const { api } = await someone()
  const { user, organizations } = await api.auth.me({})
  now = new Date(now.getTime() + 11 * 60_000)
  await expect(api.auth.changeEmail({ email: freshAddress() })).rejects.toMatchObject({
    code: 'STEP_UP_REQUIRED',
  })
  const key = await issueKey(hub.hub, { orgId: organizations[0]?.id ?? '', userId: user.id })
  const program = hub.api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key: key.text } }))
  await expect(program.auth.changeEmail({ email: freshAddress() })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await expect(program.auth.cancelEmailChange({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('an address that was never confirmed has to be, first', async () => {
  const { userId } = await hub.newPerson({ isVerified: false })
  const api = hub.api(hub.call({ credential: { kind: 'person', userId } }))
  await expect(api.auth.changeEmail({ email: freshAddress() })).rejects.toMatchObject({
    code: 'EMAIL_NOT_VERIFIED',
  })
})
