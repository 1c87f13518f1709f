import { z } from 'zod'
import { Email } from '../../shared/email.ts'
import { OrganizationId, UserId } from '../../shared/ids.ts'
import { mutationInput } from '../../shared/mutation.ts'
import { OrgRole } from '../../shared/roles.ts'
import { refuseDrawn } from '../../shared/look-alikes.ts'
import { holdsAddress, line } from '../../shared/text.ts'
import { Instant, TimeZone } from '../../shared/time.ts'
import { PasskeyAssertion } from './passkeys/schema.ts'

/** A new or given password; whether a new one is good enough is the policy's matter. */
export const Password = z.string().min(1, 'Enter a password.').max(256, 'Use at most 256 characters.')

/** One line without addresses, and what it looks like: names stand in mails to people who never heard of the sender. */
const plainName = line(100)
  .refine(
    (name) => !holdsAddress(name),
    'Leave web and mail addresses out of names. Put a space after a dot that only shortens a word.',
  )
  .superRefine(refuseDrawn)
export const PersonName = plainName
export const OrganizationName = plainName

/** A token from a link in a mail, used once. */
export const LinkToken = z
  .string()
  .regex(/^[\w-]{43}$/, 'This link is not complete. Open it from the mail again.')
  .meta({ description: 'From the link in a mail' })

export const RegistrationMode = z.enum(['open', 'invite', 'closed'])
export const PasswordPolicy = z.enum(['default', 'passphrase'])
export type PasswordPolicy = z.infer<typeof PasswordPolicy>

export const Registration = z.strictObject({
  mode: RegistrationMode,
  passwordPolicy: PasswordPolicy,
  hasGoogle: z.boolean().meta({ description: 'Whether people can sign in with Google' }),
  mailPage: z
    .string()
    .nullable()
    .meta({ description: 'Where a hub that sends no mail shows it; null where mail is sent' }),
})
export type Registration = z.infer<typeof Registration>

/** The one answer to everything that ends in a mail, whoever the address belongs to. */
export const CheckMail = z.strictObject({ status: z.literal('check_mail') })
export type CheckMail = z.infer<typeof CheckMail>
export const checkMail: CheckMail = { status: 'check_mail' }

const EXAMPLE = { email: 'maeve@example.com', name: 'Maeve Byrne', password: 'blue-Kettle-42-morning' }

export const Register = z
  .strictObject({
    email: Email,
    name: PersonName,
    password: Password,
    organizationName: OrganizationName.optional().meta({
      description: 'Needed unless an invitation is accepted',
    }),
    acceptTerms: z.literal(true, 'Accept the terms to go on.'),
    timeZone: TimeZone.optional(),
    invitationToken: LinkToken.optional(),
  })
  .meta({ examples: [{ ...EXAMPLE, organizationName: 'Harbour Coffee', acceptTerms: true }] })
export type Register = z.infer<typeof Register>

export const UseLink = z.strictObject({ token: LinkToken })
export type UseLink = z.infer<typeof UseLink>

export const LinkState = z.strictObject({
  isOpen: z.boolean().meta({ description: 'false: used already, run out, or no such link' }),
})
export type LinkState = z.infer<typeof LinkState>
export const GetLinkState = z.strictObject({
  purpose: z
    .enum(['verify-email', 'reset-password', 'first-admin', 'change-email', 'keep-email'])
    .meta({ description: 'What the link is for' }),
  token: LinkToken,
})
export type GetLinkState = z.infer<typeof GetLinkState>

export const AddressOnly = z.strictObject({ email: Email })
export type AddressOnly = z.infer<typeof AddressOnly>

export const VerifiedAddress = z.strictObject({ email: z.string() })
export type VerifiedAddress = z.infer<typeof VerifiedAddress>

export const ClaimFirstAdmin = z.strictObject({
  token: LinkToken,
  email: Email,
  name: PersonName,
  password: Password,
  organizationName: OrganizationName.optional().meta({
    description: 'Called after the person where it is left out; an account that is there has its own',
  }),
  timeZone: TimeZone.optional(),
})
export type ClaimFirstAdmin = z.infer<typeof ClaimFirstAdmin>

export const Login = z.strictObject({
  email: Email,
  password: Password,
  remember: z
    .boolean()
    .default(true)
    .meta({ description: 'Stay signed in on this device for weeks, not for a day' }),
})
export type Login = z.infer<typeof Login>

export const Tokens = z.strictObject({
  accessToken: z.string(),
  accessExpiresAt: Instant,
  refreshToken: z.string(),
  refreshExpiresAt: Instant,
  /** What a browser shows beside the refresh token; programs and refreshes get null. */
  sessionToken: z.string().nullable(),
  isRemembered: z.boolean(),
})
export type Tokens = z.infer<typeof Tokens>

/** A second factor is asked for before there is any session. */
export const SecondFactorMethod = z.enum(['totp', 'backup-code', 'passkey'])
export type SecondFactorMethod = z.infer<typeof SecondFactorMethod>
export const SignIn = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('signed_in'), ...Tokens.shape }),
  z.strictObject({
    status: z.literal('second_factor'),
    challenge: z
      .string()
      .meta({ description: 'Send it with the code or passkey to auth.secondFactor.verify' }),
    methods: z.array(SecondFactorMethod),
    expiresAt: Instant,
  }),
])
export type SignIn = z.infer<typeof SignIn>

const EXAMPLE_CHALLENGE = 'A7dKx2mQ9vLr4TzW1sYb6NcE3hGjU8pFo5iRtB0yZk8'
const ChallengeToken = LinkToken.meta({ examples: [EXAMPLE_CHALLENGE] })

/** Six digits of an authenticator app, or a backup code as it was shown. */
const FactorCode = z
  .string()
  .trim()
  .regex(
    /^(\d{6}|[2-9a-zA-Z]{5}[\s-]?[2-9a-zA-Z]{5})$/,
    'Enter the six digits of your app, or a backup code.',
  )
  .meta({ examples: ['123456'] })
/** One of `code` and `passkey`. */
export const VerifySecondFactor = z
  .strictObject({
    challenge: ChallengeToken,
    code: FactorCode.optional(),
    passkey: PasskeyAssertion.optional(),
  })
  .meta({ examples: [{ challenge: EXAMPLE_CHALLENGE, code: '123456' }] })
export type VerifySecondFactor = z.infer<typeof VerifySecondFactor>

/** `password`, `code`, or `passkey` with the challenge it answers. */
export const Confirm = mutationInput({
  password: Password.optional(),
  code: FactorCode.optional(),
  challenge: ChallengeToken.optional(),
  passkey: PasskeyAssertion.optional(),
}).meta({ examples: [{ password: EXAMPLE.password }] })
export type Confirm = z.infer<typeof Confirm>

export const SecondFactor = z.strictObject({
  totpSince: Instant.nullable().meta({ description: 'Since when an authenticator app protects the account' }),
  passkeys: z.int(),
  backupCodesLeft: z.int(),
  requiredBy: z
    .array(z.string())
    .meta({ description: 'Names of organizations that ask for a second factor' }),
})
export type SecondFactor = z.infer<typeof SecondFactor>

/** `secret` is for typing, `uri` for a QR code. */
export const TotpSetup = z.strictObject({ secret: z.string(), uri: z.string() })
export type TotpSetup = z.infer<typeof TotpSetup>

export const ConfirmTotp = mutationInput({
  code: z
    .string()
    .regex(/^\d{6}$/, 'Enter the six digits your app shows.')
    .meta({ examples: ['123456'] }),
  signOutOthers: z.boolean().default(false).meta({ description: 'Sign out all other devices too' }),
})
export type ConfirmTotp = z.infer<typeof ConfirmTotp>

/** Shown in this answer and never again; empty when the codes made earlier still hold. */
export const BackupCodes = z.strictObject({ codes: z.array(z.string()) })
export type BackupCodes = z.infer<typeof BackupCodes>

export const Refresh = z.strictObject({
  refreshToken: LinkToken,
  sessionToken: z
    .string()
    .regex(/^[\w-]{40,64}$/)
    .optional()
    .meta({
      description: 'Of the same sign-in, where a browser keeps both: tokens of two sign-ins renew neither',
    }),
})
export type Refresh = z.infer<typeof Refresh>

export const ResetPassword = z.strictObject({
  token: LinkToken,
  password: Password,
  endPrograms: z
    .boolean()
    .default(false)
    .meta({ description: 'End all my API keys and connected applications too' }),
})
export type ResetPassword = z.infer<typeof ResetPassword>

export const ChangePassword = mutationInput({ currentPassword: Password, password: Password })
export type ChangePassword = z.infer<typeof ChangePassword>

/** A first password, for an account that is opened in other ways. */
export const SetPassword = mutationInput({ password: Password })
export type SetPassword = z.infer<typeof SetPassword>

const Names = z.array(z.string().max(60)).max(60)

/** A person's own order of things that are shown in a row; what it does not name comes in the usual order. */
export const Arrangement = z.strictObject({
  order: Names.meta({ description: 'Names of what is shown, first to last' }),
  hidden: Names.meta({ description: 'Names of what is not shown' }),
})
export type Arrangement = z.infer<typeof Arrangement>

/** What the pages remember for a person, on every device. */
export const Preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).optional(),
  sidebar: z.enum(['open', 'closed']).optional(),
  density: z.enum(['comfortable', 'compact']).optional(),
  startPage: z
    .string()
    .max(60)
    .regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*$/, { error: 'Write a page of the app, such as "assistant".' })
    .optional()
    .meta({ description: 'Address below the organization\'s; "dashboard" where it begins' }),
  lastOrganization: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'Slug of the organization opened last' }),
  places: Arrangement.optional().meta({ description: 'The sidebar' }),
  dashboards: z
    .partialRecord(OrganizationId, Arrangement)
    .optional()
    .meta({ description: 'The dashboard of each organization, by its id; those that are not sent stay' }),
})
export type Preferences = z.infer<typeof Preferences>

export const Me = z.strictObject({
  user: z.strictObject({
    id: UserId,
    email: z.string(),
    name: z.string(),
    avatarUrl: z.string().nullable(),
    isEmailVerified: z.boolean(),
    isPlatformAdmin: z.boolean(),
    deletesAt: Instant.nullable().meta({
      description: 'When the account ends, if the person has asked for that',
    }),
    timeZone: z.string().nullable(),
    preferences: Preferences,
  }),
  impersonation: z
    .strictObject({ expiresAt: Instant })
    .nullable()
    .meta({ description: 'Set while an administrator of the hub acts as the person' }),
  organizations: z.array(
    z.strictObject({
      id: OrganizationId,
      slug: z.string(),
      name: z.string(),
      role: OrgRole,
      timeZone: z.string(),
      currency: z.string(),
      isSuspended: z
        .boolean()
        .meta({ description: 'An administrator of the hub closed it for now; nobody works in it' }),
      permissions: z.array(z.string()),
    }),
  ),
})
export type Me = z.infer<typeof Me>

export const UpdateProfile = mutationInput({
  name: PersonName.optional(),
  timeZone: TimeZone.nullable().optional(),
  preferences: Preferences.optional().meta({ description: 'Named preferences change, the others stay' }),
})
export type UpdateProfile = z.infer<typeof UpdateProfile>

/** A mutation about oneself that needs nothing but the intent. */
export const NoFields = mutationInput({})
