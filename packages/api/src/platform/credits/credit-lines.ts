import { sql, uuidv7 } from '@hub/db'
import type { Database, OrgDb, SystemDb } from '@hub/db'
import { AppError } from '../../shared/errors.ts'
import { creditsText } from '../../shared/micro.ts'

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
  /** Of the input, what the provider had at hand from before. */
  cachedTokens: number
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

/** What one organization waits for, in order. */
interface Part {
  orgId: string
  waiting: Waiting[]
}

/** Statements for many organizations at a time: one is carried out while another waits for the disk. */
const LANES = 2
/** The more in one statement, the longer the balances' rows are locked for other processes. */
const AT_MOST = 64

/**
 * The database says no to one act and undoes the whole statement. After anything else, such as a lost connection,
 * nobody knows whether the acts were done, so nothing is sent twice.
 */
const REFUSED = /^(?:22|23|40|P0)/
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && REFUSED.test(String(error.code))

/**
 * Where nothing is under way, an act goes at once. What comes in the meantime goes together in the next statement, of one
 * organization or of many, so that a busy hub waits for the disk and the network once for all of them. The acts of an
 * organization keep their order: only one statement at a time has any of them.
 */
export class CreditLines {
  readonly #db: Database
  /** By organization, the one that came first in front. */
  readonly #waiting = new Map<string, Waiting[]>()
  readonly #underWay = new Set<string>()
  #lanes = 0

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
      const waiting = this.#waiting.get(orgId)
      if (waiting) waiting.push(one)
      else this.#waiting.set(orgId, [one])
      this.#go()
    })
  }

  #go(): void {
    while (this.#lanes < LANES) {
      const parts = this.#take()
      if (parts.length === 0) return
      void this.#sendAll(parts)
    }
  }

  #take(): Part[] {
    const parts: Part[] = []
    let left = AT_MOST
    for (const [orgId, waiting] of this.#waiting) {
      if (left === 0) break
      if (this.#underWay.has(orgId)) continue
      const part = { orgId, waiting: waiting.splice(0, left) }
      if (waiting.length === 0) this.#waiting.delete(orgId)
      this.#underWay.add(orgId)
      left -= part.waiting.length
      parts.push(part)
    }
    return parts
  }

  async #sendAll(parts: readonly Part[]): Promise<void> {
    this.#lanes += 1
    const left = await sendTogether(this.#db.system, parts)
    this.#lanes -= 1
    const alone = new Set(left)
    for (const part of parts) if (!alone.has(part)) this.#underWay.delete(part.orgId)
    for (const part of left) void this.#sendAlone(part)
    this.#go()
  }

  /** Waits for the account's lock, if need be, and takes no lane of the others meanwhile. */
  async #sendAlone({ orgId, waiting }: Part): Promise<void> {
    await sendOf(this.#db.org(orgId), waiting)
    this.#underWay.delete(orgId)
    this.#go()
  }
}

const BUSY = 'busy'

/** Each act is told its own outcome. Resolves to the parts that have to be sent alone; never rejects. */
async function sendTogether(db: SystemDb, parts: readonly Part[]): Promise<Part[]> {
  const all = parts.flatMap(({ waiting }) => waiting)
  try {
    const wire = JSON.stringify(
      parts.map(({ orgId, waiting }) => ({ org: orgId, acts: waiting.map(({ act }) => act) })),
    )
    const query = sql<Answer>`select outcome, hold_id, available from app.credit_act_for(${wire}::jsonb)`
    const { rows } = await query.execute(db)
    const answers = new Map(all.map((one, at) => [one, rows[at]]))
    const isBusy = ({ waiting }: Part) => waiting.some((one) => answers.get(one)?.outcome === BUSY)
    for (const part of parts) if (!isBusy(part)) tell(part.waiting, answers)
    return parts.filter(isBusy)
  } catch (error) {
    if (isRefusal(error)) return [...parts]
    for (const { reject } of all) reject(error)
    return []
  }
}

function tell(waiting: readonly Waiting[], answers: ReadonlyMap<Waiting, Answer | undefined>): void {
  for (const one of waiting) {
    const answer = answers.get(one)
    if (answer) one.resolve(answer)
    else one.reject(new Error('The ledger answered fewer acts than it was asked.'))
  }
}

/** The acts of one organization; never rejects. One that the database refuses takes no other with it. */
async function sendOf(db: OrgDb, waiting: readonly Waiting[]): Promise<void> {
  try {
    const acts = JSON.stringify(waiting.map(({ act }) => act))
    const query = sql<Answer>`select outcome, hold_id, available from app.credit_act(${acts}::jsonb)`
    const { rows } = await query.execute(db)
    tell(waiting, new Map(waiting.map((one, at) => [one, rows[at]])))
  } catch (error) {
    if (waiting.length > 1 && isRefusal(error)) for (const one of waiting) await sendOf(db, [one])
    else for (const { reject } of waiting) reject(error)
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
  usage
    ? {
        model: usage.model,
        input_tokens: usage.inputTokens,
        cached_tokens: usage.cachedTokens,
        output_tokens: usage.outputTokens,
      }
    : {}

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
    message: `This needs ${creditsText(micro)} credits and ${have} are left. For more, ask whoever runs this hub; its pages and the answers of the built-in assistant stay free.`,
  })
}
