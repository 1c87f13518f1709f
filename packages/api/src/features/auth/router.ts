import { authedProcedure, publicProcedure, router } from '../../platform/calls/trpc.ts'
import { Done } from '../../shared/mutation.ts'
import { NoInput } from '../../shared/no-input.ts'
import { getMe, updateProfile } from './account.ts'
import { apiKeysRouter } from './api-keys/router.ts'
import { confirm } from './confirm.ts'
import { claimFirstAdmin } from './first-admin.ts'
import { googleRouter } from './google/router.ts'
import { grantsRouter } from './grants/router.ts'
import { ownAccountProcedures } from './own-account/router.ts'
import { profileProcedures } from './profile/router.ts'
import { passkeysRouter } from './passkeys/router.ts'
import { changePassword, forgotPassword, resetPassword, setPassword } from './passwords.ts'
import { refresh } from './refresh.ts'
import { getRegistration, register } from './registration.ts'
import { counted, open, own } from './meta.ts'
import * as schema from './schema.ts'
import { logout, logoutEverywhere, logoutOthers } from './sessions.ts'
import { secondFactorRouter } from './second-factor-router.ts'
import { getLinkState } from './link-state.ts'
import { sessionsRouter } from './sessions/router.ts'
import { login } from './sign-in.ts'
import { resendVerification, verifyEmail } from './verification.ts'

export const authRouter = router({
  registration: publicProcedure
    .meta({
      ...open,
      uncounted: true,
      effect: 'read',
      cache: { seconds: 300, per: 'everyone' },
      title: 'Who may register',
      description: 'Whether the hub takes new accounts, and its password policy.',
    })
    .input(NoInput)
    .output(schema.Registration)
    .query(({ ctx }) => getRegistration(ctx)),
  register: publicProcedure
    .meta({
      ...counted,
      title: 'Register',
      description:
        'Creates an account and its first organization. The answer is the same for an address that has an account; the mail tells.',
    })
    .input(schema.Register)
    .output(schema.CheckMail)
    .mutation(({ ctx, input }) => register(ctx, input)),
  verifyEmail: publicProcedure
    .meta({
      ...open,
      limit: { name: 'verify-email', per: 'actor', points: 100, seconds: 3_600, isOnly: true },
      title: 'Confirm an e-mail address',
      description: 'Uses the link of the verification mail. It does not sign in.',
    })
    .input(schema.UseLink)
    .output(schema.VerifiedAddress)
    .mutation(({ ctx, input }) => verifyEmail(ctx, input)),
  linkState: publicProcedure
    .meta({
      ...open,
      effect: 'read',
      title: 'Look at a link',
      description: 'Whether the link of a mail still works. Looking does not use it up.',
    })
    .input(schema.GetLinkState)
    .output(schema.LinkState)
    .query(({ ctx, input }) => getLinkState(ctx, input)),
  resendVerification: publicProcedure
    .meta({
      ...counted,
      title: 'Send the verification mail again',
      description: 'Sends a new link if the address waits for one.',
    })
    .input(schema.AddressOnly)
    .output(schema.CheckMail)
    .mutation(({ ctx, input }) => resendVerification(ctx, input)),
  claimFirstAdmin: publicProcedure
    .meta({
      ...counted,
      title: 'Become the first administrator',
      description: 'Uses the one-time link printed when a hub without an administrator starts.',
    })
    .input(schema.ClaimFirstAdmin)
    .output(schema.VerifiedAddress)
    .mutation(({ ctx, input }) => claimFirstAdmin(ctx, input)),
  login: publicProcedure
    .meta({
      ...counted,
      secret: true,
      title: 'Sign in',
      description:
        'Opens a session and answers with its tokens, or asks for the second factor first. Five wrong tries wait for 30 minutes.',
    })
    .input(schema.Login)
    .output(schema.SignIn)
    .mutation(({ ctx, input }) => login(ctx, input)),
  refresh: publicProcedure
    .meta({
      ...open,
      secret: true,
      title: 'Renew the tokens',
      description: 'Exchanges a refresh token for new tokens. Each refresh token works once.',
      // Everybody in an office renews four times an hour from one address: the hour of anonymous callers is too small.
      limit: { name: 'refresh', per: 'actor', points: 1_000, seconds: 3_600, isOnly: true },
    })
    .input(schema.Refresh)
    .output(schema.Tokens)
    .mutation(({ ctx, input }) => refresh(ctx, input)),
  forgotPassword: publicProcedure
    .meta({
      ...counted,
      title: 'Forgot my password',
      description: 'Sends a link to set a new password if the address has an account.',
    })
    .input(schema.AddressOnly)
    .output(schema.CheckMail)
    .mutation(({ ctx, input }) => forgotPassword(ctx, input)),
  resetPassword: publicProcedure
    .meta({
      ...open,
      limit: { name: 'reset-password', per: 'actor', points: 100, seconds: 3_600, isOnly: true },
      title: 'Set a new password',
      description: 'Uses the link of the reset mail and signs every device out.',
    })
    .input(schema.ResetPassword)
    .output(Done)
    .mutation(({ ctx, input }) => resetPassword(ctx, input)),
  me: authedProcedure
    .meta({
      ...own,
      effect: 'read',
      cache: { seconds: 300, per: 'actor' },
      whileLeaving: true,
      title: 'Who am I',
      description: 'The signed-in person, their organizations, and what they may do there.',
    })
    .input(NoInput)
    .output(schema.Me)
    .query(({ ctx }) => getMe(ctx)),
  updateProfile: authedProcedure
    .meta({
      ...own,
      title: 'Change my profile',
      description: 'Changes name, time zone or preferences. Fields that are not sent stay.',
    })
    .input(schema.UpdateProfile)
    .output(schema.Me)
    .mutation(({ ctx, input }) => updateProfile(ctx, input)),
  changePassword: authedProcedure
    .meta({
      ...own,
      limit: { name: 'change-password', per: 'actor', points: 10, seconds: 900 },
      title: 'Change my password',
      description: 'Needs the current password and signs all other devices out.',
    })
    .input(schema.ChangePassword)
    .output(Done)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
  setPassword: authedProcedure
    .meta({
      ...own,
      stepUp: true,
      title: 'Set a first password',
      description: 'For an account that has none. Signs all other devices out.',
    })
    .input(schema.SetPassword)
    .output(Done)
    .mutation(({ ctx, input }) => setPassword(ctx, input)),
  logout: authedProcedure
    .meta({
      ...own,
      byImpersonator: true,
      whileLeaving: true,
      title: 'Sign out',
      description: 'Ends this session at once, with every token made from it.',
    })
    .input(schema.NoFields)
    .output(Done)
    .mutation(({ ctx }) => logout(ctx)),
  logoutOthers: authedProcedure
    .meta({
      ...own,
      title: 'Sign out my other devices',
      description: 'Ends every session of this account but this one, at once.',
    })
    .input(schema.NoFields)
    .output(Done)
    .mutation(({ ctx }) => logoutOthers(ctx)),
  logoutEverywhere: authedProcedure
    .meta({
      ...own,
      title: 'Sign out everywhere',
      description: 'Ends every session of this account at once.',
    })
    .input(schema.NoFields)
    .output(Done)
    .mutation(({ ctx }) => logoutEverywhere(ctx)),
  confirm: authedProcedure
    .meta({
      ...own,
      secret: true,
      title: 'Confirm that it is me',
      description: 'Shows again who is there, for acts that need a sign-in of the last ten minutes.',
    })
    .input(schema.Confirm)
    .output(schema.Tokens)
    .mutation(({ ctx, input }) => confirm(ctx, input)),
  ...profileProcedures,
  ...ownAccountProcedures,
  secondFactor: secondFactorRouter,
  passkeys: passkeysRouter,
  google: googleRouter,
  sessions: sessionsRouter,
  apiKeys: apiKeysRouter,
  grants: grantsRouter,
})
