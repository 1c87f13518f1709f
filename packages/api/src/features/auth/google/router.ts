import type { Meta } from '../../../platform/calls/meta.ts'
import { authedProcedure, publicProcedure, router } from '../../../platform/calls/trpc.ts'
import { Done } from '../../../shared/mutation.ts'
import { NoInput } from '../../../shared/no-input.ts'
import { NoFields, SignIn, Tokens } from '../schema.ts'
import { beginConfirm, beginLink, beginSignIn } from './begin.ts'
import { findStep, finishGoogle } from './finish.ts'
import { getGoogle, unlinkGoogle } from './links.ts'
import { proveForGoogle } from './prove.ts'
import { registerByGoogle } from './register.ts'
import * as schema from './schema.ts'

const open = {
  permission: 'public',
  price: 'free',
  effect: 'write',
  doors: 'browserOnly',
  secret: true,
} as const satisfies Partial<Meta>
/** The round trips of everybody in an office come from one address. */
const roundTrip = {
  ...open,
  limit: { name: 'google', per: 'actor', points: 600, seconds: 3_600, isOnly: true },
} as const satisfies Partial<Meta>
const own = { ...open, permission: 'self' } as const satisfies Partial<Meta>

/** A browser goes to Google and comes back, so no other door has any of this. */
export const googleRouter = router({
  begin: publicProcedure
    .meta({
      ...roundTrip,
      effect: 'read',
      title: 'Sign in with Google',
      description: 'Where to send the browser, and the ticket it has to bring back.',
    })
    .input(schema.BeginGoogle)
    .output(schema.GoogleBegun)
    .query(({ ctx, input }) => beginSignIn(ctx, input)),
  beginLink: authedProcedure
    .meta({
      ...own,
      stepUp: true,
      title: 'Link a Google account',
      description: 'Begins to add a Google account as a way into this account.',
    })
    .input(schema.BeginGoogleAs)
    .output(schema.GoogleBegun)
    .mutation(({ ctx, input }) => beginLink(ctx, input)),
  beginConfirm: authedProcedure
    .meta({
      ...own,
      title: 'Confirm with Google that it is me',
      description: 'Begins a new sign-in at Google, for people who have neither password nor second factor.',
    })
    .input(schema.BeginGoogleAs)
    .output(schema.GoogleBegun)
    .mutation(({ ctx, input }) => beginConfirm(ctx, input)),
  finish: publicProcedure
    .meta({
      ...roundTrip,
      title: 'Come back from Google',
      description: 'Takes what Google sent back with the browser that began.',
    })
    .input(schema.FinishGoogle)
    .output(schema.GoogleAnswer)
    .mutation(({ ctx, input }) => finishGoogle(ctx, input)),
  step: publicProcedure
    .meta({
      ...roundTrip,
      effect: 'read',
      title: 'What is left after Google',
      description: 'Which proof or which fields are missing before the sign-in under way is complete.',
    })
    .input(schema.FindGoogleStep)
    .output(schema.GoogleStep)
    .query(({ ctx, input }) => findStep(ctx, input)),
  prove: publicProcedure
    .meta({
      ...open,
      uncounted: true,
      title: 'Prove the account for Google',
      description: 'Links the Google account to the account with the same address, by its password.',
    })
    .input(schema.ProveForGoogle)
    .output(SignIn)
    .mutation(({ ctx, input }) => proveForGoogle(ctx, input)),
  register: publicProcedure
    .meta({
      ...open,
      uncounted: true,
      title: 'Register with Google',
      description: 'Makes an account without a password, for whom Google has named.',
    })
    .input(schema.RegisterByGoogle)
    .output(Tokens)
    .mutation(({ ctx, input }) => registerByGoogle(ctx, input)),
  get: authedProcedure
    .meta({
      permission: 'self',
      price: 'free',
      effect: 'read',
      doors: 'browserOnly',
      title: 'My Google account',
      description: 'Whether a Google account opens this account, and what else does.',
    })
    .input(NoInput)
    .output(schema.GoogleLinkState)
    .query(({ ctx }) => getGoogle(ctx)),
  unlink: authedProcedure
    .meta({
      permission: 'self',
      price: 'free',
      effect: 'destructive',
      doors: 'browserOnly',
      stepUp: true,
      title: 'Unlink the Google account',
      description: 'Takes the Google account away, unless nothing else would open this account.',
    })
    .input(NoFields)
    .output(Done)
    .mutation(({ ctx }) => unlinkGoogle(ctx)),
})
