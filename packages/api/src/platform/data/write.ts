import { inTx, NIL_ORG, sql } from '@hub/db'
import type { OrgTx, SystemTx } from '@hub/db'
import { AppError } from '../../shared/errors.ts'
import { appendAudit } from '../audit/audit.ts'
import type { Author } from '../audit/audit.ts'
import type { Actor } from '../calls/call.ts'
import type { AuthedContext, OrgContext, OrgWrite, PublicContext, SystemWrite } from '../calls/context.ts'
import { markHoldWorked } from '../credits/credits.ts'
import type { Hub } from '../hub.ts'
import { storeEvents } from '../events/store.ts'
import { askOwn, wakeWorkers } from '../jobs/own.ts'
import { newQueue, recorder } from './recorder.ts'
import type { Queue, Recorder } from './recorder.ts'

/** A keyed call: the result commits together with the effect (CON-6). */
export interface KeyedCall {
  procedure: string
  key: string
  inputHash: Buffer
  keepsSecret: boolean
}

type AnyTx = OrgTx | SystemTx

/** The handles differ only in what they may see; idempotency and outbox rows look the same to both. */
const asOrg = (tx: AnyTx) => tx as OrgTx

type Hint = () => void

interface Claim {
  locked: boolean
  inputHash: Buffer | null
  result: unknown
  secretResult: boolean | null
}

type Claimed = { replay: true; result: unknown } | { replay: false }

/** Takes the key's advisory lock and looks once more for a finished row, in one statement. */
async function claimKey(tx: AnyTx, author: Author, keyed: KeyedCall): Promise<Claimed> {
  const actorId = author.actor?.userId ?? NIL_ORG
  const name = `${author.orgId}|${actorId}|${keyed.procedure}|${keyed.key}`
  const { rows } = await sql<Claim>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as locked, i.input_hash, i.result, i.secret_result
    from (values (1)) as one left join idempotency i
      on i.org_id = ${author.orgId} and i.actor_id = ${actorId} and i.procedure = ${keyed.procedure} and i.key = ${keyed.key}
  `.execute(asOrg(tx))
  const claim = rows[0]
  if (claim?.inputHash) return { replay: true, result: storedResult(keyed, claim) }
  if (!claim?.locked) throw new AppError('IN_FLIGHT', { retryAfter: 1 })
  return { replay: false }
}

/** The stored answer of a finished call; refuses another body under the same key, and secrets are not kept. */
export function storedResult(
  keyed: KeyedCall,
  row: { inputHash: Buffer | null; result: unknown; secretResult: boolean | null },
): unknown {
  if (!row.inputHash?.equals(keyed.inputHash)) throw new AppError('KEY_REUSED')
  if (row.secretResult) throw new AppError('ALREADY_DONE')
  return row.result
}

async function storeResult(
  tx: AnyTx,
  { author, keyed }: { author: Author; keyed: KeyedCall },
  result: unknown,
): Promise<void> {
  await asOrg(tx)
    .insertInto('idempotency')
    .values({
      orgId: author.orgId,
      actorId: author.actor?.userId ?? NIL_ORG,
      procedure: keyed.procedure,
      key: keyed.key,
      inputHash: keyed.inputHash,
      result: keyed.keepsSecret ? null : JSON.stringify(result ?? null),
      secretResult: keyed.keepsSecret,
    })
    .execute()
}

interface Frame<T extends AnyTx> {
  tx: T & Recorder
  queue: Queue
}

interface Plan<T extends AnyTx, R> {
  hub: Hub
  author: Author
  keyed: KeyedCall | null
  work: (frame: Frame<T>) => Promise<R>
  /** Another call under the same key did the work in the meantime. */
  onReplay?: () => void
  /** What is to be told once the transaction is committed. */
  hints: Hint[]
}

/** Order inside the transaction: key, work, outbox, jobs, result, audit; the audit lock is then held for the shortest time. */
async function inOrder<T extends AnyTx, R>(tx: T, plan: Plan<T, R>): Promise<R> {
  const { author, keyed, hub } = plan
  const claim = keyed ? await claimKey(tx, author, keyed) : null
  // A replay returns what the same procedure stored under the same input hash, so it has the type R.
  if (claim?.replay) {
    plan.onReplay?.()
    return claim.result as R
  }
  const queue = newQueue()
  const result = await plan.work({ tx: Object.assign(tx, recorder(queue)), queue })
  const { actor, call, orgId } = author
  const source = {
    hub,
    orgId,
    requestId: call.requestId,
    actorId: actor?.machine === null ? actor.userId : null,
  }
  await storeEvents(asOrg(tx), source, queue.events)
  await askOwn(asOrg(tx), source, queue.asked)
  if (keyed) await storeResult(tx, { author, keyed }, result)
  if (queue.audit.length > 0) await appendAudit(tx, author, queue.audit)
  plan.hints.push(...queue.hints)
  if (queue.asked.length > 0) plan.hints.push(() => wakeWorkers(hub))
  return result
}

/** Of two that wait for what the other holds, PostgreSQL ends one. Nothing of it was kept. */
const DEADLOCK = '40P01'
const MOST_TRIES = 4

/** Another call with the same key may commit between our snapshot and our lock; the second look then finds its row. */
const isLostRace = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'idempotency_pkey'

const isDeadlock = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === DEADLOCK

/** Does again what was undone as a whole by what another did at the same time. */
async function withoutRaces<R>(run: () => Promise<R>): Promise<R> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run()
    } catch (error) {
      if (tries === MOST_TRIES || !(isLostRace(error) || isDeadlock(error))) throw error
    }
  }
}

interface Settled {
  hub: Hub
  /** null where it is not known which organizations were changed. */
  orgId: string | null
  keyed: KeyedCall | null
  /** What the request remembers of its caller is from before the commit. */
  forgetIdentity: () => void
}

type Try<R> = (hints: Hint[]) => Promise<R>

/** Refuses a second keyed transaction: its result could not be replayed as one. */
function once({ hub, orgId, keyed, forgetIdentity }: Settled): <R>(run: Try<R>) => Promise<R> {
  let used = false
  return async (run) => {
    if (keyed && used)
      throw new Error(`${keyed.procedure} opened a second transaction under one idempotency key`)
    used = true
    let hints: Hint[] = []
    const result = await withoutRaces(() => run((hints = [])))
    forgetIdentity()
    hub.outbox.wake()
    if (orgId !== null) hub.live.wake(orgId)
    for (const hint of hints) hint()
    return result
  }
}

/** `ctx.write` of a call in an organization. */
export function orgWrite(
  ctx: Omit<OrgContext, 'write'>,
  keyed: KeyedCall | null,
  holdId: string | null,
): OrgWrite {
  const run = once({ hub: ctx.hub, orgId: ctx.org.orgId, keyed, forgetIdentity: ctx.forgetIdentity })
  const author: Author = { orgId: ctx.org.orgId, actor: ctx.actor, call: ctx.call }
  return (fn) =>
    run((hints) =>
      inTx(ctx.db, (plain) =>
        inOrder(plain, {
          hub: ctx.hub,
          author,
          keyed,
          hints,
          // The call that did the work pays for it.
          onReplay: () => ctx.meter(0),
          work: async ({ tx, queue }) => {
            const inner: OrgContext = { ...ctx, db: tx, write: (next) => next(tx, inner) }
            const result = await fn(tx, inner)
            if (holdId !== null) await markHoldWorked(tx, holdId, queue.audit[0])
            return result
          },
        }),
      ),
    )
}

/**
 * `ctx.system.write`: the same contract over the system handle, with the platform's audit chain. `forgetIdentity` is there
 * where a request goes on after it.
 */
export function systemWrite(
  ctx: Pick<PublicContext, 'hub' | 'call'> & Partial<Pick<PublicContext, 'forgetIdentity'>>,
  actor: Actor | null,
  keyed: KeyedCall | null,
): SystemWrite {
  const { hub, call, forgetIdentity = () => undefined } = ctx
  const run = once({ hub, orgId: null, keyed, forgetIdentity })
  const author: Author = { orgId: NIL_ORG, actor, call }
  return (fn) =>
    run((hints) =>
      inTx(hub.db.system, (plain) => inOrder(plain, { hub, author, keyed, hints, work: ({ tx }) => fn(tx) })),
    )
}

/** Records a refusal outside the call's own transaction, so that it stays although nothing else does (AUTH-15). */
export async function auditRefusal(
  ctx: Pick<AuthedContext, 'hub' | 'call' | 'actor'>,
  orgId: string | null,
  data: Record<string, string>,
): Promise<void> {
  const author: Author = { orgId: orgId ?? NIL_ORG, actor: ctx.actor, call: ctx.call }
  const acts = [{ action: 'access.refused', target: {}, data }]
  if (orgId === null) await inTx(ctx.hub.db.system, (tx) => appendAudit(tx, author, acts))
  else await inTx(ctx.hub.db.org(orgId), (tx) => appendAudit(tx, author, acts))
}
