import type { Meta } from '../../../platform/calls/meta.ts'
import { authedProcedure, publicProcedure, router } from '../../../platform/calls/trpc.ts'
import { Done } from '../../../shared/mutation.ts'
import { NoInput } from '../../../shared/no-input.ts'
import { NoFields, Tokens } from '../schema.ts'
import * as schema from './schema.ts'
import { beginRegistration, listPasskeys, registerPasskey, removePasskey, renamePasskey } from './setup.ts'
import { beginConfirm, beginSecondFactor, beginSignIn, signInByPasskey } from './sign-in.ts'

/** A passkey answers to a page and to nothing else. */
const page = { price: 'free', effect: 'write', doors: 'browserOnly' } as const satisfies Partial<Meta>
const own = { ...page, permission: 'self' } as const satisfies Partial<Meta>
const open = { ...page, permission: 'public' } as const satisfies Partial<Meta>

export const passkeysRouter = router({
  list: authedProcedure
    .meta({
      ...own,
      effect: 'read',
      title: 'My passkeys',
      description: 'Every passkey of this account, with when it was last used.',
    })
    .input(NoInput)
    .output(schema.PasskeyList)
    .query(({ ctx }) => listPasskeys(ctx)),
  beginRegistration: authedProcedure
    .meta({
      ...own,
      secret: true,
      stepUp: true,
      limit: { name: 'passkey-register', per: 'actor', points: 20, seconds: 900 },
      title: 'Begin to add a passkey',
      description: 'What the browser needs to make a passkey. It opens nothing until it was registered.',
    })
    .input(NoFields)
    .output(schema.CreationOptions)
    .mutation(({ ctx }) => beginRegistration(ctx)),
  register: authedProcedure
    .meta({
      ...own,
      secret: true,
      stepUp: true,
      limit: { name: 'passkey-register', per: 'actor', points: 20, seconds: 900 },
      title: 'Add a passkey',
      description: 'Adds the passkey the browser made. The first factor brings ten backup codes.',
    })
    .input(schema.RegisterPasskey)
    .output(schema.RegisteredPasskey)
    .mutation(({ ctx, input }) => registerPasskey(ctx, input)),
  rename: authedProcedure
    .meta({ ...own, title: 'Rename a passkey', description: 'Gives a passkey another name.' })
    .input(schema.RenamePasskey)
    .output(schema.Passkey)
    .mutation(({ ctx, input }) => renamePasskey(ctx, input)),
  remove: authedProcedure
    .meta({
      ...own,
      effect: 'destructive',
      stepUp: true,
      title: 'Remove a passkey',
      description: 'Takes a passkey away, unless it is the last factor and an organization asks for one.',
    })
    .input(schema.RemovePasskey)
    .output(Done)
    .mutation(({ ctx, input }) => removePasskey(ctx, input)),
  beginSignIn: publicProcedure
    .meta({
      ...open,
      secret: true,
      // The sign-in page asks when it opens, and everybody in an office opens it from one address.
      limit: { name: 'passkey-sign-in', per: 'actor', points: 600, seconds: 3_600, isOnly: true },
      title: 'Begin to sign in with a passkey',
      description: 'A challenge that any passkey of this hub can answer. It says nothing about accounts.',
    })
    .input(NoInput)
    .output(schema.RequestOptions)
    .mutation(({ ctx }) => beginSignIn(ctx)),
  signIn: publicProcedure
    .meta({
      ...open,
      secret: true,
      uncounted: true,
      title: 'Sign in with a passkey',
      description: 'Opens a session; a passkey is both factors in one.',
    })
    .input(schema.PasskeySignIn)
    .output(Tokens)
    .mutation(({ ctx, input }) => signInByPasskey(ctx, input)),
  beginSecondFactor: publicProcedure
    .meta({
      ...open,
      secret: true,
      limit: { name: 'passkey-second-factor', per: 'actor', points: 60, seconds: 600, isOnly: true },
      title: 'Second factor by passkey',
      description: 'What the browser needs to complete a sign-in with a passkey in place of a code.',
    })
    .input(schema.BeginSecondFactor)
    .output(schema.RequestOptions)
    .mutation(({ ctx, input }) => beginSecondFactor(ctx, input)),
  beginConfirm: authedProcedure
    .meta({
      ...own,
      secret: true,
      limit: { name: 'passkey-confirm', per: 'actor', points: 60, seconds: 900 },
      title: 'Confirm by passkey',
      description: 'What the browser needs to show with a passkey that it is still you.',
    })
    .input(NoFields)
    .output(schema.RequestOptions)
    .mutation(({ ctx }) => beginConfirm(ctx)),
})
