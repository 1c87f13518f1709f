import { NIL_ORG } from '@hub/db'
import type { OrgDb, SystemDb } from '@hub/db'
import type { Actor } from '../call.ts'
import type { BaseContext } from '../context.ts'
import { sha256 } from '../../secrets/secrets.ts'
import { storedResult } from '../../data/write.ts'
import type { KeyedCall } from '../../data/write.ts'
import type { StepOptions } from './step.ts'

/** The key and hash of a mutation that came with an idempotency key; null for every other call. */
export async function keyedCall({
  ctx,
  path,
  type,
  meta,
  getRawInput,
}: StepOptions<BaseContext>): Promise<KeyedCall | null> {
  if (type !== 'mutation') return null
  const raw = await getRawInput()
  if (typeof raw !== 'object' || raw === null || !('idempotencyKey' in raw)) return null
  const parsed = ctx.catalog.parse(path, raw) as { idempotencyKey?: string }
  const { idempotencyKey: key, ...body } = parsed
  if (key === undefined) return null
  // Parsed objects have their keys in the schema's order, so equal inputs have equal text.
  return { procedure: path, key, inputHash: sha256(JSON.stringify(body)), keepsSecret: meta.secret === true }
}

interface Place {
  db: OrgDb | SystemDb
  orgId: string
  actor: Actor
}

/** The stored answer of a finished call under this key, looked up before anything is reserved. */
export async function findReplay(
  ctx: BaseContext,
  place: Place,
  keyed: KeyedCall,
): Promise<{ output: unknown } | null> {
  // The idempotency table looks the same to both handles.
  const row = await (place.db as OrgDb)
    .selectFrom('idempotency')
    .select(['inputHash', 'result', 'secretResult'])
    .where('orgId', '=', place.orgId)
    .where('actorId', '=', place.actor.userId)
    .where('procedure', '=', keyed.procedure)
    .where('key', '=', keyed.key)
    .executeTakeFirst()
  if (!row) return null
  const stored = storedResult(keyed, row)
  const output = ctx.catalog.get(keyed.procedure)?.output
  return { output: output ? output.parse(stored) : stored }
}

export const replayPlace = {
  organization: (db: OrgDb, orgId: string, actor: Actor): Place => ({ db, orgId, actor }),
  platform: (db: SystemDb, actor: Actor): Place => ({ db, orgId: NIL_ORG, actor }),
}
