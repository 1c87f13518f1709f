import type { OrgContext } from '../../../platform/calls/context.ts'
import { AppError } from '../../../shared/errors.ts'
import { readers } from '../connections/access.ts'
import { patiently } from '../providers/patience.ts'
import { requireRecords } from './open.ts'
import type { StreamProof } from './place.ts'
import { findStream } from './known-stream.ts'
import type { KnownStream } from './known-stream.ts'
import { noteFault } from './note-fault.ts'
import { accessOf } from './step.ts'

const AT_ONCE = 500

interface KeyPage {
  keys: string[]
  after: string | null
}

/** Keys of all that the service has now. */
async function keysThere(ctx: OrgContext, stream: KnownStream, signal?: AbortSignal): Promise<Set<string>> {
  const reader = readers[stream.provider]
  const keys = new Set<string>()
  try {
    let after: string | null = null
    do {
      const asked = after
      const page: KeyPage = await patiently(
        async () => reader.keys(await accessOf(ctx, stream, signal), stream.name, asked),
        signal,
      )
      for (const key of page.keys) keys.add(key)
      after = page.after
    } while (after !== null)
    return keys
  } catch (error) {
    throw await noteFault(ctx, stream, error)
  }
}

async function keysHere(ctx: OrgContext, { datasetId }: KnownStream): Promise<string[]> {
  const store = requireRecords(ctx)
  const keys: string[] = []
  for (;;) {
    const page = await store.keysAfter(ctx.db, datasetId, { after: keys.at(-1) ?? '', limit: AT_ONCE })
    keys.push(...page)
    if (page.length < AT_ONCE) return keys
  }
}

/**
 * Compares what is here with what the service has. What is gone there is taken out of lists; what is missing here is found by
 * the next pass, which reads from before this one began. Answers the proof.
 */
export async function reconcileStream(
  ctx: OrgContext,
  id: string,
  signal?: AbortSignal,
): Promise<StreamProof> {
  const stream = await findStream(ctx.db, id)
  if (stream.phase === 'backfill')
    throw new AppError('CONFLICT', { message: 'What was there before is still being read.' })
  const store = requireRecords(ctx)
  // What is here is looked at first: what comes meanwhile is in neither, or in what is there alone.
  const here = await keysHere(ctx, stream)
  const there = await keysThere(ctx, stream, signal)
  const gone = here.filter((key) => !there.has(key))
  return ctx.write(async (tx) => {
    const at = { orgId: ctx.org.orgId, now: ctx.now(), datasetId: stream.datasetId }
    if (gone.length > 0) {
      const loadId = await store.begin(tx, at, `${stream.title}, compared`)
      for (let from = 0; from < gone.length; from += AT_ONCE)
        await store.put(
          tx,
          { ...at, loadId },
          gone.slice(from, from + AT_ONCE).map((key) => ({ key, raw: {}, isRemoved: true })),
        )
      await store.end(tx, { ...at, loadId }, 'done')
    }
    const proof: StreamProof = {
      there: there.size,
      here: here.length - gone.length,
      removed: gone.length,
      at: at.now.toISOString(),
    }
    await tx
      .updateTable('connectorsStream')
      .set({ proof: JSON.stringify(proof), updatedAt: at.now })
      .where('id', '=', id)
      .execute()
    return proof
  })
}
