import type { SystemDb } from '@hub/db'
import type { PublicContext } from '../../../platform/calls/context.ts'
import { systemWrite } from '../../../platform/data/write.ts'
import { canonicalEmail } from '../../../shared/email.ts'
import { findInvitation } from '../../organizations/service.ts'
import { issueChallenge } from '../challenges.ts'
import { actorOf, findByEmail, findById, lockedPerson } from '../people.ts'
import type { Person } from '../people.ts'
import type { SocialPerson } from '../ports.ts'
import { PersonName } from '../schema.ts'
import { factorsOf, isProtected, startSecondFactor } from '../second-factor.ts'
import { openSession } from '../tokens.ts'
import { findLink, findOwner } from './links.ts'
import type { GoogleAccount } from './links.ts'
import { refused } from './outcome.ts'
import type { Outcome } from './outcome.ts'
import { takeOver } from './take-over.ts'
import type { Trip } from './tickets.ts'

/** Signs in whoever Google says is there: by what Google calls them, and by an address only after more proof. */
export async function enter(ctx: PublicContext, social: SocialPerson, trip: Trip): Promise<Outcome> {
  const { db } = ctx.system
  const owner = await findOwner(db, social.subject)
  if (!owner) return meet(ctx, social, trip)
  const person = await findById(db, owner.userId)
  if (!person || person.suspendedAt !== null) return refused('refused', owner.userId)
  return open(ctx, person, { identityId: owner.id, next: trip.next })
}

/** False where the link was taken away meanwhile. */
async function noteUse(tx: SystemDb, identityId: string, now: Date): Promise<boolean> {
  const used = await tx
    .updateTable('authIdentity')
    .set({ lastUsedAt: now })
    .where('id', '=', identityId)
    .returning('id')
    .executeTakeFirst()
  return used !== undefined
}

/** A known Google account is a password by another name: the second factor is asked for where there is one. */
async function open(
  ctx: PublicContext,
  person: Person,
  { identityId, next }: { identityId: string; next: string },
): Promise<Outcome> {
  const write = systemWrite(ctx, actorOf(person), null)
  return write<Outcome>(async (tx) => {
    const isOpen = (await lockedPerson(tx, person.id)) !== undefined
    if (!isOpen || !(await noteUse(tx, identityId, ctx.now()))) return refused('refused', person.id)
    const factors = await factorsOf(tx, person.id)
    const how = { isRemembered: true, amr: 'fed' }
    if (isProtected(factors)) {
      tx.audit('auth.login.google', { user: person.id })
      const asked = await startSecondFactor(tx, ctx, { person, factors, ...how })
      return { kind: 'step', step: { ...asked, next } }
    }
    const session = await openSession(tx, ctx, { userId: person.id, ...how })
    tx.audit('auth.login', { user: person.id, session: session.handle }, { by: 'google' })
    return { kind: 'session', session }
  })
}

/** A Google account nobody here has linked yet. */
async function meet(ctx: PublicContext, social: SocialPerson, trip: Trip): Promise<Outcome> {
  const { db } = ctx.system
  const email = social.email === null ? null : canonicalEmail(social.email)
  if (email === null || !social.isEmailVerified) return refused('unverified')
  const account = { subject: social.subject, email }
  const person = await findByEmail(db, email)
  if (!person) return offerAccount(ctx, { account, name: social.name }, trip)
  if (person.suspendedAt !== null) return refused('refused', person.id)
  if (person.emailVerifiedAt === null) return takeOver(ctx, person, account)
  const isElsewhere = person.passwordHash === null || (await findLink(db, person.id)) !== undefined
  if (isElsewhere) return refused('elsewhere', person.id)
  const issued = await issueChallenge(db, {
    purpose: 'google-link',
    userId: person.id,
    data: { google: account },
    now: ctx.now(),
  })
  return { kind: 'step', step: { status: 'proof', email, next: trip.next, ...issued } }
}

/** The secret of an invitation, where the person came from its page. */
function invitationIn(next: string): string | null {
  const { pathname, searchParams } = new URL(next, 'http://hub.invalid')
  return pathname === '/invite' ? searchParams.get('token') : null
}

interface Newcomer {
  account: GoogleAccount
  name: string | null
}

/** Nobody has the address: what is missing for an account is asked for, where the hub takes new ones. */
async function offerAccount(
  ctx: PublicContext,
  { account, name }: Newcomer,
  { next }: Trip,
): Promise<Outcome> {
  const { registration } = ctx.hub.settings
  if (registration === 'closed') return refused('closed')
  const { db } = ctx.system
  const token = invitationIn(next)
  const invitation = token === null ? undefined : await findInvitation({ hub: ctx.hub, db }, token)
  const isInvited = invitation?.email === account.email
  if (registration === 'invite' && !isInvited) return refused('invite')
  const issued = await issueChallenge(db, {
    purpose: 'google-sign-up',
    userId: null,
    data: { google: account, ...(isInvited && { invitationToken: token }) },
    now: ctx.now(),
  })
  const suggested = PersonName.safeParse(name ?? '')
  return {
    kind: 'step',
    step: {
      status: 'sign_up',
      email: account.email,
      name: suggested.success ? suggested.data : '',
      isInvited,
      // The invitation is accepted with the account; its page would only say that it was used.
      next: isInvited ? '/' : next,
      ...issued,
    },
  }
}
