import { randomBytes } from 'node:crypto'
import { sql, uuidv7 } from '@hub/db'
import type { OrgDb, SystemDb } from '@hub/db'
import { appendOrgAudit } from '../../platform/audit/audit.ts'
import type { AuthedContext, OrgContext } from '../../platform/calls/context.ts'
import { requirePerson } from '../../platform/access/identity.ts'
import { requireStepUp } from '../../platform/access/step-up.ts'
import { missingOrStale } from '../../platform/data/versions.ts'
import { AppError } from '../../shared/errors.ts'
import { grantSignUpCredits } from '../credits/service.ts'
import { slugOf } from './domain.ts'
import type { CreateOrganization, Organization, UpdateOrganization } from './schema.ts'

export { findInvitation, findInvitationById, takeInvitation } from './accept.ts'
export type { LiveInvitation } from './accept.ts'
export { endMembershipOf, eraseOrganization } from './ending.ts'

const shown = [
  'id',
  'slug',
  'name',
  'timeZone',
  'currency',
  'requiresSecondFactor',
  'version',
  'createdAt',
] as const

async function readOrganization(db: OrgDb, id: string): Promise<Organization> {
  const organization = await db
    .selectFrom('organization')
    .select(shown)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!organization) throw new AppError('NOT_FOUND')
  return organization
}

export const getOrganization = (ctx: OrgContext): Promise<Organization> =>
  readOrganization(ctx.db, ctx.org.orgId)

/** How members sign in is for owners, and nobody asks of others what would shut out themselves. */
function checkSignInRule({ actor, permissions, now }: OrgContext, isRequired: boolean): void {
  if (!permissions.has('organization.own'))
    throw new AppError('FORBIDDEN', {
      message: 'Only an owner decides whether members need a second factor.',
    })
  requireStepUp(actor, now())
  if (isRequired && !actor.hasSecondFactor)
    throw new AppError('CONFLICT', {
      message: 'Set up a second factor for yourself first: without one you would lock yourself out.',
    })
}

/** Changes what was sent; the slug stays, because links carry it. */
export async function updateOrganization(
  ctx: OrgContext,
  { idempotencyKey: _key, version, ...fields }: UpdateOrganization,
): Promise<Organization> {
  const { orgId } = ctx.org
  if (fields.requiresSecondFactor !== undefined) checkSignInRule(ctx, fields.requiresSecondFactor)
  const changed = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return ctx.write(async (tx) => {
    const row = await tx
      .updateTable('organization')
      .set({ ...changed, updatedAt: ctx.now(), version: sql<number>`version + 1` })
      .where('id', '=', orgId)
      .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
      .returning('id')
      .executeTakeFirst()
    if (!row) throw await missingOrStale(tx, 'organization', orgId)
    tx.emit({
      topic: 'organization.updated',
      aggregate: `organization:${orgId}`,
      payload: { fields: Object.keys(changed) },
    })
    tx.audit('organization.updated', { organization: orgId }, { fields: Object.keys(changed) })
    return readOrganization(tx, orgId)
  })
}

const NUMBERED_SLUGS = 20

interface NewOrganization {
  ownerId: string
  name: string
  timeZone: string
  currency: string
  now: Date
}

/** An organization with its first owner. The slug is the name, with a number where that is taken. */
export async function addOrganization(
  db: SystemDb,
  { ownerId, name, timeZone, currency, now }: NewOrganization,
): Promise<Organization> {
  const base = slugOf(name)
  for (let attempt = 1; attempt <= NUMBERED_SLUGS + 1; attempt += 1) {
    const suffix =
      attempt > NUMBERED_SLUGS ? `-${randomBytes(4).toString('hex')}` : attempt === 1 ? '' : `-${attempt}`
    const made = await db
      .insertInto('organization')
      .values({
        id: uuidv7(),
        slug: `${base}${suffix}`,
        name,
        timeZone,
        currency,
        createdAt: now,
        updatedAt: now,
      })
      .onConflict((conflict) => conflict.column('slug').doNothing())
      .returning(shown)
      .executeTakeFirst()
    if (!made) continue
    await db
      .insertInto('organizationMember')
      .values({ id: uuidv7(), orgId: made.id, userId: ownerId, role: 'owner', createdAt: now })
      .execute()
    return made
  }
  throw new AppError('CONFLICT', { message: 'This name is taken many times. Choose another one.' })
}

/** Another organization of the caller's, who becomes its owner. */
export async function createOrganization(
  ctx: AuthedContext,
  { name, timeZone, currency }: CreateOrganization,
): Promise<Organization> {
  requirePerson(ctx.actor)
  if (!ctx.actor.isEmailVerified) throw new AppError('EMAIL_NOT_VERIFIED')
  return ctx.system.write(async (tx) => {
    const zone = timeZone ?? ctx.actor.timeZone ?? 'UTC'
    const made = await addOrganization(tx, {
      ownerId: ctx.actor.userId,
      name,
      timeZone: zone,
      currency,
      now: ctx.now(),
    })
    // Whoever came by invitation founds a first organization only now.
    await grantSignUpCredits(tx, made.id)
    tx.audit('organization.created', { organization: made.id })
    const act = { action: 'organization.created', target: { organization: made.id }, data: {} }
    await appendOrgAudit(tx, { orgId: made.id, actor: ctx.actor, call: ctx.call }, [act])
    return made
  })
}
