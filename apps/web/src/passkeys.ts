import type {
  CreationOptions,
  PasskeyAssertion,
  PasskeyAttestation,
  RequestOptions,
} from '@hub/api/schemas/auth/passkeys'
import { Failure } from './failure.ts'

// A kit of its own, fetched when somebody uses a passkey.
const browserKit = () => import('@simplewebauthn/browser')

/** Browsers allow passkeys on secure pages under a name; an address of numbers, such as 127.0.0.1, has none. */
export const arePasskeysPossible = (): boolean =>
  'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(location.hostname)

const words: Record<string, string> = {
  NotAllowedError: 'No passkey was used. Try again, or use another way.',
  AbortError: 'No passkey was used. Try again, or use another way.',
  InvalidStateError: 'This device already holds a passkey for your account.',
}

/** What the browser's own window ended with, in words for people. */
function passkeyFailure(error: unknown): Failure {
  const name = error instanceof Error ? error.name : ''
  const message = words[name] ?? 'Your browser could not use a passkey here. Use another way.'
  return new Failure({ code: 'CLIENT_CLOSED_REQUEST', message }, error)
}

/** Ways to reach an authenticator that the hub knows; browsers may come to name more. */
const transportNames = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const

/** Has the browser make a passkey. Throws a Failure whose words can be shown. */
export async function makePasskey(options: CreationOptions): Promise<PasskeyAttestation> {
  const { startRegistration } = await browserKit()
  const { id, response } = await startRegistration({ optionsJSON: options }).catch((error: unknown) => {
    throw passkeyFailure(error)
  })
  const { clientDataJSON, attestationObject, transports = [] } = response
  const known = transportNames.filter((name) => transports.some((transport) => transport === name))
  return { id, clientDataJSON, attestationObject, transports: known }
}

export interface PasskeyAnswer {
  challenge: string
  passkey: PasskeyAssertion
}

interface Ask {
  /** Waits until the person picks a passkey where the browser fills in a field, instead of opening a window. */
  fillsIn?: boolean
}

/** Has a passkey answer. Throws a Failure whose words can be shown. */
export async function answerWithPasskey(
  options: RequestOptions,
  { fillsIn = false }: Ask = {},
): Promise<PasskeyAnswer> {
  const { startAuthentication } = await browserKit()
  const { id, response } = await startAuthentication({
    optionsJSON: options,
    useBrowserAutofill: fillsIn,
  }).catch((error: unknown) => {
    throw passkeyFailure(error)
  })
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  const passkey = { id, clientDataJSON, authenticatorData, signature }
  return {
    challenge: options.challenge,
    passkey: userHandle === undefined ? passkey : { ...passkey, userHandle },
  }
}

/** Whether the browser can offer passkeys where it fills in fields; older ones have not heard of it. */
export const canFillIn = async (): Promise<boolean> =>
  arePasskeysPossible() && (await PublicKeyCredential.isConditionalMediationAvailable?.()) === true

/** Ends what waits for a passkey; its caller gets a Failure. */
export async function stopWaiting(): Promise<void> {
  const { WebAuthnAbortService } = await browserKit()
  WebAuthnAbortService.cancelCeremony()
}
