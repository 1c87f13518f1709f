import { inTx } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { lockRow } from '../../../platform/data/locks.ts'
import { storeEvents } from '../../../platform/events/store.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ConnectionState } from '../connections/schema.ts'
import { ProviderFault } from '../providers/provider.ts'
import type { FaultKind } from '../providers/provider.ts'
import type { KnownStream } from './known-stream.ts'

/** What a connection is after this; a pause that a service asks for is no fault. */
const states: Readonly<Record<FaultKind, ConnectionState | null>> = {
  credential: 'broken',
  scope: 'attention',
  away: 'attention',
  busy: null,
}

/** Answers whether it was well, or at least read, until now. */
async function turn(ctx: OrgContext, tx: OrgTx, { stream, fault }: Noted): Promise<boolean> {
  const state = states[fault.kind]
  if (state === null) return false
  const turned = await tx
    .updateTable('connectorsConnection')
    .set({ state, reason: fault.message, updatedAt: ctx.now() })
    .where('id', '=', stream.connectionId)
    .where('state', '<>', 'paused')
    .where('state', '<>', 'broken')
    .$if(fault.kind === 'credential', (query) =>
      query.where('credentialGeneration', '=', stream.credentialGeneration),
    )
    .returning('id')
    .executeTakeFirst()
  return turned !== undefined && state === 'broken'
}

interface Noted {
  stream: KnownStream
  fault: ProviderFault
}

/**
 * What was refused while another permission took its place, by a renewal or by connecting again, says nothing of that one: it is
 * asked again by it.
 */
async function asOfNow(
  { db }: OrgContext,
  stream: KnownStream,
  fault: ProviderFault,
): Promise<ProviderFault> {
  if (fault.kind !== 'credential') return fault
  const now = await db
    .selectFrom('connectorsConnection')
    .select('credentialGeneration')
    .where('id', '=', stream.connectionId)
    .executeTakeFirst()
  if (!now) throw new AppError('NOT_FOUND')
  if (now.credentialGeneration === stream.credentialGeneration) return fault
  return new ProviderFault('busy', 'The permission was renewed meanwhile.', { cause: fault, retryAfter: 1 })
}

/**
 * Says on the stream and its connection what went wrong, and to whoever looks after it where they have to act. Answers what
 * whoever asked hears of it. In a transaction of its own: the call itself fails, and may be tried again under the same key.
 */
export async function noteFault(ctx: OrgContext, stream: KnownStream, error: unknown): Promise<unknown> {
  if (!(error instanceof ProviderFault)) return error
  const fault = await asOfNow(ctx, stream, error)
  const { kind, message, retryAfter } = fault
  await inTx(ctx.db, async (tx) => {
    // Before the stream, as whoever ends the connection does.
    await lockRow(tx, 'connectorsConnection', stream.connectionId)
    await tx
      .updateTable('connectorsStream')
      .set({ error: kind === 'busy' ? null : message, updatedAt: ctx.now() })
      .where('id', '=', stream.id)
      .execute()
    if (!(await turn(ctx, tx, { stream, fault }))) return
    const source = { hub: ctx.hub, orgId: ctx.org.orgId, requestId: ctx.call.requestId }
    const { connectionId, provider, title } = stream
    const topic = 'connectors.connection.broken'
    const aggregate = `connection:${connectionId}`
    await storeEvents(tx, source, [{ topic, aggregate, payload: { connectionId, provider, title } }])
  })
  ctx.hub.outbox.wake()
  return new AppError(kind === 'credential' || kind === 'scope' ? 'CONFLICT' : 'UNAVAILABLE', {
    message,
    cause: fault,
    ...(retryAfter !== null && { retryAfter }),
  })
}
