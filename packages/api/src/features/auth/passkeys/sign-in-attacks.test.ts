import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { sweepAuth } from '../sweeps.ts'
import { mailsTo, nobody, platformAudit, signIn, signUp } from '../testing.ts'
import { lies, newDevice, paging, signInWith, signUpWithPasskey } from './testing.ts'

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
const refused = { code: 'UNAUTHORIZED', message: expect.stringContaining('does not open an account') }
const beginSignIn = () => nobody(hub).auth.passkeys.beginSignIn({})
const bytes = (text: string) => Buffer.from(text, 'base64url')
const text = (raw: Buffer) => raw.toString('base64url')

/** A page of a signed-in person without a passkey. */
const newcomer = async () => paging(hub, (await signIn(hub, await signUp(hub))).tokens)
const creationLike = async () => (await newcomer()).auth.passkeys.beginRegistration({})

describe('a sign-in', () => {
  test.each(lies)('is refused for a proof %s', async (_what, twist) => {
    const person = await signUpWithPasskey(hub)
    await expect(signInWith(hub, person.device, twist)).rejects.toMatchObject(refused)
    await expect(signInWith(hub, person.device)).resolves.toBeDefined()
  })

  test.each([
    ['of another person', text(Buffer.alloc(16, 1))],
    ['that is missing', undefined],
  ])('is refused with a user handle %s', async (_what, userHandle) => {
    const person = await signUpWithPasskey(hub)
    await expect(signInWith(hub, person.device, { userHandle })).rejects.toMatchObject(refused)
  })

  test('is refused for a passkey nobody has, one that was removed, and one of a suspended person alike', async () => {
    const stranger = newDevice()
    const options = await (await newcomer()).auth.passkeys.beginRegistration({})
    stranger.create(options)
    await expect(signInWith(hub, stranger)).rejects.toMatchObject(refused)

    const person = await signUpWithPasskey(hub)
    await person.api.auth.passkeys.remove({ id: person.passkey.id })
    await expect(signInWith(hub, person.device)).rejects.toMatchObject(refused)

    const suspended = await signUpWithPasskey(hub)
    await hub.hub.db.system
      .updateTable('authUser')
      .set({ suspendedAt: now })
      .where('email', '=', suspended.email)
      .execute()
    await expect(signInWith(hub, suspended.device)).rejects.toMatchObject(refused)
    const tries = (await platformAudit(hub)).filter(({ action }) => action === 'auth.login.refused')
    expect(tries.slice(-3).map(({ data }) => data)).toEqual(Array(3).fill({ reason: 'passkey' }))
  })

  test('is refused for a signature of another key, and of other bytes', async () => {
    const person = await signUpWithPasskey(hub)
    const options = await beginSignIn()
    const good = person.device.get(options)
    const raised = bytes(good.authenticatorData)
    raised.writeUInt32BE(99, 33)
    const forged = newDevice({ credentialId: bytes(good.id) })
    forged.create({
      ...(await creationLike()),
      user: { id: good.userHandle ?? '', name: 'x', displayName: 'x' },
    })
    for (const passkey of [
      { ...good, authenticatorData: text(raised) },
      { ...good, signature: text(Buffer.alloc(70, 1)) },
      forged.get(options),
    ])
      await expect(
        nobody(hub).auth.passkeys.signIn({ challenge: options.challenge, passkey }),
      ).rejects.toMatchObject(refused)
    await expect(
      nobody(hub).auth.passkeys.signIn({ challenge: options.challenge, passkey: good }),
    ).resolves.toBeDefined()
  })

  test('takes a challenge once, also twenty times at once, and accuses nobody of copying', async () => {
    const person = await signUpWithPasskey(hub)
    const options = await beginSignIn()
    const passkey = person.device.get(options)
    const { challenge } = options
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => nobody(hub).auth.passkeys.signIn({ challenge, passkey })),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const subjects = (await mailsTo(hub, person.email)).map(({ subject }) => subject)
    expect(subjects).not.toContain('A passkey of yours may have been copied')
  })

  test('takes no challenge after ten minutes, nor one made for something else', async () => {
    const person = await signUpWithPasskey(hub)
    const late = await beginSignIn()
    const confirming = await person.api.auth.passkeys.beginConfirm({})
    const tooLate = { code: 'UNAUTHORIZED', message: expect.stringContaining('took too long') }
    const signInBy = (options: typeof late) =>
      nobody(hub).auth.passkeys.signIn({
        challenge: options.challenge,
        passkey: person.device.get(options),
      })
    await expect(signInBy(confirming)).rejects.toMatchObject(tooLate)
    wait(10 * MINUTE_MS + 1)
    await expect(signInBy(late)).rejects.toMatchObject(tooLate)
    wait(60 * MINUTE_MS)
    await sweepAuth(hub.hub)
    const left = hub.hub.db.system
      .selectFrom('authChallenge')
      .select('id')
      .where('expiresAt', '<', new Date(now.getTime() - 60 * MINUTE_MS).toISOString())
    expect(await left.execute()).toEqual([])
  })

  test('is limited by address like one with a password (AUTH-3)', async () => {
    const person = await signUpWithPasskey(hub)
    const { passkeys } = hub.api(hub.call({ ip: '203.0.113.77' })).auth
    const options = await beginSignIn()
    const tries = async () => {
      for (let turn = 0; turn < 11; turn += 1)
        await passkeys
          .signIn({ challenge: options.challenge, passkey: person.device.get(options, { rpId: 'x' }) })
          .catch((error: { code: string }) => {
            if (error.code !== 'UNAUTHORIZED') throw error
          })
    }
    await expect(tries()).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' })
  })
})

describe('a copied passkey', () => {
  test('is refused when its counter does not rise, and the person hears of it', async () => {
    const person = await signUpWithPasskey(hub)
    await signInWith(hub, person.device)
    await signInWith(hub, person.device)
    person.device.setCounter(1)
    await expect(signInWith(hub, person.device)).rejects.toMatchObject(refused)
    const mail = (await mailsTo(hub, person.email)).find(({ subject }) => subject.includes('copied'))
    expect(mail?.text).toContain('your passkey "Laptop"')
    const entries = await platformAudit(hub)
    expect(entries.findLast(({ action }) => action === 'auth.passkey.refused')).toMatchObject({
      target: { passkey: person.passkey.id },
      data: { reason: 'counter' },
    })
    person.device.setCounter(2)
    await expect(signInWith(hub, person.device)).resolves.toBeDefined()
  })

  test('is refused as second factor and as step-up too', async () => {
    const person = await signUpWithPasskey(hub)
    await signInWith(hub, person.device)
    person.device.setCounter(0)
    const options = await person.api.auth.passkeys.beginConfirm({})
    await expect(
      person.api.auth.confirm({ challenge: options.challenge, passkey: person.device.get(options) }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    person.device.setCounter(0)
    const half = await nobody(hub).auth.login({ email: person.email, password: person.password })
    const challenge = half.status === 'second_factor' ? half.challenge : ''
    const asked = await nobody(hub).auth.passkeys.beginSecondFactor({ challenge })
    await expect(
      nobody(hub).auth.secondFactor.verify({ challenge, passkey: person.device.get(asked) }),
    ).rejects.toMatchObject(refused)
  })

  test('cannot be made up by somebody without the key, so nobody is frightened for nothing', async () => {
    const person = await signUpWithPasskey(hub)
    await signInWith(hub, person.device)
    person.device.setCounter(0)
    const options = await beginSignIn()
    const passkey = { ...person.device.get(options), signature: text(Buffer.alloc(70, 1)) }
    await expect(
      nobody(hub).auth.passkeys.signIn({ challenge: options.challenge, passkey }),
    ).rejects.toMatchObject(refused)
    const subjects = (await mailsTo(hub, person.email)).map(({ subject }) => subject)
    expect(subjects).not.toContain('A passkey of yours may have been copied')
  })
})
