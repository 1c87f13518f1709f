import type { OrgContext } from '../../../platform/calls/context.ts'
import { findConnection } from '../connections/queries.ts'
import { listenTo } from './listen.ts'
import { askForReading, renewStreams } from './open.ts'
import { recheckRecord } from './recheck.ts'
import { reconcileStream } from './reconcile.ts'
import type {
  Listening,
  ListenTo,
  RecheckedRecord,
  RecheckRecord,
  ReconciledStream,
  ReconcileStream,
  StartedSync,
  StartSync,
  SteppedStream,
  StepStream,
} from './schema.ts'
import { stepStream } from './step.ts'

/** Asks for everything that is still to come of a connection to be read now, as a job. */
export function startSync(ctx: OrgContext, { connectionId }: StartSync): Promise<StartedSync> {
  return ctx.write(async (tx) => {
    const { id, title } = await findConnection(tx, connectionId)
    const jobId = await askForReading(ctx, tx, { id, title })
    tx.audit('connectors.sync.asked', { connection: id })
    return { jobId }
  })
}

/** The next page of a stream. */
export const step = (ctx: OrgContext, { id }: StepStream): Promise<SteppedStream> => stepStream(ctx, id)

/** One record as the service has it now. */
export async function recheck(ctx: OrgContext, { id, key }: RecheckRecord): Promise<RecheckedRecord> {
  return { hasChanged: await recheckRecord(ctx, id, key) }
}

/** Has the service tell this hub at once what changes, and begins to read what a newer hub reads of it. */
export async function listen(ctx: OrgContext, { connectionId }: ListenTo): Promise<Listening> {
  const { id, provider, account, title } = await findConnection(ctx.db, connectionId)
  await renewStreams(ctx, { id, provider, title })
  return { isTold: await listenTo(ctx, { id, provider, accountKey: account }) }
}

/** Compares a stream with its service, and takes out what is gone there. */
export const reconcile = (ctx: OrgContext, { id }: ReconcileStream): Promise<ReconciledStream> =>
  reconcileStream(ctx, id)
