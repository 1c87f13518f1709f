import { authedProcedure, publicProcedure } from '../../../platform/calls/trpc.ts'
import { Done } from '../../../shared/mutation.ts'
import { NoInput } from '../../../shared/no-input.ts'
import { counted, own } from '../meta.ts'
import { NoFields } from '../schema.ts'
import { cancelEmailChange, changeEmail, getEmailChange } from './email-change.ts'
import { confirmEmailChange, refuseEmailChange } from './email-links.ts'
import { exportData } from './export.ts'
import { deleteAccount, keepAccount } from './leave.ts'
import { getDeletionPlan } from './plan.ts'
import * as schema from './schema.ts'

const HOUR_SECONDS = 3_600

/** Another address, a copy of everything, the end of the account (AUTH-10). */
export const ownAccountProcedures = {
  emailChange: authedProcedure
    .meta({
      ...own,
      effect: 'read',
      title: 'My change of address',
      description: 'The new e-mail address that waits for its confirmations, if there is one.',
    })
    .input(NoInput)
    .output(schema.EmailChange)
    .query(({ ctx }) => getEmailChange(ctx)),
  changeEmail: authedProcedure
    .meta({
      ...own,
      stepUp: true,
      limit: { name: 'change-email', per: 'actor', points: 5, seconds: HOUR_SECONDS },
      title: 'Change my e-mail address',
      description:
        'Sends a link to the new and one to the present address; once both were used, the account has the new one.',
    })
    .input(schema.ChangeEmail)
    .output(schema.PendingEmail)
    .mutation(({ ctx, input }) => changeEmail(ctx, input)),
  cancelEmailChange: authedProcedure
    .meta({
      ...own,
      title: 'Cancel my change of address',
      description: 'Drops the new address that waits for its confirmations. Its links no longer work.',
    })
    .input(NoFields)
    .output(Done)
    .mutation(({ ctx }) => cancelEmailChange(ctx)),
  confirmEmailChange: publicProcedure
    .meta({
      ...counted,
      title: 'Confirm a change of address',
      description: 'Uses one of the two links of a change of address. The second one makes the change.',
    })
    .input(schema.UseEmailLink)
    .output(schema.ConfirmedEmail)
    .mutation(({ ctx, input }) => confirmEmailChange(ctx, input)),
  refuseEmailChange: publicProcedure
    .meta({
      ...counted,
      title: 'Stop a change of address',
      description: 'Uses the link for "this was not me": drops the change and signs every device out.',
    })
    .input(schema.UseEmailLink)
    .output(Done)
    .mutation(({ ctx, input }) => refuseEmailChange(ctx, input)),
  exportData: authedProcedure
    .meta({
      ...own,
      doors: 'browserOnly',
      secret: true,
      stepUp: true,
      limit: { name: 'export-data', per: 'actor', points: 5, seconds: 24 * HOUR_SECONDS },
      title: 'Download my data',
      description: 'Makes a link to a zip with everything the hub keeps about the caller; it works once.',
    })
    .input(NoFields)
    .output(schema.ExportLink)
    .mutation(({ ctx }) => exportData(ctx)),
  deletionPlan: authedProcedure
    .meta({
      ...own,
      effect: 'read',
      title: 'What deleting my account would do',
      description: "What becomes of each of the caller's organizations when the account ends.",
    })
    .input(NoInput)
    .output(schema.DeletionPlan)
    .query(({ ctx }) => getDeletionPlan(ctx)),
  deleteAccount: authedProcedure
    .meta({
      ...own,
      effect: 'destructive',
      stepUp: true,
      title: 'Delete my account',
      description:
        'Signs everything out and erases the account after 14 days, with every organization nobody else is in.',
    })
    .input(schema.DeleteAccount)
    .output(schema.AccountDeletion)
    .mutation(({ ctx, input }) => deleteAccount(ctx, input)),
  keepAccount: authedProcedure
    .meta({
      ...own,
      whileLeaving: true,
      title: 'Keep my account',
      description: 'Takes the deletion of the account back while its 14 days last.',
    })
    .input(NoFields)
    .output(Done)
    .mutation(({ ctx }) => keepAccount(ctx)),
}
