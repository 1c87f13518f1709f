import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'

/** Bytes as browsers send them (RFC 4648, without padding). */
const bytes = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[\w-]+$/, 'Use base64url without padding.')

/** WebAuthn allows 1,023 bytes. */
const CredentialId = bytes(1364)
/** The challenge of the options; it is the challenge of the sign-in under way as well. */
const Challenge = z.string().regex(/^[\w-]{43}$/, 'This is not a challenge of the hub.')

/** What navigator.credentials.get answers, without what the hub does not read. */
export const PasskeyAssertion = z.strictObject({
  id: CredentialId,
  clientDataJSON: bytes(4096),
  authenticatorData: bytes(4096),
  signature: bytes(2048),
  userHandle: bytes(128).optional(),
})
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>

const Transport = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])

/** What navigator.credentials.create answers, without what the hub does not read. */
export const PasskeyAttestation = z.strictObject({
  id: CredentialId,
  clientDataJSON: bytes(4096),
  attestationObject: bytes(8192),
  transports: z.array(Transport).max(7).default([]),
})
export type PasskeyAttestation = z.infer<typeof PasskeyAttestation>

export const PasskeyId = entityId('auth_passkey')
export const PasskeyName = line(60)

export const Passkey = z.strictObject({
  id: PasskeyId,
  name: z.string(),
  isBackedUp: z.boolean().meta({ description: 'Whether a password manager keeps copies of it' }),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
})
export type Passkey = z.infer<typeof Passkey>
export const PasskeyList = z.strictObject({ items: z.array(Passkey) })
export type PasskeyList = z.infer<typeof PasskeyList>

const Known = z.strictObject({
  type: z.literal('public-key'),
  id: z.string(),
  transports: z.array(Transport),
})

/** For navigator.credentials.create, with bytes in base64url. */
export const CreationOptions = z.strictObject({
  challenge: z.string(),
  rp: z.strictObject({ id: z.string(), name: z.string() }),
  user: z.strictObject({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.strictObject({ type: z.literal('public-key'), alg: z.int() })),
  timeout: z.int(),
  attestation: z.literal('none'),
  authenticatorSelection: z.strictObject({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
  excludeCredentials: z.array(Known),
})
export type CreationOptions = z.infer<typeof CreationOptions>

/** For navigator.credentials.get, with bytes in base64url. */
export const RequestOptions = z.strictObject({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.int(),
  userVerification: z.literal('required'),
  allowCredentials: z.array(Known),
})
export type RequestOptions = z.infer<typeof RequestOptions>

export const RegisterPasskey = mutationInput({
  challenge: Challenge,
  passkey: PasskeyAttestation,
  name: PasskeyName,
  signOutOthers: z.boolean().default(false).meta({ description: 'Sign out all other devices too' }),
})
export type RegisterPasskey = z.infer<typeof RegisterPasskey>

/** `codes`: as for every first factor; shown in this answer and never again. */
export const RegisteredPasskey = z.strictObject({ passkey: Passkey, codes: z.array(z.string()) })
export type RegisteredPasskey = z.infer<typeof RegisteredPasskey>

export const RenamePasskey = mutationInput({ id: PasskeyId, name: PasskeyName })
export type RenamePasskey = z.infer<typeof RenamePasskey>
export const RemovePasskey = mutationInput({ id: PasskeyId })
export type RemovePasskey = z.infer<typeof RemovePasskey>

export const BeginSecondFactor = z.strictObject({ challenge: Challenge })
export type BeginSecondFactor = z.infer<typeof BeginSecondFactor>

export const PasskeySignIn = z.strictObject({
  challenge: Challenge,
  passkey: PasskeyAssertion,
  remember: z
    .boolean()
    .default(true)
    .meta({ description: 'Stay signed in on this device for weeks, not for a day' }),
})
export type PasskeySignIn = z.infer<typeof PasskeySignIn>
