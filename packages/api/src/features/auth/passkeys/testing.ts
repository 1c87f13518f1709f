import type { TestHub } from '../../../testing/index.ts'
import { nobody, signIn, signUp } from '../testing.ts'
import type { Authenticator, AuthenticatorOptions, Twist } from './testing-authenticator.ts'
import { softwareAuthenticator } from './testing-authenticator.ts'

export const ORIGIN = 'http://localhost:3000'

type Api = Awaited<ReturnType<typeof signIn>>['api']

/** Calls as the pages do, which is where passkeys answer. */
export const paging = (hub: TestHub, { accessToken }: { accessToken: string }) =>
  hub.api(hub.call({ credential: { kind: 'bearer', token: accessToken } }))

export const newDevice = (options: Partial<AuthenticatorOptions> = {}) =>
  softwareAuthenticator({ origin: ORIGIN, ...options })

/** Makes a passkey in the device and adds it. */
export async function addPasskey(api: Api, device: Authenticator, name = 'Laptop') {
  const { passkeys } = api.auth
  const options = await passkeys.beginRegistration({})
  return passkeys.register({ challenge: options.challenge, passkey: device.create(options), name })
}

/** A person with one passkey, signed in on the device that holds it. */
export async function signUpWithPasskey(hub: TestHub, options: Partial<AuthenticatorOptions> = {}) {
  const form = await signUp(hub)
  const { tokens } = await signIn(hub, form)
  const api = paging(hub, tokens)
  const device = newDevice(options)
  const { passkey, codes } = await addPasskey(api, device)
  return { ...form, api, tokens, device, passkey, codes }
}

/** The sign-in page's two calls. */
export async function signInWith(hub: TestHub, device: Authenticator, twist: Twist = {}) {
  const { passkeys } = nobody(hub).auth
  const options = await passkeys.beginSignIn({})
  return passkeys.signIn({ challenge: options.challenge, passkey: device.get(options, twist) })
}

/** Calls where an organization asks for a second factor, which only a strong session may. */
export async function workStrictly(hub: TestHub, tokens: { accessToken: string }, slug: string) {
  await hub.hub.db.system
    .updateTable('organization')
    .set({ requiresSecondFactor: true })
    .where('slug', '=', slug)
    .execute()
  const call = hub.call({ credential: { kind: 'bearer', token: tokens.accessToken }, org: slug })
  return hub.api(call).organizations.get({})
}

export const slugOf = async (api: Api) => (await api.auth.me({})).organizations[0]?.slug ?? ''

/** What a proof may lie about. */
export const lies: [string, Twist][] = [
  ['made for another page', { origin: 'http://localhost:3001' }],
  ['made for a page with the same beginning', { origin: `${ORIGIN}.evil.example` }],
  ['made for https in place of http', { origin: 'https://localhost:3000' }],
  ['made for another name', { rpId: 'evil.example' }],
  ['that answers another challenge', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
  ['of the other kind', { type: 'payment.get' }],
  ['made inside a frame of another page', { crossOrigin: true }],
  ['that has not looked at the person', { isVerified: false }],
]
