import { uuidv7 } from '@hub/db'
import type { AuthedContext, PublicContext } from '../../../platform/calls/context.ts'
import { sameBytes, sha256 } from '../../../platform/secrets/secrets.ts'
import { systemWrite } from '../../../platform/data/write.ts'
import { authLimits, isOverAddressLimit } from '../auth-limits.ts'
import { endedChallenge } from '../challenges.ts'
import { renewSession } from '../confirm.ts'
import { actorOf, findById } from '../people.ts'
import type { Person } from '../people.ts'
import { SocialError } from '../ports.ts'
import type { SessionHandle, SocialPerson } from '../ports.ts'
import { sessionsIn } from '../providers.ts'
import { factorsOf, isProtected } from '../second-factor.ts'
import { tokensFor } from '../tokens.ts'
import { requireGoogle } from './begin.ts'
import { enter } from './enter.ts'
import { addLink, findLink, findOwner } from './links.ts'
import { refused } from './outcome.ts'
import type { Outcome } from './outcome.ts'
import type { FindGoogleStep, FinishGoogle, GoogleAnswer, GoogleRefusal, GoogleStep } from './schema.ts'
import { openTicket, sealTicket } from './tickets.ts'
import type { Trip } from './tickets.ts'

/** Rows of answers that came back are kept as long as their tickets could hold. */
const ANSWER_KEPT_MS = 10 * 60_000
/** How recent a sign-in at Google has to be to stand for a step-up. */
const FRESH_MS = 10 * 60_000

/** The round trip this browser began; null for any other. */
function tripOf(ctx: PublicContext, { ticket, state }: FinishGoogle): Trip | null {
  const trip = openTicket(ctx, 'trip', ticket)
  const isOurs = trip && state !== undefined && sameBytes(sha256(trip.state), sha256(state))
  return isOurs ? trip : null
}

/** Uses the round trip up; of many answers at once exactly one goes on. */
async function spend({ system, now }: PublicContext, { state }: Trip): Promise<boolean> {
  const row = await system.db
    .insertInto('authChallenge')
    .values({
      id: uuidv7(),
      purpose: 'google-answer',
      userId: null,
      tokenHash: sha256(state),
      data: '{}',
      expiresAt: new Date(now().getTime() + ANSWER_KEPT_MS),
      usedAt: now(),
      createdAt: now(),
    })
    .onConflict((conflict) => conflict.column('tokenHash').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

async function ask(
  ctx: PublicContext,
  { code, error, issuer }: FinishGoogle,
  trip: Trip,
): Promise<SocialPerson | GoogleRefusal> {
  if (error === 'access_denied') return 'cancelled'
  if (error !== undefined || code === undefined) return 'refused'
  try {
    return await requireGoogle(ctx).personOf({ code, issuer: issuer ?? null }, trip, ctx.now())
  } catch (failure) {
    if (!(failure instanceof SocialError)) throw failure
    ctx.hub.log.warn({ err: failure }, 'a sign-in by the provider was refused')
    return failure.kind
  }
}

/** The session that began the round trip, as long as it lives; ending it ends what was begun in it. */
async function sessionOf(ctx: PublicContext, { user }: Trip): Promise<AuthedContext | null> {
  if (!user) return null
  const sessions = await sessionsIn(ctx.system.db, ctx).list(user.id)
  const person = await findById(ctx.system.db, user.id)
  if (!person || !sessions.some(({ handle }) => handle === user.session)) return null
  return { ...ctx, actor: { ...actorOf(person), sessionId: user.session } }
}

/** Both sides are proven: this one by a fresh sign-in when it began, that one by Google. */
async function link(ctx: PublicContext, social: SocialPerson, trip: Trip): Promise<Outcome> {
  const signedIn = await sessionOf(ctx, trip)
  if (!signedIn) return refused('expired')
  const { db } = ctx.system
  const { userId } = signedIn.actor
  if (social.email === null || !social.isEmailVerified) return refused('unverified', userId)
  const account = { subject: social.subject, email: social.email }
  const [owner, mine] = [await findOwner(db, social.subject), await findLink(db, userId)]
  if ((owner && owner.userId !== userId) || (mine && mine.subject !== social.subject))
    return refused('taken', userId)
  const person = { id: userId, email: signedIn.actor.email, name: signedIn.actor.name }
  await systemWrite(ctx, signedIn.actor, null)((tx) => addLink(tx, ctx, { person, account }))
  return { kind: 'linked' }
}

const isOnlyWay = async (ctx: PublicContext, { id, passwordHash }: Person) =>
  passwordHash === null && !isProtected(await factorsOf(ctx.system.db, id))

/**
 * A step-up. Google says when the person signed in there only to clients it was switched on for; where it does, that
 * must be recent. Where it does not, the round trip is what signing out and in again would be, and counts as such.
 */
async function confirmBy(ctx: PublicContext, social: SocialPerson, trip: Trip): Promise<Outcome> {
  const signedIn = await sessionOf(ctx, trip)
  const person = signedIn && (await findById(ctx.system.db, signedIn.actor.userId))
  if (!signedIn || !trip.user || !person || !(await isOnlyWay(ctx, person))) return refused('expired')
  const owner = await findOwner(ctx.system.db, social.subject)
  if (owner?.userId !== person.id) return refused('elsewhere', person.id)
  const { signedInAt } = social
  if (signedInAt && ctx.now().getTime() - signedInAt.getTime() > FRESH_MS) return refused('stale', person.id)
  const handle = trip.user.session as SessionHandle
  const session = await systemWrite(
    ctx,
    signedIn.actor,
    null,
  )(async (tx) => {
    tx.audit('auth.confirmed', { user: person.id, session: handle }, { by: 'google' })
    return renewSession(tx, signedIn, { handle, amr: 'fed' })
  })
  return { kind: 'session', session }
}

const acts = { 'sign-in': enter, link, confirm: confirmBy }

async function answerOf(ctx: PublicContext, outcome: Outcome, { next, intent }: Trip): Promise<GoogleAnswer> {
  switch (outcome.kind) {
    case 'session':
      return { status: 'signed_in', next, ...(await tokensFor(ctx, outcome.session)) }
    case 'linked':
      return { status: 'linked', next }
    case 'step':
      return { status: 'asked', next, ticket: sealTicket(ctx, 'step', outcome.step) }
    case 'refused': {
      const { reason, userId } = outcome
      await ctx.system.write(async (tx) =>
        tx.audit('auth.google.refused', userId === null ? {} : { user: userId }, { reason, intent }),
      )
      return { status: 'refused', next, reason, intent }
    }
  }
}

/** No trip, no path to go to: an answer that fits nothing in this browser. */
const lost = (reason: GoogleRefusal): GoogleAnswer => ({
  status: 'refused',
  next: '/',
  reason,
  intent: 'sign-in',
})

/**
 * Takes what Google sent back with the browser. The round trip must have begun in this browser, once, in the last ten
 * minutes; its code is exchanged and the ID token checked before anything else is believed (AUTH-8).
 */
export async function finishGoogle(ctx: PublicContext, input: FinishGoogle): Promise<GoogleAnswer> {
  if (await isOverAddressLimit(ctx, authLimits.loginPerAddress)) return lost('limit')
  const trip = tripOf(ctx, input)
  if (!trip || !(await spend(ctx, trip))) return lost('expired')
  const social = await ask(ctx, input, trip)
  const outcome = typeof social === 'string' ? refused(social) : await acts[trip.intent](ctx, social, trip)
  return answerOf(ctx, outcome, trip)
}

/** What is left to do in this browser, for the page that asks for it. */
export async function findStep(ctx: PublicContext, { ticket }: FindGoogleStep): Promise<GoogleStep> {
  const step = openTicket(ctx, 'step', ticket)
  if (!step) throw endedChallenge()
  return step
}
