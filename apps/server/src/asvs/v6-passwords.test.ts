import { ensureFirstAdminLink } from '@hub/api/server'
import { linkToken, newForm, openSession } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, signInPage } from '../testing/account-client.ts'
import type { Said } from '../testing/account-client.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub({ trustProxy: true })
})
afterAll(() => hub.stop())

const OLD = 'Blue-kettle-42'
const profile = { name: 'Noor Vale', password: OLD }

interface Attempt {
  email: string
  /** Asks for this password in one of the ways there are. */
  choose(password: string): Promise<Said>
}

async function account(): Promise<{ email: string; token: string }> {
  const { userId, email } = await hub.newPerson()
  await hub.hub.db.system
    .updateTable('authUser')
    .set({ name: profile.name })
    .where('id', '=', userId)
    .execute()
  return { email, token: (await openSession(hub.hub, userId)).accessToken }
}

async function registered(): Promise<string> {
  const form = { ...newForm(), ...profile }
  expect((await act(hub, 'auth.register', { body: form })).code).toBe('OK')
  return form.email
}

/** Every way to a password that there is. */
const ways: Record<string, () => Promise<Attempt>> = {
  async 'signing up'() {
    const form = { ...newForm(), ...profile }
    return {
      email: form.email,
      choose: (password) => act(hub, 'auth.register', { body: { ...form, password } }),
    }
  },
  async 'the link of a reset mail'() {
    const email = await registered()
    await act(hub, 'auth.forgotPassword', { body: { email } })
    const token = await linkToken(hub, email, '/reset')
    return { email, choose: (password) => act(hub, 'auth.resetPassword', { body: { token, password } }) }
  },
  async 'changing the present one'() {
    const email = await registered()
    const { id } = await hub.hub.db.system
      .selectFrom('authUser')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
    const { accessToken: token } = await openSession(hub.hub, id)
    return {
      email,
      choose: (password) =>
        act(hub, 'auth.changePassword', { token, body: { currentPassword: OLD, password } }),
    }
  },
  async 'a first one for an account without'() {
    const { email, token } = await account()
    return { email, choose: (password) => act(hub, 'auth.setPassword', { token, body: { password } }) }
  },
  async 'the first administrator’s link'() {
    const email = newForm().email
    const link = await ensureFirstAdminLink(hub.hub)
    const token = link === null ? '' : new URL(link).searchParams.get('token')
    return {
      email,
      choose: (password) =>
        act(hub, 'auth.claimFirstAdmin', { body: { token, email, name: profile.name, password } }),
    }
  },
}

const refused: [string, string, string][] = [
  ['6.2.1 seven characters', 'aB-4567', 'at least 8'],
  ['6.2.4 one of those tried first', 'Password1!', 'tried first'],
  ['6.2.11 their own name', 'Noorvale-77!', 'noor'],
  ['6.2.11 the name of the product', 'smartaihub-9!', 'smartaihub'],
  ['6.2.12 one that has leaked, although it has everything else', 'nick1234-rem936', 'tried first'],
  ['6.2.12 the same in other letters', 'NICK1234-rem936', 'tried first'],
]

describe.each(Object.keys(ways))('by %s', (way) => {
  const begin = () => ways[way]?.() ?? Promise.reject(new Error(way))

  test.each(refused)('%s is refused, and the field is named', async (_what, password, words) => {
    const { email, choose } = await begin()
    const { status, text } = await choose(password)
    expect(status).toBe(400)
    expect(JSON.parse(text)).toMatchObject({
      code: 'BAD_REQUEST',
      issues: [{ path: 'password', message: expect.stringContaining(words) }],
    })
    expect((await signInPage(hub, { email, password })).status).toBe(401)
  })

  test('6.2.8, 6.2.9 a long one is taken whole, with spaces and every script', async () => {
    const { email, choose } = await begin()
    const password = `${'blue kettle '.repeat(12)}πλοίο 船 🫖 7!`
    expect(Array.from(password).length).toBeGreaterThan(128)
    const { code, text } = await choose(password)
    expect(code, text).toBe('OK')
    expect((await signInPage(hub, { email, password: password.slice(0, -1) })).status).toBe(401)
    expect((await signInPage(hub, { email, password })).status).toBe(200)
  })

  test('6.2.8 one that is too long is refused and not cut', async () => {
    const { choose } = await begin()
    const { status, text } = await choose(`Aa-1${'kettle'.repeat(50)}`)
    expect([status, text]).toEqual([400, expect.stringContaining('at most 256')])
  })
})
