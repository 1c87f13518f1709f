import { uuidv7 } from '@hub/db'
import type { SystemDb } from '@hub/db'
import { z } from 'zod'
import type { Call } from '../../platform/calls/call.ts'
import type { Hub } from '../../platform/hub.ts'
import { invalidInput } from '../../platform/calls/normalize-error.ts'
import { systemWrite } from '../../platform/data/write.ts'
import type { SystemWriteTx } from '../../platform/data/recorder.ts'
import { AppError } from '../../shared/errors.ts'
import { mailResetLink, requirePersonAt, resetLink } from '../auth/service.ts'
import { bookAdjustment } from './adjust-credits.ts'
import { setSuspension } from './organization-acts.ts'
import { AdjustCredits, SuspendUser } from './schema.ts'
import type { AdjustedBalance } from './schema.ts'
import { restore, setRole, suspend } from './user-acts.ts'

/*
 * What whoever holds the state folder may do without signing in: they could change the rows as well. The acts are those of
 * the pages, with the door `cli` and nobody's name in the log.
 */

interface Work {
  hub: Hub
  actor: null
  call: Call
  now: () => Date
}

/** A call of whoever sits at the machine. */
export function callHere(): Call {
  return {
    door: 'cli',
    credential: { kind: 'none' },
    org: null,
    requestId: uuidv7(),
    ip: null,
    userAgent: null,
  }
}

function act<R>(hub: Hub, work: (tx: SystemWriteTx, ctx: Work) => Promise<R>): Promise<R> {
  const call = callHere()
  const ctx: Work = { hub, actor: null, call, now: hub.now }
  return systemWrite(ctx, null, null)((tx) => work(tx, ctx))
}

/** What the pages check before they send it. */
export function checkInput<T extends object>(schema: z.core.$ZodType<T>, given: unknown): T {
  const checked = z.safeParse(schema, given)
  if (checked.success) return checked.data
  throw invalidInput(checked.error)
}

export async function organizationOf(db: SystemDb, slug: string): Promise<string> {
  const found = await db.selectFrom('organization').select('id').where('slug', '=', slug).executeTakeFirst()
  if (found) return found.id
  throw new AppError('NOT_FOUND', { message: `There is no organization ${slug} on this hub.` })
}

/** A person by their address, or an organization by its short name. */
export type Target = { email: string } | { org: string }

export interface ActedOn {
  email?: string
  org?: string
  done: true
}

/** Says in the platform's log that all before it comes out of a backup, and when that was taken. */
export const tellRestored = (hub: Hub, takenAt: string): Promise<void> =>
  act(hub, async (tx) => tx.audit('backup.restored', {}, { takenAt }))

/** Makes a person an administrator of the hub. */
export const grantAdmin = (hub: Hub, email: string): Promise<ActedOn> =>
  act(hub, async (tx, ctx) => {
    const person = await requirePersonAt(tx, email)
    await setRole(tx, ctx, { actor: null, person, role: 'admin' })
    return { email: person.email, done: true }
  })

/** Gives an organization credits, or takes them away with a minus. The amount is in micro-credits. */
export const grantCredits = (
  hub: Hub,
  { org, ...order }: { org: string; amountMicro: number; reason: string },
): Promise<AdjustedBalance> =>
  act(hub, async (tx, ctx) =>
    bookAdjustment(tx, ctx, checkInput(AdjustCredits, { ...order, orgId: await organizationOf(tx, org) })),
  )

/** A link to set a password: mailed to the person, or handed to whoever asked, who passes it on. */
export const passwordLink = (
  hub: Hub,
  { email, mail }: { email: string; mail: boolean },
): Promise<{ email: string; link: string | null }> =>
  act(hub, async (tx, ctx) => {
    const person = await requirePersonAt(tx, email)
    tx.audit('admin.user.password_link_sent', { user: person.id }, { mail })
    if (!mail) return { email: person.email, link: await resetLink(tx, ctx, person) }
    await mailResetLink(tx, ctx, person)
    return { email: person.email, link: null }
  })

/** Shuts a person or an organization out; the reason reaches them by mail. */
export const suspendTarget = (hub: Hub, target: Target, reason: string): Promise<ActedOn> =>
  act(hub, async (tx, ctx) => {
    const { reason: why } = checkInput(SuspendUser.pick({ reason: true }), { reason })
    if ('email' in target) {
      const person = await requirePersonAt(tx, target.email)
      await suspend(tx, ctx, { actor: null, person, reason: why })
      return { email: person.email, done: true }
    }
    await setSuspension(tx, ctx, { orgId: await organizationOf(tx, target.org), reason: why })
    return { org: target.org, done: true }
  })

/** Lets a person or an organization in again. */
export const restoreTarget = (hub: Hub, target: Target): Promise<ActedOn> =>
  act(hub, async (tx, ctx) => {
    if ('email' in target) {
      const person = await requirePersonAt(tx, target.email)
      await restore(tx, ctx, { actor: null, person })
      return { email: person.email, done: true }
    }
    await setSuspension(tx, ctx, { orgId: await organizationOf(tx, target.org), reason: null })
    return { org: target.org, done: true }
  })
