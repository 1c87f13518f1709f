import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { IncomingRecord } from '../../../platform/records/records.ts'
import { AppError } from '../../../shared/errors.ts'
import { problemText } from './preview.ts'
import { recordKeys } from './record-keys.ts'
import { putRecords } from './records.ts'
import type { PutAnswer, PutRecords } from './schema.ts'
import { storable } from './storable.ts'

/** Takes records as they are sent, and makes their objects at once. The same record again changes nothing. */
export async function putSent(ctx: OrgContext, { id, records, keyFields }: PutRecords): Promise<PutAnswer> {
  return ctx.write(async (tx) => {
    const now = ctx.now()
    const dataset = await tx
      .updateTable('foundryDataset')
      .set({
        loads: sql<number>`loads + 1`,
        updatedAt: now,
        version: sql<number>`version + 1`,
        ...(keyFields && { keyFields }),
      })
      .where('id', '=', id)
      .returning(['loads', 'keyFields', 'origin', 'title'])
      .executeTakeFirst()
    if (!dataset) throw new AppError('NOT_FOUND')
    if (dataset.origin === 'stream')
      throw new AppError('CONFLICT', {
        message: `“${dataset.title}” is read from a connection and takes nothing else.`,
      })
    const { taken, refused } = sorted(records, dataset.keyFields)
    const loadId = uuidv7()
    const place = { orgId: ctx.org.orgId, datasetId: id, loadId, now }
    const load = {
      read: records.length,
      refused: refused.length,
      problems: JSON.stringify(refused),
      state: 'done' as const,
    }
    const by = {
      createdById: ctx.actor.machine === null ? ctx.actor.userId : null,
      createdAt: now,
      endedAt: now,
    }
    await tx
      .insertInto('foundryLoad')
      .values({
        id: loadId,
        orgId: place.orgId,
        datasetId: id,
        n: dataset.loads,
        source: taken.length === 1 ? '1 record sent' : `${taken.length} records sent`,
        ...load,
        ...by,
      })
      .execute()
    const { same, ...counts } = await putRecords(tx, place, taken)
    await tx.updateTable('foundryLoad').set(counts).where('id', '=', loadId).execute()
    await tx
      .updateTable('foundryDataset')
      .set({ records: sql<number>`records + ${counts.created}` })
      .where('id', '=', id)
      .execute()
    tx.audit('foundry.dataset.put', { dataset: id }, counts)
    return { loadId, ...counts, same, refused }
  })
}

/** Those that can be stored, with their keys; of the others the reasons. */
function sorted(
  records: readonly unknown[],
  keyFields: readonly string[],
): { taken: IncomingRecord[]; refused: string[] } {
  const keyOf = recordKeys(keyFields)
  const taken: IncomingRecord[] = []
  const refused: string[] = []
  for (const [at, record] of records.entries()) {
    const found = storable(record)
    const key = 'raw' in found ? keyOf(found.raw) : found
    if (typeof key === 'string' && 'raw' in found) taken.push({ key, raw: found.raw })
    else refused.push(problemText(at + 1, typeof key === 'string' ? '' : key.problem))
  }
  return { taken, refused }
}
