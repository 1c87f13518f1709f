import { z } from 'zod'
import { mutationInput } from '../../../shared/mutation.ts'
import { Instant, TimeZone } from '../../../shared/time.ts'
import { LinkToken, OrganizationName, Password, PersonName, SecondFactorMethod, Tokens } from '../schema.ts'

/** Where to go afterwards; what is no path of this hub becomes its first page. */
const Next = z.string().max(1_000)
/** Sealed by the hub and carried in a cookie: which round trip, or which step after it, belongs to this browser. */
const Ticket = z.string().max(4_000)

export const BeginGoogle = z.strictObject({ next: Next.optional() })
export type BeginGoogle = z.infer<typeof BeginGoogle>
export const BeginGoogleAs = mutationInput({ next: Next.optional() })
export type BeginGoogleAs = z.infer<typeof BeginGoogleAs>

export const GoogleBegun = z.strictObject({ redirectTo: z.string(), ticket: z.string() })
export type GoogleBegun = z.infer<typeof GoogleBegun>

/** What the provider sent back with the browser. */
export const FinishGoogle = z.strictObject({
  ticket: Ticket,
  state: z.string().max(500).optional(),
  code: z.string().max(2_000).optional(),
  error: z.string().max(200).optional(),
  issuer: z.string().max(500).optional(),
})
export type FinishGoogle = z.infer<typeof FinishGoogle>

/** Why a round trip led nowhere; the pages have words for each. */
export const GoogleRefusal = z.enum([
  'cancelled',
  'expired',
  'refused',
  'away',
  'unverified',
  'closed',
  'invite',
  'elsewhere',
  'taken',
  'stale',
  'limit',
])
export type GoogleRefusal = z.infer<typeof GoogleRefusal>

export const GoogleIntent = z.enum(['sign-in', 'link', 'confirm'])
export type GoogleIntent = z.infer<typeof GoogleIntent>

export const GoogleAnswer = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('signed_in'), next: z.string(), ...Tokens.shape }),
  z.strictObject({ status: z.literal('linked'), next: z.string() }),
  z.strictObject({ status: z.literal('asked'), next: z.string(), ticket: z.string() }),
  z.strictObject({
    status: z.literal('refused'),
    next: z.string(),
    reason: GoogleRefusal,
    intent: GoogleIntent,
  }),
])
export type GoogleAnswer = z.infer<typeof GoogleAnswer>

export const FindGoogleStep = z.strictObject({ ticket: Ticket })
export type FindGoogleStep = z.infer<typeof FindGoogleStep>

/** What is left to do after Google has said who is there. */
const step = { challenge: z.string(), next: z.string(), expiresAt: Instant }
export const GoogleStep = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('second_factor'), methods: z.array(SecondFactorMethod), ...step }),
  /** There is an account with this address; its password shows that it is theirs. */
  z.strictObject({ status: z.literal('proof'), email: z.string(), ...step }),
  /** There is none: name, organization and terms are missing. */
  z.strictObject({
    status: z.literal('sign_up'),
    email: z.string(),
    name: z.string(),
    isInvited: z.boolean(),
    ...step,
  }),
])
export type GoogleStep = z.infer<typeof GoogleStep>

const ChallengeToken = LinkToken.meta({ examples: ['A7dKx2mQ9vLr4TzW1sYb6NcE3hGjU8pFo5iRtB0yZk8'] })

export const ProveForGoogle = z.strictObject({ challenge: ChallengeToken, password: Password })
export type ProveForGoogle = z.infer<typeof ProveForGoogle>

export const RegisterByGoogle = z.strictObject({
  challenge: ChallengeToken,
  name: PersonName,
  organizationName: OrganizationName.optional().meta({
    description: 'Needed unless an invitation is accepted',
  }),
  acceptTerms: z.literal(true, 'Accept the terms to go on.'),
  timeZone: TimeZone.optional(),
})
export type RegisterByGoogle = z.infer<typeof RegisterByGoogle>

export const GoogleLinkState = z.strictObject({
  isOffered: z.boolean(),
  linked: z.strictObject({ email: z.string(), since: Instant, lastUsedAt: Instant.nullable() }).nullable(),
  hasPassword: z.boolean(),
  canUnlink: z.boolean().meta({ description: 'Whether another way in would be left' }),
})
export type GoogleLinkState = z.infer<typeof GoogleLinkState>
