import { generateCodeVerifier, generateState } from 'arctic'
import type { AuthedContext, PublicContext } from '../../../platform/calls/context.ts'
import { requirePerson } from '../../../platform/access/identity.ts'
import { newToken } from '../../../platform/secrets/secrets.ts'
import { AppError } from '../../../shared/errors.ts'
import { personOf } from '../factor-setup.ts'
import { SocialError } from '../ports.ts'
import type { SocialProvider } from '../ports.ts'
import { socialOf } from '../providers.ts'
import { factorsOf, isProtected } from '../second-factor.ts'
import { findLink } from './links.ts'
import { localPath } from './local-path.ts'
import type { BeginGoogle, BeginGoogleAs, GoogleBegun, GoogleIntent } from './schema.ts'
import { sealTicket } from './tickets.ts'
import type { Trip } from './tickets.ts'

export function requireGoogle({ hub }: Pick<PublicContext, 'hub'>): SocialProvider {
  const provider = socialOf(hub)
  if (!provider)
    throw new AppError('NOT_FOUND', { message: 'Sign-in with Google is not set up on this hub.' })
  return provider
}

interface Start {
  intent: GoogleIntent
  next: string | undefined
  user: Trip['user']
}

async function begin(ctx: PublicContext, { intent, next, user }: Start): Promise<GoogleBegun> {
  const provider = requireGoogle(ctx)
  const trip = { state: generateState(), codeVerifier: generateCodeVerifier(), nonce: newToken() }
  try {
    const url = await provider.addressOf(trip, intent === 'confirm')
    const path = localPath(next, ctx.hub.settings.publicUrl)
    return { redirectTo: url.href, ticket: sealTicket(ctx, 'trip', { ...trip, intent, next: path, user }) }
  } catch (error) {
    if (!(error instanceof SocialError)) throw error
    ctx.hub.log.warn({ err: error }, 'the provider of social sign-in could not be asked')
    throw new AppError('UNAVAILABLE', { message: 'Google does not answer at the moment. Try again soon.' })
  }
}

/** Begins a sign-in. Nothing is written: whoever opens this address a thousand times has a thousand cookies, and we none. */
export const beginSignIn = (ctx: PublicContext, { next }: BeginGoogle): Promise<GoogleBegun> =>
  begin(ctx, { intent: 'sign-in', next, user: null })

/** What is begun by a person on a device has to come back to that very session. */
function userOf({ actor }: AuthedContext): NonNullable<Trip['user']> {
  requirePerson(actor)
  if (actor.sessionId !== null && actor.impersonatorId === null)
    return { id: actor.userId, session: actor.sessionId }
  throw new AppError('FORBIDDEN', { message: 'Only a person who is signed in can do this, in a browser.' })
}

/** Begins to link a Google account to the caller's own; the proof of this side is the sign-in of the last ten minutes. */
export async function beginLink(ctx: AuthedContext, { next }: BeginGoogleAs): Promise<GoogleBegun> {
  if (!ctx.actor.isEmailVerified) throw new AppError('EMAIL_NOT_VERIFIED')
  return begin(ctx, { intent: 'link', next, user: userOf(ctx) })
}

/** Begins a step-up by Google, for people who have nothing else to show: a password or a second factor goes before it. */
export async function beginConfirm(ctx: AuthedContext, { next }: BeginGoogleAs): Promise<GoogleBegun> {
  const user = userOf(ctx)
  const person = await personOf(ctx)
  const hasOther = person.passwordHash !== null || isProtected(await factorsOf(ctx.system.db, person.id))
  if (hasOther || !(await findLink(ctx.system.db, person.id)))
    throw new AppError('CONFLICT', { message: 'Confirm with your password or your second factor.' })
  return begin(ctx, { intent: 'confirm', next, user })
}
