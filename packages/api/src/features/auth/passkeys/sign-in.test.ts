import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { nobody } from '../testing.ts'
import { totpCode } from '../testing-totp.ts'
import { newDevice, paging, signInWith, signUpWithPasskey, slugOf, workStrictly } from './testing.ts'

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

describe('signing in with a passkey alone (AUTH-9)', () => {
  test.each([
    ['of one device', { hasCounter: true }],
    ['that a password manager copies, which has no counter', { isBackedUp: true, hasCounter: false }],
  ])('opens a strong session with one %s, again and again', async (_what, options) => {
    const person = await signUpWithPasskey(hub, options)
    const slug = await slugOf(person.api)
    for (let turn = 0; turn < 3; turn += 1) {
      const tokens = await signInWith(hub, person.device)
      await expect(paging(hub, tokens).auth.me({})).resolves.toMatchObject({ user: { email: person.email } })
      await expect(workStrictly(hub, tokens, slug)).resolves.toMatchObject({ slug })
    }
    const { items } = await person.api.auth.passkeys.list({})
    expect(Date.parse(items[0]?.lastUsedAt ?? '')).toBe(now.getTime())
  })

  test('begins alike for everybody and names nobody (ASVS 6.3.8)', async () => {
    const { passkeys } = nobody(hub).auth
    const before = await passkeys.beginSignIn({})
    await signUpWithPasskey(hub)
    const after = await passkeys.beginSignIn({})
    expect({ ...after, challenge: '' }).toEqual({ ...before, challenge: '' })
    expect(after.allowCredentials).toEqual([])
    expect(after.challenge).not.toBe(before.challenge)
  })

  test('keeps the session as long as the person asked for', async () => {
    const person = await signUpWithPasskey(hub)
    const { passkeys } = nobody(hub).auth
    const options = await passkeys.beginSignIn({})
    const passkey = person.device.get(options)
    await expect(
      passkeys.signIn({ challenge: options.challenge, passkey, remember: false }),
    ).resolves.toMatchObject({ isRemembered: false, sessionToken: expect.any(String) })
  })

  test('is not stopped by a pause after wrong passwords (ASVS 6.1.1)', async () => {
    const person = await signUpWithPasskey(hub)
    for (let turn = 0; turn < 6; turn += 1)
      await expect(
        nobody(hub).auth.login({ email: person.email, password: 'Wrong-kettle-42' }),
      ).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await expect(signInWith(hub, person.device)).resolves.toBeDefined()
  })

  test('stores the challenge only as its hash', async () => {
    const { challenge } = await nobody(hub).auth.passkeys.beginSignIn({})
    const rows = await hub.hub.db.system.selectFrom('authChallenge').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(challenge)
  })
})

describe('a passkey as second factor (AUTH-9)', () => {
  const begin = async (person: { email: string; password: string }) => {
    const answer = await nobody(hub).auth.login({ email: person.email, password: person.password })
    if (answer.status !== 'second_factor') throw new Error('no second factor was asked for')
    return answer
  }

  test('takes the place of a code, and needs no counting of tries', async () => {
    const person = await signUpWithPasskey(hub)
    const { challenge, methods } = await begin(person)
    expect(methods).toEqual(['passkey', 'backup-code'])
    const { passkeys, secondFactor } = nobody(hub).auth
    const options = await passkeys.beginSecondFactor({ challenge })
    expect(options.allowCredentials).toMatchObject([{ id: expect.any(String), transports: ['internal'] }])
    for (let turn = 0; turn < 6; turn += 1)
      await expect(
        secondFactor.verify({ challenge, passkey: newDeviceOf(person).get(options) }),
      ).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    const tokens = await secondFactor.verify({ challenge, passkey: person.device.get(options) })
    await expect(workStrictly(hub, tokens, await slugOf(person.api))).resolves.toBeDefined()
    await expect(
      secondFactor.verify({ challenge, passkey: person.device.get(options) }),
    ).rejects.toMatchObject({ message: expect.stringContaining('used already') })
  })

  /** A device with another key under the name of the person's passkey. */
  const newDeviceOf = (person: Awaited<ReturnType<typeof signUpWithPasskey>>) => {
    const device = newDevice({ credentialId: credentialIdOf(person) })
    device.create(fakeOptions)
    return device
  }
  const credentialIdOf = ({ device }: Awaited<ReturnType<typeof signUpWithPasskey>>) =>
    Buffer.from(device.get(fakeRequest).id, 'base64url')

  test('of another person does not do', async () => {
    const [one, other] = [await signUpWithPasskey(hub), await signUpWithPasskey(hub)]
    const { challenge } = await begin(one)
    const options = await nobody(hub).auth.passkeys.beginSecondFactor({ challenge })
    await expect(
      nobody(hub).auth.secondFactor.verify({ challenge, passkey: other.device.get(options) }),
    ).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })

  test('or a code has to come, and the hub says so', async () => {
    const person = await signUpWithPasskey(hub)
    const { challenge } = await begin(person)
    await expect(nobody(hub).auth.secondFactor.verify({ challenge })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path: 'code' }] },
    })
  })

  test('is not offered for a challenge that nobody was given', async () => {
    const { challenge } = await nobody(hub).auth.passkeys.beginSignIn({})
    await expect(nobody(hub).auth.passkeys.beginSecondFactor({ challenge })).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    })
  })
})

describe('step-up by passkey (ASVS 7.5.3)', () => {
  test('confirms who is there and renews every token', async () => {
    const person = await signUpWithPasskey(hub)
    wait(11 * MINUTE_MS)
    const options = await person.api.auth.passkeys.beginConfirm({})
    const passkey = person.device.get(options)
    const renewed = await person.api.auth.confirm({ challenge: options.challenge, passkey })
    await expect(paging(hub, renewed).auth.secondFactor.newBackupCodes({})).resolves.toBeDefined()
    await expect(
      nobody(hub).auth.refresh({ refreshToken: person.tokens.refreshToken }),
    ).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await expect(
      paging(hub, renewed).auth.confirm({
        challenge: options.challenge,
        passkey: person.device.get(options),
      }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST', details: { issues: [{ path: 'passkey' }] } })
  })

  test('takes neither a challenge of another person nor one made for signing in', async () => {
    const [one, other] = [await signUpWithPasskey(hub), await signUpWithPasskey(hub)]
    const foreign = await other.api.auth.passkeys.beginConfirm({})
    const open = await nobody(hub).auth.passkeys.beginSignIn({})
    for (const options of [foreign, open])
      await expect(
        one.api.auth.confirm({ challenge: options.challenge, passkey: one.device.get(options) }),
      ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('and by an authenticator app stand beside each other', async () => {
    const person = await signUpWithPasskey(hub)
    const { secret } = await person.api.auth.secondFactor.beginTotp({})
    await person.api.auth.secondFactor.confirmTotp({ code: await totpCode(secret, now) })
    wait(11 * MINUTE_MS)
    const byCode = await person.api.auth.confirm({ code: await totpCode(secret, now) })
    wait(11 * MINUTE_MS)
    const later = paging(hub, byCode)
    const options = await later.auth.passkeys.beginConfirm({})
    const passkey = person.device.get(options)
    const byPasskey = await later.auth.confirm({ challenge: options.challenge, passkey })
    await expect(paging(hub, byPasskey).auth.secondFactor.removeTotp({})).resolves.toEqual({ done: true })
  })
})

const fakeRequest = {
  challenge: 'A'.repeat(43),
  rpId: 'localhost',
  timeout: 1,
  userVerification: 'required' as const,
  allowCredentials: [],
}
const fakeOptions = {
  challenge: 'A'.repeat(43),
  rp: { id: 'localhost', name: 'Smart AI Hub' },
  user: { id: 'AA', name: 'x', displayName: 'x' },
  pubKeyCredParams: [],
  timeout: 1,
  attestation: 'none' as const,
  authenticatorSelection: {
    residentKey: 'required' as const,
    requireResidentKey: true as const,
    userVerification: 'required' as const,
  },
  excludeCredentials: [],
}
