import type { RecordPlace } from '../../../platform/records/records.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { requireRecords } from './open.ts'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { KnownStream } from './known-stream.ts'

interface Arrived {
  stream: KnownStream
  at: RecordPlace
  keys: readonly string[]
}

/** Says of each order that came after the shop was connected that it is here. */
export async function tellArrived(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { stream, at, keys }: Arrived,
): Promise<void> {
  if (stream.name !== 'orders' || stream.phase !== 'live' || keys.length === 0) return
  const { connectionId, provider, title } = stream
  for (const { objectId, title: name } of await requireRecords(ctx).newAt(tx, at, keys))
    tx.emit({
      topic: 'connectors.order.arrived',
      aggregate: `object:${objectId}`,
      payload: { connectionId, provider, title, objectId, name },
    })
}
