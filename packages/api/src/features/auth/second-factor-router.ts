import { authedProcedure, publicProcedure, router } from '../../platform/calls/trpc.ts'
import { Done } from '../../shared/mutation.ts'
import { NoInput } from '../../shared/no-input.ts'
import { beginTotp, confirmTotp, getSecondFactor, newBackupCodes, removeTotp } from './factor-setup.ts'
import { counted, own } from './meta.ts'
import * as schema from './schema.ts'
import { verifySecondFactor } from './second-factor.ts'

export const secondFactorRouter = router({
  get: authedProcedure
    .meta({
      ...own,
      effect: 'read',
      title: 'My second factor',
      description: 'What protects this account besides its password, and which organizations ask for it.',
    })
    .input(NoInput)
    .output(schema.SecondFactor)
    .query(({ ctx }) => getSecondFactor(ctx)),
  verify: publicProcedure
    .meta({
      ...counted,
      secret: true,
      title: 'Sign in: second factor',
      description: 'Completes a sign-in with a code of an authenticator app, a backup code or a passkey.',
    })
    .input(schema.VerifySecondFactor)
    .output(schema.Tokens)
    .mutation(({ ctx, input }) => verifySecondFactor(ctx, input)),
  beginTotp: authedProcedure
    .meta({
      ...own,
      secret: true,
      stepUp: true,
      title: 'Set up an authenticator app',
      description: 'Makes a secret for an app. It protects the account once a code of it is confirmed.',
    })
    .input(schema.NoFields)
    .output(schema.TotpSetup)
    .mutation(({ ctx }) => beginTotp(ctx)),
  confirmTotp: authedProcedure
    .meta({
      ...own,
      secret: true,
      stepUp: true,
      limit: { name: 'confirm-totp', per: 'actor', points: 10, seconds: 900 },
      title: 'Confirm an authenticator app',
      description: 'Switches the app on with a code of it. The first factor brings ten backup codes.',
    })
    .input(schema.ConfirmTotp)
    .output(schema.BackupCodes)
    .mutation(({ ctx, input }) => confirmTotp(ctx, input)),
  removeTotp: authedProcedure
    .meta({
      ...own,
      effect: 'destructive',
      stepUp: true,
      title: 'Remove the authenticator app',
      description: 'Takes the app away, unless it is the last factor and an organization asks for one.',
    })
    .input(schema.NoFields)
    .output(Done)
    .mutation(({ ctx }) => removeTotp(ctx)),
  newBackupCodes: authedProcedure
    .meta({
      ...own,
      secret: true,
      stepUp: true,
      title: 'Make new backup codes',
      description: 'Ten codes that each work once in place of the second factor. The old ones end.',
    })
    .input(schema.NoFields)
    .output(schema.BackupCodes)
    .mutation(({ ctx }) => newBackupCodes(ctx)),
})
