import { z } from 'zod'
import { Email } from '../../../shared/email.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { Instant } from '../../../shared/time.ts'
import { LinkToken } from '../schema.ts'

export const ChangeEmail = mutationInput({ email: Email })
export type ChangeEmail = z.infer<typeof ChangeEmail>

/** The answer is the same for an address that has an account already: only its owner hears of it, by mail. */
export const PendingEmail = z.strictObject({
  email: z.string(),
  isOldConfirmed: z.boolean().meta({ description: 'The link sent to the present address was used' }),
  isNewConfirmed: z.boolean().meta({ description: 'The link sent to the new address was used' }),
  expiresAt: Instant,
})
export type PendingEmail = z.infer<typeof PendingEmail>

export const EmailChange = z.strictObject({ pending: PendingEmail.nullable() })
export type EmailChange = z.infer<typeof EmailChange>

export const UseEmailLink = z.strictObject({ token: LinkToken })
export type UseEmailLink = z.infer<typeof UseEmailLink>

export const ConfirmedEmail = z.strictObject({
  status: z
    .enum(['changed', 'waiting'])
    .meta({ description: 'waiting: the link to the other address is still to be used' }),
  email: z.string().meta({ description: 'The new address' }),
})
export type ConfirmedEmail = z.infer<typeof ConfirmedEmail>

/** A link that works once, in the browser that asked for it. */
export const ExportLink = z.strictObject({ url: z.string(), expiresAt: Instant })
export type ExportLink = z.infer<typeof ExportLink>

export const OrganizationFate = z.enum(['leave', 'hand-over', 'delete'])
export type OrganizationFate = z.infer<typeof OrganizationFate>

export const DeletionPlan = z.strictObject({
  graceDays: z.int(),
  organizations: z.array(
    z.strictObject({
      slug: z.string(),
      name: z.string(),
      otherMembers: z.int(),
      fate: OrganizationFate.meta({
        description:
          'leave: it stays with the others; hand-over: make another member the owner first; delete: nobody else is in it, so it ends with the account',
      }),
    }),
  ),
})
export type DeletionPlan = z.infer<typeof DeletionPlan>

export const DeleteAccount = mutationInput({
  email: z.string().max(254).meta({ description: 'The own address, typed to confirm' }),
})
export type DeleteAccount = z.infer<typeof DeleteAccount>

export const AccountDeletion = z.strictObject({ deletesAt: Instant })
export type AccountDeletion = z.infer<typeof AccountDeletion>
