import type { AppError } from '../../shared/errors.ts'
import { programOf } from '../calls/call.ts'
import type { StepOptions } from '../calls/chain/step.ts'
import type { BaseContext } from '../calls/context.ts'

interface Outcome {
  ms: number
  error: AppError | null
}

/** Calls of keys and connected applications are kept for their owner; an unknown one belongs to nobody and leaves no row. */
async function rememberCall({ ctx, path }: StepOptions<BaseContext>, { ms, error }: Outcome): Promise<void> {
  const { hub, call } = ctx
  const { actor, memberships } = await ctx.identity()
  const org = memberships[0]
  const programId = actor && programOf(actor)
  if (!programId || !org) return
  hub.calls.add({
    orgId: org.orgId,
    at: new Date(hub.now().getTime() - ms),
    apiKeyId: programId,
    userId: actor.userId,
    door: call.door,
    procedure: path,
    ms,
    code: error?.code ?? 'OK',
    micro: ctx.bill.micro,
    requestId: call.requestId,
  })
}

const isByProgram = ({ ctx: { call } }: StepOptions<BaseContext>): boolean =>
  call.credential.kind === 'apiKey' ||
  call.credential.kind === 'grant' ||
  (call.credential.kind === 'person' && call.credential.programId !== undefined)

/** One line a call: our own faults as errors with their cause, refusals as info, the rest as debug (GW-5). */
export function requestLog(options: StepOptions<BaseContext>, outcome: Outcome): void {
  const { hub, call } = options.ctx
  const { ms, error } = outcome
  const entry = {
    path: options.path,
    door: call.door,
    requestId: call.requestId,
    ms: Math.round(ms * 100) / 100,
    code: error?.code ?? 'OK',
  }
  if (error?.code === 'INTERNAL')
    hub.log.error({ ...entry, err: error.details.cause ?? error }, 'call failed')
  else if (error) hub.log.info(entry, 'call refused')
  else hub.log.debug(entry, 'call')
  if (isByProgram(options))
    rememberCall(options, outcome).catch((err: unknown) => hub.log.debug({ err }, 'call not remembered'))
}
