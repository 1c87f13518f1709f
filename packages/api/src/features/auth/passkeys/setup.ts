import { uuidv7 } from '@hub/db'
import type { SystemDb } from '@hub/db'
import type { AuthedContext } from '../../../platform/calls/context.ts'
import { requirePerson } from '../../../platform/access/identity.ts'
import type { SystemWriteTx } from '../../../platform/data/recorder.ts'
import { AppError } from '../../../shared/errors.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { findChallenge, issueChallenge, takeChallenge } from '../challenges.ts'
import {
  dropUselessCodes,
  firstBackupCodes,
  personOf,
  requireNotLast,
  strengthen,
  tellFactorChange,
} from '../factor-setup.ts'
import { lockPerson } from '../people.ts'
import type { NewPasskey } from '../ports.ts'
import { passkeyProofs } from '../providers.ts'
import { factorsOf } from '../second-factor.ts'
import { endOtherSessions } from '../sign-out.ts'
import { requireWayIn } from '../ways-in.ts'
import { shownBy } from './assertion.ts'
import { creationOptions } from './options.ts'
import { passkeyPlace } from './place.ts'
import type {
  CreationOptions,
  Passkey,
  PasskeyList,
  RegisteredPasskey,
  RegisterPasskey,
  RemovePasskey,
  RenamePasskey,
} from './schema.ts'

/** More than anybody has devices; without an end the list would be a place to fill. */
const MOST_PASSKEYS = 20

const shownColumns = ['id', 'name', 'isBackedUp', 'createdAt', 'lastUsedAt'] as const

/** The caller's passkeys, the newest first. */
export async function listPasskeys(ctx: AuthedContext): Promise<PasskeyList> {
  requirePerson(ctx.actor)
  const items = await ctx.system.db
    .selectFrom('authPasskey')
    .select(shownColumns)
    .where('userId', '=', ctx.actor.userId)
    .orderBy('id', 'desc')
    .execute()
  return { items }
}

async function requireRoom(db: SystemDb, userId: string): Promise<void> {
  const { passkeys } = await factorsOf(db, userId)
  if (passkeys < MOST_PASSKEYS) return
  throw new AppError('CONFLICT', {
    message: `You have ${MOST_PASSKEYS} passkeys, which is the most an account can have. Remove one first.`,
  })
}

/** What the browser needs to make a passkey. It opens nothing until it was registered. */
export async function beginRegistration(ctx: AuthedContext): Promise<CreationOptions> {
  passkeyPlace(ctx.hub.settings.publicUrl)
  return ctx.system.write(async (tx) => {
    const person = await personOf(ctx, tx)
    await requireRoom(tx, person.id)
    const { challenge } = await issueChallenge(tx, {
      purpose: 'passkey-register',
      userId: person.id,
      now: ctx.now(),
    })
    tx.audit('auth.passkey.begun', { user: person.id })
    return creationOptions(tx, ctx, { person, challenge })
  })
}

/** The key that the browser made for the caller's challenge. Throws BAD_REQUEST for anything else. */
async function newPasskeyOf(
  ctx: AuthedContext,
  { challenge, passkey }: RegisterPasskey,
): Promise<NewPasskey> {
  const place = passkeyPlace(ctx.hub.settings.publicUrl)
  const given = { purpose: 'passkey-register', challenge, now: ctx.now() } as const
  const found = await findChallenge(ctx.system.db, given)
  if (found?.userId !== ctx.actor.userId) throw lateRegistration()
  const made = await passkeyProofs.verifyNew(passkey, { ...place, challenge })
  if (made) return made
  throw new AppError('BAD_REQUEST', {
    message: 'This passkey could not be checked, so it was not added. Make another one.',
  })
}

const lateRegistration = () =>
  new AppError('BAD_REQUEST', {
    message: 'This took too long or was used already. Begin again with a new passkey.',
  })

interface Storing {
  userId: string
  name: string
  made: NewPasskey
  transports: string[]
}

async function storePasskey(
  tx: SystemWriteTx,
  ctx: AuthedContext,
  { userId, name, made, transports }: Storing,
): Promise<Passkey> {
  const stored = await tx
    .insertInto('authPasskey')
    .values({ id: uuidv7(), userId, name, transports, ...made, createdAt: ctx.now() })
    .onConflict((conflict) => conflict.column('credentialId').doNothing())
    .returning(shownColumns)
    .executeTakeFirst()
  if (stored) return stored
  throw new AppError('CONFLICT', { message: 'This passkey is in use already. Make a new one.' })
}

/** Adds a passkey to the caller's account. */
export async function registerPasskey(
  ctx: AuthedContext,
  input: RegisterPasskey,
): Promise<RegisteredPasskey> {
  const made = await newPasskeyOf(ctx, input)
  return ctx.system.write(async (tx) => {
    await lockPerson(tx, ctx.actor.userId)
    const person = await personOf(ctx, tx)
    const before = await factorsOf(tx, person.id)
    await requireRoom(tx, person.id)
    const { challenge, name, passkey: given } = input
    const taken = await takeChallenge(tx, { purpose: 'passkey-register', challenge, now: ctx.now() })
    if (!taken) throw lateRegistration()
    const passkey = await storePasskey(tx, ctx, {
      userId: person.id,
      name,
      made,
      transports: given.transports,
    })
    await strengthen(tx, ctx, shownBy(made))
    if (input.signOutOthers) await endOtherSessions(tx, ctx)
    await tellFactorChange(tx, ctx, {
      person,
      what: `A passkey was added: "${name}".`,
      action: 'auth.passkey.added',
    })
    return { passkey, codes: await firstBackupCodes(tx, ctx, before) }
  })
}

/** Gives one of the caller's passkeys another name. */
export async function renamePasskey(ctx: AuthedContext, { id, name }: RenamePasskey): Promise<Passkey> {
  requirePerson(ctx.actor)
  return ctx.system.write(async (tx) => {
    const renamed = await tx
      .updateTable('authPasskey')
      .set({ name })
      .where('id', '=', id)
      .where('userId', '=', ctx.actor.userId)
      .returning(shownColumns)
      .executeTakeFirst()
    if (!renamed) throw new AppError('NOT_FOUND')
    tx.audit('auth.passkey.renamed', { user: ctx.actor.userId, passkey: id })
    return renamed
  })
}

/** Takes one of the caller's passkeys away; the last factor stays while an organization asks for one. */
export async function removePasskey(ctx: AuthedContext, { id }: RemovePasskey): Promise<Done> {
  return ctx.system.write(async (tx) => {
    await lockPerson(tx, ctx.actor.userId)
    const person = await personOf(ctx, tx)
    const removed = await tx
      .deleteFrom('authPasskey')
      .where('id', '=', id)
      .where('userId', '=', person.id)
      .returning('name')
      .executeTakeFirst()
    if (!removed) throw new AppError('NOT_FOUND')
    const left = await factorsOf(tx, person.id)
    await requireNotLast(ctx, left)
    await requireWayIn(tx, person.id)
    await dropUselessCodes(tx, person.id, left)
    await tellFactorChange(tx, ctx, {
      person,
      what: `Your passkey "${removed.name}" was removed.`,
      action: 'auth.passkey.removed',
    })
    return done
  })
}
