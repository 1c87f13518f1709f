import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { nobody, signIn, signUp } from '../testing.ts'
import { passkeyPlace } from './place.ts'
import { byItself, byMaker } from './testing-attestation.ts'
import { cbor, softwareAuthenticator } from './testing-authenticator.ts'
import { addPasskey, lies, newDevice, paging, signInWith, signUpWithPasskey } from './testing.ts'

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
const beginSignIn = () => nobody(hub).auth.passkeys.beginSignIn({})
const bytes = (text: string) => Buffer.from(text, 'base64url')
const text = (raw: Buffer) => raw.toString('base64url')

/** A page of a signed-in person without a passkey. */
const newcomer = async () => paging(hub, (await signIn(hub, await signUp(hub))).tokens)

describe('adding a passkey', () => {
  const notAdded = { code: 'BAD_REQUEST', message: expect.stringContaining('could not be checked') }
  const begun = async () => {
    const api = await newcomer()
    return { api, options: await api.auth.passkeys.beginRegistration({}) }
  }

  test.each(lies.filter(([what]) => what !== 'of the other kind'))(
    'is refused for one %s',
    async (_what, twist) => {
      const { api, options } = await begun()
      const passkey = newDevice().create(options, twist)
      const { challenge } = options
      await expect(api.auth.passkeys.register({ challenge, passkey, name: 'Laptop' })).rejects.toMatchObject(
        notAdded,
      )
      await expect(api.auth.passkeys.list({})).resolves.toEqual({ items: [] })
    },
  )

  test('is refused with a statement nobody asked for, and one that none may have', async () => {
    const { api, options } = await begun()
    const { challenge } = options
    const statement = new Map<string, Buffer | number>([
      ['alg', -7],
      ['sig', Buffer.alloc(70)],
    ])
    const attests = [
      byMaker,
      ...['none', 'packed', 'fido-u2f', 'android-safetynet'].map((format) => () => ({ format, statement })),
      () => ({ format: 'made-up' }),
    ]
    for (const attest of attests) {
      const passkey = newDevice().create(options, { attest })
      await expect(api.auth.passkeys.register({ challenge, passkey, name: 'X' })).rejects.toMatchObject(
        notAdded,
      )
    }
  })

  test('takes a key that vouches for itself, as some authenticators send it', async () => {
    const { api, options } = await begun()
    const { challenge } = options
    const passkey = newDevice().create(options, { attest: byItself })
    await expect(api.auth.passkeys.register({ challenge, passkey, name: 'Laptop' })).resolves.toBeDefined()
  })

  test('is refused for what cannot be read', async () => {
    const { api, options } = await begun()
    const { challenge } = options
    const good = newDevice().create(options)
    const object = bytes(good.attestationObject)
    const deep = Buffer.concat([Buffer.alloc(6000, 0x81), Buffer.from([0x00])])
    const spoiled = [
      { ...good, attestationObject: text(object.subarray(0, 40)) },
      { ...good, attestationObject: text(cbor(new Map([['fmt', 'none']]))) },
      { ...good, attestationObject: text(cbor('none')) },
      {
        ...good,
        attestationObject: text(Buffer.from([0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])),
      },
      { ...good, attestationObject: text(deep) },
      { ...good, clientDataJSON: text(Buffer.from('not json')) },
      { ...good, clientDataJSON: text(Buffer.from('null')) },
      { ...good, clientDataJSON: 'A' },
      { ...good, id: text(Buffer.alloc(32, 3)) },
    ]
    for (const passkey of spoiled)
      await expect(api.auth.passkeys.register({ challenge, passkey, name: 'Laptop' })).rejects.toMatchObject(
        notAdded,
      )
    await expect(
      api.auth.passkeys.register({ challenge, passkey: good, name: 'Laptop' }),
    ).resolves.toBeDefined()
  })

  test('names the field that is too long or not base64url', async () => {
    const { api, options } = await begun()
    const { challenge } = options
    const good = newDevice().create(options)
    for (const [field, value] of [
      ['attestationObject', 'A'.repeat(8193)],
      ['clientDataJSON', 'A'.repeat(4097)],
      ['id', 'A'.repeat(1365)],
      ['id', 'a+b/'],
      ['id', ''],
    ] as const)
      await expect(
        api.auth.passkeys.register({ challenge, passkey: { ...good, [field]: value }, name: 'Laptop' }),
      ).rejects.toMatchObject({ code: 'BAD_REQUEST', details: { issues: [{ path: `passkey.${field}` }] } })
  })

  test('takes a challenge of nobody else, for ten minutes, once', async () => {
    const [one, other] = [await begun(), await begun()]
    const late = { code: 'BAD_REQUEST', message: expect.stringContaining('took too long') }
    const { challenge } = other.options
    const passkey = newDevice().create(other.options)
    await expect(
      one.api.auth.passkeys.register({ challenge, passkey, name: 'Laptop' }),
    ).rejects.toMatchObject(late)
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        other.api.auth.passkeys.register({ challenge, passkey, name: 'Laptop' }),
      ),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const mine = newDevice().create(one.options)
    wait(10 * MINUTE_MS + 1)
    const again = one.api.auth.passkeys.register({
      challenge: one.options.challenge,
      passkey: mine,
      name: 'Laptop',
    })
    await expect(again).rejects.toMatchObject({ code: expect.stringMatching(/BAD_REQUEST|STEP_UP_REQUIRED/) })
  })

  test('does not take over the passkey of another person', async () => {
    const victim = await signUpWithPasskey(hub)
    const api = await newcomer()
    const copy = newDevice({ credentialId: bytes(victim.device.get(await beginSignIn()).id) })
    await expect(addPasskey(api, copy)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(signInWith(hub, victim.device)).resolves.toBeDefined()
  })

  test('refuses to touch a passkey of another person', async () => {
    const victim = await signUpWithPasskey(hub)
    const { passkeys } = (await newcomer()).auth
    const { id } = victim.passkey
    await expect(passkeys.rename({ id, name: 'Mine' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(passkeys.remove({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(passkeys.list({})).resolves.toEqual({ items: [] })
  })
})

describe('where passkeys hold', () => {
  test.each([
    ['https://hub.example.com', { rpId: 'hub.example.com', origin: 'https://hub.example.com' }],
    ['http://localhost:3000', { rpId: 'localhost', origin: 'http://localhost:3000' }],
  ])('%s has them under its own name', (url, place) => {
    expect(passkeyPlace(url)).toEqual(place)
  })

  test.each([
    ['http://127.0.0.1:3000', 'is a number'],
    ['http://[::1]:3000', 'is a number'],
    ['https://192.0.2.4', 'is a number'],
    ['http://hub.example.com', 'need https'],
  ])('%s has none and says why', async (publicUrl, why) => {
    const there = await startHub({ settings: { publicUrl } })
    const refusal = { code: 'CONFLICT', message: expect.stringContaining(why) }
    await expect(nobody(there).auth.passkeys.beginSignIn({})).rejects.toMatchObject(refusal)
    await there.stop()
  })

  test('another origin of the same name is another place', async () => {
    const person = await signUpWithPasskey(hub)
    const elsewhere = softwareAuthenticator({ origin: 'http://hub.localhost:3000' })
    await expect(addPasskey(person.api, elsewhere)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})
