import { getTRPCErrorFromUnknown, initTRPC } from '@trpc/server'
import { middlewareMarker } from '@trpc/server/unstable-core-do-not-import'
import { errorBody, errorTable } from '../../shared/errors.ts'
import type { ErrorBody } from '../../shared/errors.ts'
import { rpcCode } from './rpc-code.ts'
import { approvalGate } from './chain/approval-gate.ts'
import { checkDoor, requireActor, requireOrgAccess, requirePlatformAdmin } from './chain/access.ts'
import { cached } from './chain/cached.ts'
import { claimed } from './chain/claimed.ts'
import { checkInput } from './chain/input.ts'
import { findReplay, keyedCall, replayPlace } from './chain/keyed.ts'
import { countCall, takeOwnLimit } from './chain/limits.ts'
import { held } from './chain/subscription.ts'
import { free, metered } from './chain/metering.ts'
import type { StepOptions } from './chain/step.ts'
import { trace } from './chain/trace.ts'
import type { BaseContext, SystemAccess } from './context.ts'
import type { Charge } from '../credits/credits.ts'
import type { Actor } from './call.ts'
import type { Meta } from './meta.ts'
import { normalizeError } from './normalize-error.ts'
import { currentRequestId } from './request-scope.ts'
import { orgWrite, systemWrite } from '../data/write.ts'
import type { KeyedCall } from '../data/write.ts'

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
      // tRPC takes every error that is not its own for a failure of the server, which its clients try again and again.
      return { ...shape, code: rpcCode(app.code), message: app.message, data }
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
  signal: AbortSignal | undefined
}

function step(raw: RawStep): StepOptions<BaseContext> {
  if (!raw.meta) throw new Error(`${raw.path} has no meta`)
  const { ctx, path, type, meta, getRawInput, signal } = raw
  return { ctx, path, type, meta, getRawInput, signal }
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

/** What a step throws, as every middleware of tRPC hands it on. */
const refused = (cause: unknown) => ({
  ok: false as const,
  error: getTRPCErrorFromUnknown(cause),
  marker: middlewareMarker,
})

/**
 * The steps of one call, measured from outside; each operation of a batch has its own bill. They are one middleware of
 * tRPC's and not many, because each of those copies the context and all it was called with.
 */
function traced<R extends { ok: boolean }>(
  raw: RawStep,
  steps: (options: StepOptions<BaseContext>) => Promise<R>,
): Promise<R | ReturnType<typeof refused>> {
  const options = step({ ...raw, ctx: { ...raw.ctx, bill: { micro: 0 } } })
  return trace<R | ReturnType<typeof refused>>(options, () => steps(options).catch(refused))
}

/** Open to anybody; limited by address. */
export const publicProcedure = t.procedure.use((raw) =>
  traced(raw, async (options) => {
    const { ctx, meta } = options
    checkDoor(meta, ctx.call)
    await countCall(options, null)
    await takeOwnLimit(options, 'actor', { actor: null, orgId: null })
    await checkInput(options)
    const narrowed = { bill: ctx.bill, system: systemAccess(ctx, null, null) }
    return cached(options, {
      org: null,
      run: () => raw.next({ ctx: narrowed }),
      give: (kept) => replayed(kept, narrowed),
    })
  }),
)

const signedIn = (find: (options: StepOptions<BaseContext>) => Promise<Actor>) =>
  t.procedure.use((raw) =>
    traced(raw, async (options) => {
      const { ctx } = options
      const actor = await find(options)
      await checkInput(options)
      const keyed = await keyedCall(options)
      const system = systemAccess(ctx, actor, keyed)
      const narrowed = { bill: ctx.bill, actor, system }
      const replay = keyed && (await findReplay(ctx, replayPlace.platform(system.db, actor), keyed))
      if (replay) return replayed(replay.output, narrowed)
      return cached(options, {
        org: null,
        run: () => held(options, actor.userId, () => raw.next({ ctx: narrowed })),
        give: (kept) => replayed(kept, narrowed),
      })
    }),
  )

/** A signed-in person acting on their own account. */
export const authedProcedure = signedIn(requireActor)

/** An administrator of the platform. */
export const adminProcedure = signedIn(requirePlatformAdmin)

/** A member acting in one organization: permission, limits, approval, cache, replay, credits, claim, then the resolver. */
export const orgProcedure = t.procedure.use((raw) =>
  traced(raw, async (options) => {
    const { ctx } = options
    const access = await requireOrgAccess(options)
    await checkInput(options)
    const db = ctx.hub.db.org(access.org.orgId)
    await approvalGate(options, access, db)
    const keyed = await keyedCall(options)
    const place = replayPlace.organization(db, access.org.orgId, access.actor)
    const findStored = async () => keyed && findReplay(ctx, place, keyed)
    const contextOf = ({ holdId, meter }: Charge) => {
      const narrowed = { bill: ctx.bill, ...access, db, meter }
      return { ...narrowed, write: orgWrite({ ...ctx, ...narrowed }, keyed, holdId) }
    }
    return cached(options, {
      org: access.org,
      run: () =>
        metered(options, { db, access, keyed, findStored }, ({ replay, ...charge }) => {
          const narrowed = contextOf(charge)
          if (replay) return Promise.resolve(replayed(replay.output, narrowed))
          const run = () => held(options, access.actor.userId, () => raw.next({ ctx: narrowed }))
          const give = (stored: unknown) => {
            // The call that did the work pays for it.
            charge.meter(0)
            return replayed(stored, narrowed)
          }
          return claimed(options, { db, access, keyed, findStored, give }, run)
        }),
      give: (kept) => replayed(kept, contextOf(free)),
    })
  }),
)
