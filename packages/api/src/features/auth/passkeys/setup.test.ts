import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { mailsTo, nobody, platformAudit, signIn, signUp } from '../testing.ts'
import { addPasskey, newDevice, paging, signUpWithPasskey, slugOf, workStrictly } from './testing.ts'

const MINUTE_MS = 60_000

let now = new Date()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
beforeEach(() => {
  now = new Date()
})
afterAll(() => hub.stop())

const wait = (ms: number) => void (now = new Date(now.getTime() + ms))
const actions = async () => (await platformAudit(hub)).map(({ action }) => action)

describe('adding a passkey (AUTH-9)', () => {
  test('brings backup codes as the first factor, and none as a further one', async () => {
    const person = await signUpWithPasskey(hub)
    expect(person.passkey).toMatchObject({ name: 'Laptop', isBackedUp: false, lastUsedAt: null })
    expect(new Set(person.codes).size).toBe(10)
    const further = await addPasskey(person.api, newDevice({ isBackedUp: true }), 'Telephone')
    expect(further).toMatchObject({ passkey: { isBackedUp: true }, codes: [] })
    await expect(person.api.auth.secondFactor.get({})).resolves.toMatchObject({
      passkeys: 2,
      backupCodesLeft: 10,
    })
    const { items } = await person.api.auth.passkeys.list({})
    expect(items.map(({ name }) => name)).toEqual(['Telephone', 'Laptop'])
  })

  test('asks for one that is found without an address, looks at the person and is new', async () => {
    const person = await signUpWithPasskey(hub)
    const options = await person.api.auth.passkeys.beginRegistration({})
    expect(options).toMatchObject({
      rp: { id: 'localhost' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [{ type: 'public-key', transports: ['internal'] }],
    })
    expect(Buffer.from(options.user.id, 'base64url')).toHaveLength(16)
    expect(JSON.stringify(options.user.id)).not.toContain(person.email)
  })

  test('is told by mail and in the audit log, and so is its end (ASVS 6.3.7)', async () => {
    const person = await signUpWithPasskey(hub)
    const { id } = person.passkey
    await expect(person.api.auth.passkeys.rename({ id, name: 'Old laptop' })).resolves.toMatchObject({
      name: 'Old laptop',
    })
    await person.api.auth.passkeys.remove({ id })
    const texts = (await mailsTo(hub, person.email)).map(({ text }) => text).join('')
    expect(texts).toContain('A passkey was added: "Laptop".')
    expect(texts).toContain('Your passkey "Old laptop" was removed.')
    expect(await actions()).toEqual(
      expect.arrayContaining([
        'auth.passkey.begun',
        'auth.passkey.added',
        'auth.passkey.renamed',
        'auth.passkey.removed',
      ]),
    )
    await expect(person.api.auth.secondFactor.get({})).resolves.toMatchObject({
      passkeys: 0,
      backupCodesLeft: 0,
    })
    await expect(
      nobody(hub).auth.login({ email: person.email, password: person.password }),
    ).resolves.toMatchObject({ status: 'signed_in' })
  })

  test('and removing one need a sign-in of the last ten minutes (ASVS 7.5.3)', async () => {
    const person = await signUpWithPasskey(hub)
    const begun = await person.api.auth.passkeys.beginRegistration({})
    const passkey = newDevice().create(begun)
    wait(11 * MINUTE_MS)
    const stale = { code: 'STEP_UP_REQUIRED' }
    const { passkeys } = person.api.auth
    await expect(passkeys.beginRegistration({})).rejects.toMatchObject(stale)
    await expect(
      passkeys.register({ challenge: begun.challenge, passkey, name: 'Late' }),
    ).rejects.toMatchObject(stale)
    await expect(passkeys.remove({ id: person.passkey.id })).rejects.toMatchObject(stale)
  })

  test('signs all other devices out where the person wants it (ASVS 7.4.3)', async () => {
    const form = await signUp(hub)
    const other = await signIn(hub, form)
    const api = paging(hub, (await signIn(hub, form)).tokens)
    const options = await api.auth.passkeys.beginRegistration({})
    const passkey = newDevice().create(options)
    const { challenge } = options
    await api.auth.passkeys.register({ challenge, passkey, name: 'Laptop', signOutOthers: true })
    await expect(api.auth.me({})).resolves.toBeDefined()
    await expect(other.api.auth.me({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })

  test('ends at twenty', async () => {
    const person = await signUpWithPasskey(hub)
    const { userId } = await hub.hub.db.system
      .selectFrom('authPasskey')
      .select('userId')
      .where('id', '=', person.passkey.id)
      .executeTakeFirstOrThrow()
    for (let count = 1; count < 20; count += 1)
      await hub.hub.db.system
        .insertInto('authPasskey')
        .values({
          id: `01900000-0000-7000-8000-${String(count).padStart(12, '0')}`,
          userId,
          credentialId: `credential-${count}`,
          publicKey: Buffer.from('x'),
          counter: 0,
          transports: [],
          name: 'Laptop',
          isBackedUp: false,
          createdAt: now,
        })
        .execute()
    await expect(person.api.auth.passkeys.beginRegistration({})).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('20 passkeys'),
    })
  })
})

describe('the last factor', () => {
  const required = async () => {
    const person = await signUpWithPasskey(hub)
    await workStrictly(hub, person.tokens, await slugOf(person.api))
    return { ...person, api: paging(hub, person.tokens) }
  }

  test('stays while an organization asks for one', async () => {
    const person = await required()
    await expect(person.api.auth.passkeys.remove({ id: person.passkey.id })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('asks for a second factor'),
    })
    await expect(person.api.auth.passkeys.list({})).resolves.toMatchObject({
      items: [{ id: person.passkey.id }],
    })
  })

  test('stays also when two are removed at once', async () => {
    const person = await required()
    const { passkey } = await addPasskey(person.api, newDevice())
    const results = await Promise.allSettled(
      [person.passkey.id, passkey.id].map((id) => person.api.auth.passkeys.remove({ id })),
    )
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(person.api.auth.secondFactor.get({})).resolves.toMatchObject({ passkeys: 1 })
  })
})
