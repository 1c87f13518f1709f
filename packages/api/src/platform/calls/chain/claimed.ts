import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import type { BaseContext } from '../context.ts'
import type { KeyedCall } from '../../data/write.ts'
import type { Metered } from './metering.ts'
import type { StepOptions } from './step.ts'

/** As long as a hold of credits: a process that died keeps the key from its repeat until then, and no longer. */
const LEASE = sql`interval '30 seconds'`
const RENEW_EVERY_MS = 10_000

interface Claim {
  db: OrgDb
  orgId: string
  actorId: string
  keyed: KeyedCall
  holder: string
}

const rowOf = ({ orgId, actorId, keyed: { procedure, key } }: Claim) => sql<boolean>`
  org_id = ${orgId} and actor_id = ${actorId} and procedure = ${procedure} and key = ${key}`

/** One statement, so one of two at the same moment. What a process left behind when it died is for the same request alone. */
async function take({ db, orgId, actorId, keyed, holder }: Claim): Promise<boolean> {
  const { rows } = await sql`
    insert into idempotency_claim as c (org_id, actor_id, procedure, key, input_hash, holder, claimed_until)
    values (${orgId}, ${actorId}, ${keyed.procedure}, ${keyed.key}, ${keyed.inputHash}, ${holder}, clock_timestamp() + ${LEASE})
    on conflict (org_id, actor_id, procedure, key) do update
      set holder = excluded.holder, claimed_until = excluded.claimed_until
      where c.claimed_until < clock_timestamp() and c.input_hash = excluded.input_hash
    returning c.holder`.execute(db)
  return rows.length > 0
}

async function whyTaken(claim: Claim): Promise<AppError> {
  const other = await claim.db
    .selectFrom('idempotencyClaim')
    .select('inputHash')
    .where(rowOf(claim))
    .executeTakeFirst()
  const isSame = other === undefined || other.inputHash.equals(claim.keyed.inputHash)
  return isSame ? new AppError('IN_FLIGHT', { retryAfter: 1 }) : new AppError('KEY_REUSED')
}

const own = (claim: Claim) => sql<boolean>`${rowOf(claim)} and holder = ${claim.holder}`

const renew = (claim: Claim) =>
  claim.db
    .updateTable('idempotencyClaim')
    .set({ claimedUntil: sql<string>`clock_timestamp() + ${LEASE}` })
    .where(own(claim))
    .execute()

const release = (claim: Claim) => claim.db.deleteFrom('idempotencyClaim').where(own(claim)).execute()

/** Runs the work under the claim; afterwards its stored answer, or its failure, stands for itself. */
async function underClaim<R>(claim: Claim, { log }: BaseContext['hub'], work: () => Promise<R>): Promise<R> {
  const { procedure } = claim.keyed
  const renewal = setInterval(() => {
    renew(claim).catch((err: unknown) => log.warn({ err, procedure }, 'claim of a key not renewed'))
  }, RENEW_EVERY_MS)
  try {
    return await work()
  } finally {
    clearInterval(renewal)
    // What was done stands whatever happens here; a claim that is left runs out.
    await release(claim).catch((err: unknown) => log.warn({ err, procedure }, 'claim of a key runs out'))
  }
}

interface Claimed<R> extends Pick<Metered, 'db' | 'access' | 'keyed' | 'findStored'> {
  /** Answers with what another call under the same key has stored in the meantime. */
  give: (stored: unknown) => R
}

/**
 * Takes the key of a call that acts outside before it does so: the transaction that stores its answer comes too late for that.
 * Others under the same key are told that it is under way, or that the key names something else. A call that failed gives the
 * key back. After a crash nobody knows what the service did: a repeat waits for the lease to end and then acts again, with the
 * same key towards services that know such keys (CON-6).
 */
export async function claimed<R>(
  { ctx, meta }: StepOptions<BaseContext>,
  { db, access, keyed, findStored, give }: Claimed<R>,
  run: () => Promise<R>,
): Promise<R> {
  if (!meta.actsOutside || keyed === null) return run()
  const claim = { db, orgId: access.org.orgId, actorId: access.actor.userId, keyed, holder: uuidv7() }
  if (!(await take(claim))) {
    const stored = await findStored()
    if (stored) return give(stored.output)
    throw await whyTaken(claim)
  }
  return underClaim(claim, ctx.hub, async () => {
    // The call before may have stored its answer and left between the first look and this claim.
    const stored = await findStored()
    return stored ? give(stored.output) : run()
  })
}
