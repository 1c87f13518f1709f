import { AppError } from '../../../shared/errors.ts'
import { programOf } from '../call.ts'
import type { Actor, Call, Identity, Membership } from '../call.ts'
import { opensTo } from '../../catalog/catalog.ts'
import type { BaseContext } from '../context.ts'
import { chooseMembership } from '../../access/memberships.ts'
import type { Meta } from '../meta.ts'
import { isOfOrganization } from '../../access/permissions.ts'
import type { OrgPermission } from '../../access/permissions.ts'
import { requireOneself, requireStepUp } from '../../access/step-up.ts'
import { auditRefusal } from '../../data/write.ts'
import { countCall, takeOwnLimit } from './limits.ts'
import type { StepOptions } from './step.ts'

/** A door a procedure does not open is answered as if there were no such procedure. */
export function checkDoor(meta: Meta, call: Call): void {
  if (!opensTo({ meta }, call.door)) throw new AppError('NOT_FOUND')
  // Accounts, secrets and what is for people alone are not there for work without a person.
  const isOpen = meta.doors === 'all' || meta.forMachines === true
  const isForMachines = isOpen && isOfOrganization(meta.permission)
  if (call.credential.kind === 'machine' && !isForMachines) throw new AppError('NOT_FOUND')
}

/** Whoever has asked for the end of their account can keep it or sign out, at every door, and nothing else. */
function requireStaying({ deletesAt }: Actor, { whileLeaving }: Meta): void {
  if (deletesAt === null || whileLeaving) return
  throw new AppError('FORBIDDEN', {
    message: 'This account is about to be deleted, so it can do nothing else. Sign in on the web to keep it.',
  })
}

/** The signed-in person behind the call, which counts from here on. */
async function requireKnown(options: StepOptions<BaseContext>): Promise<Actor> {
  const { ctx, meta } = options
  checkDoor(meta, ctx.call)
  const { actor } = await ctx.identity()
  if (actor) {
    await countCall(options, actor)
    requireStaying(actor, meta)
    requireOneself({ hub: ctx.hub, actor }, meta)
    if (meta.stepUp) requireStepUp(actor, ctx.now())
    return actor
  }
  const message =
    ctx.call.credential.kind === 'none'
      ? undefined
      : 'This sign-in or key has ended. Sign in again, or make a new key.'
  throw new AppError('UNAUTHORIZED', { message })
}

/** The signed-in person behind the call, within what they may ask for. */
export async function requireActor(options: StepOptions<BaseContext>): Promise<Actor> {
  const actor = await requireKnown(options)
  await takeOwnLimit(options, 'actor', { actor, orgId: null })
  return actor
}

export interface OrgAccess {
  actor: Actor
  org: Membership
  permissions: ReadonlySet<OrgPermission>
}

/** A key and a call from inside the process have shown nothing themselves: their person's account counts. */
function checkSecondFactor(actor: Actor, { requiresSecondFactor, name }: Membership): void {
  if (!requiresSecondFactor || (actor.shown?.isStrong ?? actor.hasSecondFactor)) return
  const todo = actor.hasSecondFactor ? 'Sign in again with it.' : 'Set one up in your settings.'
  throw new AppError('SECOND_FACTOR_REQUIRED', { message: `${name} asks for a second factor. ${todo}` })
}

/**
 * Organization and permission, from live rows; a refusal leaves its own audit row. Limits of the caller come before it: whoever
 * is refused again and again would fill a log that nobody can shorten. What all of an organization may do together is not used up
 * by those who may not do it.
 */
export async function requireOrgAccess(options: StepOptions<BaseContext>): Promise<OrgAccess> {
  const { ctx, meta, path } = options
  const actor = await requireKnown(options)
  const identity = await ctx.identity()
  const org = chooseMembership(identity, ctx.call.org)
  const who = { actor, orgId: org.orgId }
  await takeOwnLimit(options, 'actor', who)
  checkSecondFactor(actor, org)
  const permissions = ctx.hub.permissions.in(identity, org)
  if (!permissions.has(meta.permission as OrgPermission)) {
    await auditRefusal({ hub: ctx.hub, call: ctx.call, actor }, org.orgId, {
      procedure: path,
      permission: meta.permission,
    })
    throw new AppError('FORBIDDEN', { message: refusalText(ctx, { identity, org, meta }) })
  }
  await takeOwnLimit(options, 'organization', who)
  return { actor, org, permissions }
}

interface Refused {
  identity: Identity
  org: Membership
  meta: Meta
}

/** What is missing, and who can give it. */
function refusalText({ hub }: BaseContext, { identity: { actor, scopes }, org, meta }: Refused): string {
  const needed = meta.permission as OrgPermission
  const isOutsideScopes = scopes !== null && !scopes.includes(needed)
  if (actor?.machine != null)
    return `The machine "${actor.machine}" does not hold "${needed}". Its module declares what it may do.`
  if (isOutsideScopes && actor?.apiKeyId != null)
    return `This API key does not include "${needed}". Make a key with that scope.`
  if (isOutsideScopes)
    return `What was allowed to this application does not include "${needed}". Connect it again with more.`
  const module = hub.permissions.moduleOf(needed)
  if (!module) return `Your role in ${org.name} (${org.role}) does not allow this. Ask an owner or admin.`
  const level = hub.permissions.levelIn(module, org)
  return level === 'none'
    ? `You have no access to ${module.title} in ${org.name}. An owner or admin can give it to you on the page Team.`
    : `Your access to ${module.title} in ${org.name} ("${level}") does not allow this. An owner or admin can give you more on the page Team.`
}

export async function requirePlatformAdmin(options: StepOptions<BaseContext>): Promise<Actor> {
  const actor = await requireActor(options)
  const { ctx, path } = options
  // A program belongs to an organization and its scopes name organization permissions: it never administers the platform.
  if (actor.isPlatformAdmin && programOf(actor) === null) return actor
  await auditRefusal({ hub: ctx.hub, call: ctx.call, actor }, null, {
    procedure: path,
    permission: 'platform.admin',
  })
  throw new AppError('FORBIDDEN', { message: 'Only an administrator of this hub can do this.' })
}
