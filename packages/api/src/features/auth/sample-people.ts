import type { Hub } from '../../platform/hub.ts'
import { systemWrite } from '../../platform/data/write.ts'
import { AppError } from '../../shared/errors.ts'
import { findInvitationById } from '../organizations/service.ts'
import { addAccount, markVerified } from './accounts.ts'
import { eraseAccount } from './own-account/erase-account.ts'
import { checkNewPassword } from './password-policy.ts'
import { addressOf } from './people.ts'
import { passwords } from './providers.ts'
import { systemCall } from './system-call.ts'

export interface SamplePerson {
  email: string
  name: string
  password: string
  timeZone: string
  /** The organization this person founds, or the invitation sent to their address. */
  belongsTo: { founds: string } | { invitationId: string }
}

const partsOf = (hub: Hub) => {
  const ctx = { hub, call: systemCall('cli'), now: hub.now }
  return { ctx, write: systemWrite(ctx, null, null) }
}

/**
 * A person of the sample data, made as registration makes one, without a link by mail. Whoever founds an organization
 * still has to be verified. Returns the new id; throws CONFLICT where the address has an account.
 */
export async function addSamplePerson(
  hub: Hub,
  { password, belongsTo, ...person }: SamplePerson,
): Promise<string> {
  const { ctx, write } = partsOf(hub)
  const email = addressOf(person.email)
  await checkNewPassword(hub.settings.passwordPolicy, password, [email, person.name])
  const passwordHash = await passwords.hash(password)
  return write(async (tx) => {
    const invitation =
      'invitationId' in belongsTo && (await findInvitationById({ hub, db: tx }, belongsTo.invitationId))
    const place = 'founds' in belongsTo ? belongsTo : invitation && { accepts: invitation }
    if (!place) throw new AppError('NOT_FOUND', { message: 'The invitation cannot be accepted any more.' })
    const userId = await addAccount(tx, ctx, { ...person, email, passwordHash, belongsTo: place })
    if (userId === undefined) throw new AppError('CONFLICT', { message: `${email} has an account already.` })
    tx.audit('auth.registered', { user: userId })
    return userId
  })
}

/** What following the link in the first mail does. */
export async function verifySamplePerson(hub: Hub, userId: string): Promise<void> {
  const { ctx, write } = partsOf(hub)
  await write((tx) => markVerified(tx, ctx, userId))
}

/**
 * Ends the accounts of the sample at once, and with them the organizations that nobody else is in. Owners come last, so that
 * theirs are empty by then.
 */
export async function removeSamplePeople(
  hub: Hub,
  people: readonly { email: string; isOwner: boolean }[],
): Promise<void> {
  for (const isOwner of [false, true]) {
    const addresses = people.filter((one) => one.isOwner === isOwner).map(({ email }) => addressOf(email))
    if (addresses.length === 0) continue
    const ending = await hub.db.system
      .updateTable('authUser')
      .set({ deletesAt: hub.now() })
      .where('email', 'in', addresses)
      .returning('id')
      .execute()
    for (const { id } of ending)
      await eraseAccount(hub, id).catch((err: unknown) =>
        hub.log.error({ err, user: id }, 'an account could not be erased; the hub tries again when it runs'),
      )
  }
}
