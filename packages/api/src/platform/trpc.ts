import { initTRPC } from '@trpc/server'
import { middlewareMarker } from '@trpc/server/unstable-core-do-not-import'
import { errorBody, errorTable } from '../shared/errors.ts'
import type { ErrorBody } from '../shared/errors.ts'
import { approvalGate } from './chain/approval-gate.ts'
import { checkDoor, requireActor, requireOrgAccess, requirePlatformAdmin } from './chain/access.ts'
import { findReplay, keyedCall, replayPlace } from './chain/keyed.ts'
import { takeLimits } from './chain/limits.ts'
import { metered } from './chain/metering.ts'
import type { StepOptions } from './chain/step.ts'
import { trace } from './chain/trace.ts'
import type { BaseContext, SystemAccess } from './context.ts'
import type { Actor } from './call.ts'
import type { Meta } from './meta.ts'
import { normalizeError } from './normalize-error.ts'
import { currentRequestId } from './request-scope.ts'
import { orgWrite, systemWrite } from './write.ts'
import type { KeyedCall } from './write.ts'

const t = initTRPC
  .context<BaseContext>()
  .meta<Meta>()
  .create({
    errorFormatter({ shape, error, ctx }) {
      const app = normalizeError(error)
      const data: ErrorBody & { httpStatus: number } = {
        ...errorBody(app, ctx?.call.requestId ?? currentRequestId()),
        httpStatus: errorTable[app.code].http,
      }
      return { ...shape, message: app.message, data }
    },
  })

export const router = t.router
export const callerFactory = t.createCallerFactory

interface RawStep {
  ctx: BaseContext
  path: string
  type: StepOptions<BaseContext>['type']
  meta: Meta | undefined
  getRawInput: () => Promise<unknown>
}

function step(raw: RawStep): StepOptions<BaseContext> {
  if (!raw.meta) throw new Error(`${raw.path} has no meta`)
  return { ctx: raw.ctx, path: raw.path, type: raw.type, meta: raw.meta, getRawInput: raw.getRawInput }
}

/** tRPC offers no public way to answer from a middleware; the marker is what its own steps return. */
const replayed = <C extends object>(data: unknown, ctx: C) => ({
  ok: true as const,
  data,
  ctx,
  marker: middlewareMarker,
})

function systemAccess(ctx: BaseContext, actor: Actor | null, keyed: KeyedCall | null): SystemAccess {
  return { db: ctx.hub.db.system, write: systemWrite(ctx, actor, keyed) }
}

const traced = t.procedure.use((raw) => {
  const bill = { micro: 0 }
  return trace(step({ ...raw, ctx: { ...raw.ctx, bill } }), () => raw.next({ ctx: { bill } }))
})

/** Open to anybody; limited by address. */
export const publicProcedure = traced.use(async (raw) => {
  const options = step(raw)
  checkDoor(options.meta, raw.ctx.call)
  await takeLimits(options, { actor: null, orgId: null })
  return raw.next({ ctx: { system: systemAccess(raw.ctx, null, null) } })
})

const signedIn = (find: (options: StepOptions<BaseContext>) => Promise<Actor>) =>
  traced.use(async (raw) => {
    const options = step(raw)
    const actor = await find(options)
    await takeLimits(options, { actor, orgId: null })
    const keyed = await keyedCall(options)
    const system = systemAccess(raw.ctx, actor, keyed)
    const replay = keyed && (await findReplay(raw.ctx, replayPlace.platform(system.db, actor), keyed))
    if (replay) return replayed(replay.output, { actor, system })
    return raw.next({ ctx: { actor, system } })
  })

/** A signed-in person acting on their own account. */
export const authedProcedure = signedIn(requireActor)

/** An administrator of the platform. */
export const adminProcedure = signedIn(requirePlatformAdmin)

/** A member acting in one organization: permission, limits, approval, replay, credits, then the resolver. */
export const orgProcedure = traced.use(async (raw) => {
  const options = step(raw)
  const access = await requireOrgAccess(options)
  await takeLimits(options, { actor: access.actor, orgId: access.org.orgId })
  const db = raw.ctx.hub.db.org(access.org.orgId)
  await approvalGate(options, access, db)
  const keyed = await keyedCall(options)
  const place = replayPlace.organization(db, access.org.orgId, access.actor)
  const findStored = async () => keyed && findReplay(raw.ctx, place, keyed)
  return metered(options, { db, access, keyed, findStored }, ({ holdId, meter, replay }) => {
    const narrowed = { ...access, db, meter }
    const write = orgWrite({ ...raw.ctx, ...narrowed }, keyed, holdId)
    if (replay) return Promise.resolve(replayed(replay.output, { ...narrowed, write }))
    return raw.next({ ctx: { ...narrowed, write } })
  })
})
