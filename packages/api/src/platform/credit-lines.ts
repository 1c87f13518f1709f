import { sql, uuidv7 } from '@hub/db'
import type { Database, OrgDb } from '@hub/db'
import { AppError } from '../shared/errors.ts'
import { creditsText } from '../shared/micro.ts'

export interface ReserveRequest {
  /** Names the intended charge: repeats of one keyed call share it. null for a call that nobody can repeat. */
  idem: Buffer | null
  /** The most it may cost, above 0. */
  micro: number
  procedure: string
  door: string
  driver: string | null
  actorId: string
  apiKeyId: string | null
  priceVersion: number
}

/** What a model used; kept with the charge so that it can be derived again. */
export interface TokenUsage {
  model: string
  inputTokens: number
  outputTokens: number
}

/** Holds and charges of one organization. */
export interface CreditLine {
  /**
   * Puts the worst case on hold before the work. "done": a call under the same key was already charged, and its answer is
   * to be looked up. Throws PAYMENT_REQUIRED without touching the balance when it does not reach, LIMIT_REACHED when the
   * organization lets itself or this member spend no more, IN_FLIGHT for a repeat while the first call runs.
   */
  reserve(request: ReserveRequest): Promise<{ holdId: string } | 'done'>
  /** Charges what the work really cost and frees the rest; a second settle of one hold changes nothing. */
  settle(holdId: string, actual: { micro: number; usage?: TokenUsage | undefined }): Promise<void>
  /** Frees a hold whose call failed; work that had committed by then is charged all the same. */
  free(holdId: string): Promise<void>
}

interface Answer {
  outcome: string
  holdId: string | null
  available: number | null
}

interface Waiting {
  act: object
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

/** The more in one statement, the longer the balance's row is locked for other processes. */
const AT_MOST = 64

/**
 * The database says no to one act and undoes the whole statement. After anything else, such as a lost connection,
 * nobody knows whether the acts were done, so nothing is sent twice.
 */
const REFUSED = /^(?:22|23|40|P0)/
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && REFUSED.test(String(error.code))

/**
 * One statement at a time for each organization of this process. Its balance is one row, locked until the disk has
 * the change; what comes in the meantime goes together in the next statement, so that a busy organization waits for the
 * disk once for all of them, and nobody waits where nothing is under way.
 */
export class CreditLines {
  readonly #db: Database
  /** An organization is here while one of its statements is under way. */
  readonly #waiting = new Map<string, Waiting[]>()

  constructor(db: Database) {
    this.#db = db
  }

  of(orgId: string): CreditLine {
    const run = (act: object) => this.#run(orgId, act)
    return {
      reserve: async (request) => outcomeOf(request, await run(reserveAct(request))),
      settle: async (hold, { micro, usage }) =>
        void (await run({ do: 'settle', hold, micro, usage: tokensOf(usage) })),
      free: async (hold) => void (await run({ do: 'free', hold })),
    }
  }

  #run(orgId: string, act: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const one = { act, resolve, reject }
      const queue = this.#waiting.get(orgId)
      if (queue) queue.push(one)
      else void this.#sendAll(orgId, [one])
    })
  }

  async #sendAll(orgId: string, queue: Waiting[]): Promise<void> {
    this.#waiting.set(orgId, queue)
    while (queue.length > 0) await send(this.#db.org(orgId), queue.splice(0, AT_MOST))
    this.#waiting.delete(orgId)
  }
}

/** Each act is told its own outcome; never rejects. One that the database refuses takes no other with it. */
async function send(db: OrgDb, batch: readonly Waiting[]): Promise<void> {
  try {
    const acts = JSON.stringify(batch.map(({ act }) => act))
    const query = sql<Answer>`select outcome, hold_id, available from app.credit_act(${acts}::jsonb)`
    const { rows } = await query.execute(db)
    for (const [at, { resolve, reject }] of batch.entries()) {
      const answer = rows[at]
      if (answer) resolve(answer)
      else reject(new Error('The ledger answered fewer acts than it was asked.'))
    }
  } catch (error) {
    if (batch.length > 1 && isRefusal(error)) for (const one of batch) await send(db, [one])
    else for (const { reject } of batch) reject(error)
  }
}

const reserveAct = (request: ReserveRequest): object => ({
  do: 'reserve',
  id: uuidv7(),
  idem: request.idem?.toString('hex') ?? null,
  amount: request.micro,
  procedure: request.procedure,
  door: request.door,
  driver: request.driver,
  actor_id: request.actorId,
  api_key_id: request.apiKeyId,
  price_version: request.priceVersion,
})

const tokensOf = (usage: TokenUsage | undefined): object =>
  usage ? { model: usage.model, input_tokens: usage.inputTokens, output_tokens: usage.outputTokens } : {}

const limitWords = {
  month: 'are left of what the organization lets itself spend this month.',
  member: 'are left of what each member may spend today.',
}

function outcomeOf({ micro }: ReserveRequest, answer: Answer): { holdId: string } | 'done' {
  if (answer.outcome === 'held' && answer.holdId) return { holdId: answer.holdId }
  if (answer.outcome === 'done') return 'done'
  if (answer.outcome === 'running') throw new AppError('IN_FLIGHT', { retryAfter: 1 })
  const left = answer.available ?? 0
  const have = creditsText(left)
  if (answer.outcome === 'month' || answer.outcome === 'member')
    throw new AppError('LIMIT_REACHED', {
      message: `This needs ${creditsText(micro)} credits and ${left > 0 ? have : 'none'} ${limitWords[answer.outcome]} An owner can raise the limit in the settings of the organization.`,
    })
  throw new AppError('PAYMENT_REQUIRED', {
    message: `This needs ${creditsText(micro)} credits and ${have} are left. Ask an admin to add credits; the built-in assistant and the pages of the hub stay free.`,
  })
}
