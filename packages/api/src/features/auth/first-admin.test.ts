import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { textOfSentence } from '../../shared/sentence.ts'
import { ensureFirstAdminLink, makeAdmin } from './service.ts'
import { GOOD_PASSWORD, nobody, signIn, signUp } from './testing.ts'

let now = new Date()
let hub: TestHub
beforeEach(async () => {
  now = new Date()
  hub = await startHub({ now: () => now })
  return () => hub.stop()
})

async function newLink(): Promise<string> {
  const link = await ensureFirstAdminLink(hub.hub)
  if (link === null) throw new Error('there is no link')
  const url = new URL(link)
  expect(`${url.origin}${url.pathname}`).toBe('http://localhost:3000/setup')
  return url.searchParams.get('token') ?? ''
}

const form = (token: string, fields: { email?: string; password?: string } = {}) => ({
  token,
  email: 'first@example.test',
  name: 'Maeve Dunn',
  password: GOOD_PASSWORD,
  ...fields,
})

describe('the link of the first start', () => {
  test('makes one verified administrator with an organization, and then no more (AUTH-1)', async () => {
    const [token, other] = [await newLink(), await newLink()]
    const claims = Array.from({ length: 20 }, (_, n) =>
      nobody(hub).auth.claimFirstAdmin(form(n % 2 ? token : other, { email: `first-${n}@example.test` })),
    )
    const results = await Promise.allSettled(claims)
    const winners = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    expect(winners).toHaveLength(1)
    const { api } = await signIn(hub, { email: winners[0]?.email ?? '', password: GOOD_PASSWORD })
    const me = await api.auth.me({})
    expect(me.user).toMatchObject({ isPlatformAdmin: true, isEmailVerified: true })
    expect(me.organizations).toMatchObject([{ role: 'owner' }])
    await expect(ensureFirstAdminLink(hub.hub)).resolves.toBeNull()
    await expect(nobody(hub).auth.claimFirstAdmin(form(other))).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('names the organization as it was asked, and after the person where nothing was said', async () => {
    await nobody(hub).auth.claimFirstAdmin({ ...form(await newLink()), organizationName: 'Dunn Bakery' })
    const { api } = await signIn(hub, { email: 'first@example.test', password: GOOD_PASSWORD })
    expect((await api.auth.me({})).organizations).toMatchObject([
      { name: 'Dunn Bakery', slug: 'dunn-bakery' },
    ])
    const { items } = await api.audit.platform.list({ action: 'credits.granted' })
    expect(items.map(({ who, sentence }) => `${who} ${textOfSentence(sentence)}`)).toEqual([
      'Dunn Bakery received the sign-up credits',
    ])
    const made = await makeAdmin(hub.hub, { email: 'second@example.test', name: 'Nils Dunn' })
    const names = hub.hub.db.system.selectFrom('organization').select('name').orderBy('name').execute()
    expect(made.link).not.toBeNull()
    await expect(names).resolves.toEqual([{ name: 'Dunn Bakery' }, { name: "Nils Dunn's organization" }])
  })

  test('runs out after 24 hours and survives a weak password', async () => {
    const token = await newLink()
    await expect(nobody(hub).auth.claimFirstAdmin(form(token, { password: 'weak' }))).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    now = new Date(now.getTime() + 24 * 3_600_000)
    await expect(nobody(hub).auth.claimFirstAdmin(form(token))).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await nobody(hub).auth.claimFirstAdmin(form(await newLink()))
  })

  test('promotes an account that is there only by its own password', async () => {
    const known = await signUp(hub)
    const token = await newLink()
    await expect(
      nobody(hub).auth.claimFirstAdmin(form(token, { email: known.email, password: 'Other-kettle-42' })),
    ).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await nobody(hub).auth.claimFirstAdmin(form(token, { email: known.email, password: known.password }))
    const { api } = await signIn(hub, known)
    expect((await api.auth.me({})).user.isPlatformAdmin).toBe(true)
  })
})

describe('makeAdmin', () => {
  test('makes an account with a link to set a password, and no password (AUTH-1, ASVS 6.4.6)', async () => {
    const made = await makeAdmin(hub.hub, { email: ' Ops@Example.test ' })
    expect(made.email).toBe('ops@example.test')
    expect(JSON.stringify(made)).not.toMatch(/password/i)
    const token = new URL(made.link ?? '').searchParams.get('token') ?? ''
    const link = { purpose: 'reset-password', token } as const
    await expect(nobody(hub).auth.linkState(link)).resolves.toEqual({ isOpen: true })
    await expect(nobody(hub).auth.linkState({ ...link, purpose: 'verify-email' })).resolves.toEqual({
      isOpen: false,
    })
    await nobody(hub).auth.resetPassword({ token, password: 'Green-kettle-43' })
    await expect(nobody(hub).auth.linkState(link)).resolves.toEqual({ isOpen: false })
    const { api } = await signIn(hub, { email: made.email, password: 'Green-kettle-43' })
    expect((await api.auth.me({})).user).toMatchObject({ isPlatformAdmin: true, isEmailVerified: true })
    await expect(ensureFirstAdminLink(hub.hub)).resolves.toBeNull()
    await expect(
      nobody(hub).auth.resetPassword({ token, password: 'Other-kettle-42' }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('promotes an account that is there and keeps its password', async () => {
    const known = await signUp(hub)
    await expect(makeAdmin(hub.hub, { email: known.email })).resolves.toMatchObject({
      link: null,
      next: expect.stringContaining(`admin reset-password --email ${known.email}`),
    })
    const { api } = await signIn(hub, known)
    expect((await api.auth.me({})).user.isPlatformAdmin).toBe(true)
  })

  test('gives a link again to whoever has not used the first one', async () => {
    const email = 'late@example.test'
    const first = await makeAdmin(hub.hub, { email })
    const again = await makeAdmin(hub.hub, { email })
    expect(again.userId).toBe(first.userId)
    expect(again.link).not.toBe(first.link)
    const token = new URL(again.link ?? '').searchParams.get('token') ?? ''
    await nobody(hub).auth.resetPassword({ token, password: 'Green-kettle-43' })
    await expect(signIn(hub, { email, password: 'Green-kettle-43' })).resolves.toBeDefined()
  })

  test('refuses half an address', async () => {
    await expect(makeAdmin(hub.hub, { email: 'ops' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

describe('auth.updateProfile', () => {
  test('changes what was sent and merges preferences (AUTH-10)', async () => {
    const { api } = await signIn(hub, await signUp(hub))
    await api.auth.updateProfile({ preferences: { theme: 'dark', startPage: 'tasks' } })
    const me = await api.auth.updateProfile({ name: 'Noor A. Vale', preferences: { theme: 'light' } })
    expect(me.user).toMatchObject({
      name: 'Noor A. Vale',
      timeZone: 'Europe/Lisbon',
      preferences: { theme: 'light', startPage: 'tasks' },
    })
    await expect(api.auth.me({})).resolves.toEqual(me)
    await expect(api.auth.updateProfile({ preferences: { color: 'red' } as never })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    for (const startPage of ['//elsewhere.example', 'https:', '../admin', ''])
      await expect(api.auth.updateProfile({ preferences: { startPage } })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      })
    await expect(api.auth.updateProfile({ name: 'Two\nlines' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })

  test("keeps each organization's dashboard, and none of where the person is not", async () => {
    const { api } = await signIn(hub, await signUp(hub))
    const first = (await api.auth.me({})).organizations[0]?.id ?? ''
    const second = (await api.organizations.create({ name: 'Quay Books' })).id
    const [one, other] = ['credits', 'tasks'].map((id) => ({ order: [id], hidden: [] }))
    await api.auth.updateProfile({ preferences: { dashboards: { [first]: one } } })
    const elsewhere = { [second]: other, [randomUUID()]: one }
    await expect(api.auth.updateProfile({ preferences: { dashboards: elsewhere } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    const me = await api.auth.updateProfile({ preferences: { dashboards: { [second]: other } } })
    expect(me.user.preferences.dashboards).toEqual({ [first]: one, [second]: other })
    const many = { order: Array.from({ length: 61 }, (_, at) => String(at)), hidden: [] }
    await expect(api.auth.updateProfile({ preferences: { places: many } })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })
})
