import type { OrgContext } from '../../../platform/calls/context.ts'
import type { IncomingRecord } from '../../../platform/records/records.ts'
import { readers } from '../connections/access.ts'
import { bringUpToDate, requireRecords } from './open.ts'
import { findStream, holdStream } from './known-stream.ts'
import type { KnownStream } from './known-stream.ts'
import { noteFault } from './note-fault.ts'
import { accessOf } from './step.ts'
import { tellArrived } from './tell-arrived.ts'

/** The record as it is there now; one that is gone is told as that. */
async function askOne(ctx: OrgContext, stream: KnownStream, key: string): Promise<IncomingRecord> {
  try {
    const access = await accessOf(ctx, stream)
    const record = await readers[stream.provider].one(access, stream.name, key)
    return record ?? { key, raw: {}, isRemoved: true }
  } catch (error) {
    throw await noteFault(ctx, stream, error)
  }
}

/**
 * Asks for one record and writes what it says now. The place of the stream stays: what else changed comes with the next pass.
 * Answers whether something changed here.
 */
export async function recheckRecord(ctx: OrgContext, id: string, key: string): Promise<boolean> {
  const stream = await findStream(ctx.db, id)
  // What comes meanwhile is read when it goes on.
  if (stream.state === 'paused' || stream.state === 'broken') return false
  const record = await askOne(ctx, stream, key)
  const store = requireRecords(ctx)
  return ctx.write(async (tx) => {
    await holdStream(tx, id)
    await bringUpToDate(ctx, tx, stream)
    const at = { orgId: ctx.org.orgId, now: ctx.now(), datasetId: stream.datasetId }
    const loadId = await store.begin(tx, at, `${stream.title}, told of a change`)
    const { created, changed } = await store.put(tx, { ...at, loadId }, [record])
    await tellArrived(ctx, tx, { stream, at, keys: [record.key] })
    await store.end(tx, { ...at, loadId }, 'done')
    return created + changed > 0
  })
}
