import type { SystemDb } from '@hub/db'
import type { PublicContext } from '../../../platform/calls/context.ts'
import { requestMail } from '../../../platform/mail/request-mail.ts'
import type { SystemWriteTx } from '../../../platform/data/recorder.ts'
import { AppError } from '../../../shared/errors.ts'
import { copiedPasskeyMail } from '../mails.ts'
import { findById } from '../people.ts'
import type { Person } from '../people.ts'
import { passkeyProofs } from '../providers.ts'
import { userHandleOf } from './options.ts'
import { passkeyPlace } from './place.ts'
import type { PasskeyAssertion } from './schema.ts'

/** How a passkey shows who is there (RFC 8176): one that stays in its device, or one a password manager copies. */
export type Shown = 'hwk' | 'swk'
export const shownBy = ({ isBackedUp }: { isBackedUp: boolean }): Shown => (isBackedUp ? 'swk' : 'hwk')

interface Given {
  challenge: string
  passkey: PasskeyAssertion
  /** Whose passkey it has to be; null where the passkey itself says who comes. */
  userId: string | null
}

export interface ProvenPasskey {
  id: string
  name: string
  person: Person
  counter: number
  isBackedUp: boolean
}

const findPasskey = (db: SystemDb, credentialId: string) =>
  db
    .selectFrom('authPasskey')
    .select(['id', 'name', 'userId', 'publicKey'])
    .where('credentialId', '=', credentialId)
    .executeTakeFirst()

/** Without an address only the handle says that authenticator and hub mean the same person (Web Authentication, 7.2). */
function isOwner(ownerId: string, { passkey: { userHandle }, userId }: Given): boolean {
  const isNamed = userHandle === userHandleOf(ownerId)
  return userId === null ? isNamed : userId === ownerId && (userHandle === undefined || isNamed)
}

/**
 * Checks everything about an answer of a passkey that needs no lock: whose it is, challenge, origin and signature. null is
 * one answer for unknown, somebody else's, suspended and wrong.
 */
export async function provePasskey(ctx: PublicContext, given: Given): Promise<ProvenPasskey | null> {
  const { challenge, passkey } = given
  const place = passkeyPlace(ctx.hub.settings.publicUrl)
  const row = await findPasskey(ctx.system.db, passkey.id)
  if (!row || !isOwner(row.userId, given)) return null
  const person = await findById(ctx.system.db, row.userId)
  if (!person || person.suspendedAt !== null) return null
  const proof = await passkeyProofs.verify(passkey, { ...place, challenge, publicKey: row.publicKey })
  return proof && { id: row.id, name: row.name, person, ...proof }
}

/**
 * Notes the use of a passkey whose challenge was just used up. A counter that did not rise says that two devices hold the
 * same key: the use is refused, and the person hears of it (Web Authentication, 6.1.1). Passkeys without a counter stay at 0.
 */
export async function takePasskey(
  tx: SystemWriteTx,
  ctx: PublicContext,
  { id, name, person, counter, isBackedUp }: ProvenPasskey,
): Promise<Shown | null> {
  const used = await tx
    .updateTable('authPasskey')
    .set({ counter, isBackedUp, lastUsedAt: ctx.now() })
    .where('id', '=', id)
    .where('counter', counter === 0 ? '=' : '<', counter)
    .returning('id')
    .executeTakeFirst()
  if (used) return shownBy({ isBackedUp })
  // One that was removed since it was looked at is no copy.
  if (!(await tx.selectFrom('authPasskey').select('id').where('id', '=', id).executeTakeFirst())) {
    tx.audit('auth.login.refused', { user: person.id }, { reason: 'passkey' })
    return null
  }
  tx.audit('auth.passkey.refused', { user: person.id, passkey: id }, { reason: 'counter' })
  requestMail(tx, copiedPasskeyMail(ctx.hub.settings.publicUrl, person, name))
  return null
}

export const wrongPasskey = () =>
  new AppError('UNAUTHORIZED', { message: 'This passkey does not open an account here. Use another way in.' })
