import { z } from 'zod'
import type { PublicContext } from '../../../platform/calls/context.ts'
import { AppError } from '../../../shared/errors.ts'
import { addAccount, markVerified } from '../accounts.ts'
import { authLimits, takeAddressLimit } from '../auth-limits.ts'
import { consumeChallenge, endedChallenge, findChallenge } from '../challenges.ts'
import { findById } from '../people.ts'
import { checkMode, placeFor } from '../registration.ts'
import type { Tokens } from '../schema.ts'
import { openSession, tokensFor } from '../tokens.ts'
import { addLink, GoogleAccount } from './links.ts'
import type { RegisterByGoogle } from './schema.ts'

const Newcomer = z.object({ google: GoogleAccount, invitationToken: z.string().optional() })

/** Makes the account of a person Google has named, with a first organization and without a password, and signs it in. */
export async function registerByGoogle(ctx: PublicContext, input: RegisterByGoogle): Promise<Tokens> {
  await takeAddressLimit(ctx, authLimits.registerPerAddress)
  const given = { purpose: 'google-sign-up', challenge: input.challenge, now: ctx.now() } as const
  const found = await findChallenge(ctx.system.db, given)
  const newcomer = Newcomer.safeParse(found?.data)
  if (!newcomer.success) throw endedChallenge()
  const { google: account, invitationToken } = newcomer.data
  checkMode(ctx, invitationToken !== undefined)
  const belongsTo = await placeFor(
    ctx,
    {
      ...(invitationToken !== undefined && { invitationToken }),
      ...(input.organizationName !== undefined && { organizationName: input.organizationName }),
    },
    account.email,
  )
  const session = await ctx.system.write(async (tx) => {
    await consumeChallenge(tx, given)
    const userId = await addAccount(tx, ctx, {
      email: account.email,
      name: input.name,
      passwordHash: null,
      timeZone: input.timeZone ?? null,
      belongsTo,
    })
    const person = userId === undefined ? undefined : await findById(tx, userId)
    if (!person)
      throw new AppError('CONFLICT', {
        message: 'An account with this address was just made. Sign in with Google once more.',
      })
    tx.audit('auth.registered', { user: person.id }, { by: 'google' })
    await markVerified(tx, ctx, person.id)
    await addLink(tx, ctx, { person, account })
    const opened = await openSession(tx, ctx, { userId: person.id, isRemembered: true, amr: 'fed' })
    tx.audit('auth.login', { user: person.id, session: opened.handle }, { by: 'google' })
    return opened
  })
  return tokensFor(ctx, session)
}
