import { inTx, sql } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { Hub } from '../../platform/hub.ts'
import type { Memory } from './memory.ts'
import { INTERRUPTED } from './queries.ts'
import type { LookUp } from './recall.ts'
import { Wishes } from './wishes.ts'
import type { AnswerStatus, AssistantEvent, AssistantStep, TokenCount } from './schema.ts'
import { answerTopic } from './stream.ts'

/** Words of a model come in crumbs; rows are written at most this often. */
const BATCH_MS = 60
/** Sign of life of a writer, and how soon a stop asked for at another server is seen. */
const HEARTBEAT_MS = 2_000
const CLOSE_ATTEMPTS = 4
const CLOSE_RETRY_MS = 1_000

export interface AnswerPlace {
  hub: Hub
  orgId: string
  conversationId: string
  answerId: string
}

type Ending = Extract<AssistantEvent, { type: 'finished' | 'failed' }>

interface Columns {
  text: string
  steps: string
  choices: string
  notices: string
  driver: string
  micro: number
  tokens: string | null
  status?: AnswerStatus
  error?: string
}

/** One write: the events and the message they add up to. */
interface Batch {
  events: AssistantEvent[]
  message: Columns
  ending: Ending | null
}

/** Writes one answer while it is made: events for those who follow it, the message as it stands for those who reload. */
export class AnswerLog {
  readonly wishes = new Wishes()
  readonly #place: AnswerPlace
  readonly #stop = new AbortController()
  readonly #heartbeat: NodeJS.Timeout
  readonly #message = {
    text: '',
    steps: new Map<string, AssistantStep>(),
    choices: [] as string[],
    notices: [] as string[],
  }
  #events: AssistantEvent[] = []
  #driver = 'built-in'
  #isInterrupted = false
  #micro = 0
  #tokens: TokenCount | null = null
  #memory: Memory | null = null
  readonly #lookUps: LookUp[] = []
  #timer: NodeJS.Timeout | undefined
  #lastFlushAt = 0
  #writing: Promise<void> = Promise.resolve()

  constructor(place: AnswerPlace) {
    this.#place = place
    this.#heartbeat = setInterval(() => void this.flush(), HEARTBEAT_MS)
  }

  /** Aborts when the person stops the answer. */
  get signal(): AbortSignal {
    return this.#stop.signal
  }

  get text(): string {
    return this.#message.text
  }

  /** True when the end of the process ended the answer, and not the person. */
  get isInterrupted(): boolean {
    return this.#isInterrupted
  }

  stop(): void {
    this.#stop.abort()
  }

  /** The process ends: the answer is left for a retry. */
  interrupt(): void {
    this.#isInterrupted = true
    this.stop()
  }

  say(delta: string): void {
    if (delta === '') return
    this.#message.text += delta
    const last = this.#events.at(-1)
    if (last?.type === 'text')
      this.#events[this.#events.length - 1] = { type: 'text', delta: last.delta + delta }
    else this.#events.push({ type: 'text', delta })
    this.#soon()
  }

  step(step: AssistantStep): void {
    this.#message.steps.set(step.id, step)
    this.#add({ type: 'step', ...step })
  }

  ask(text: string, choices: string[]): void {
    this.say(text)
    this.#message.choices = choices
    this.#add({ type: 'question', text, ...(choices.length > 0 && { choices }) })
  }

  notice(text: string): void {
    this.#message.notices.push(text)
    this.#add({ type: 'notice', text })
  }

  /** Stored at once: a person may decide as soon as the approval is in the list. */
  async approval(approvalId: string): Promise<void> {
    this.#add({ type: 'approval', approvalId })
    await this.flush()
  }

  drivenBy(driver: string): void {
    this.#driver = driver
  }

  spend(micro: number): void {
    this.#micro += micro
  }

  count(tokens: TokenCount): void {
    this.#tokens = tokens
  }

  lookedUp(lookUp: LookUp): void {
    this.#lookUps.push(lookUp)
  }

  get lookUps(): readonly LookUp[] {
    return this.#lookUps
  }

  remember(memory: Memory): void {
    this.#memory = memory
  }

  finish(): Promise<void> {
    if (this.#isInterrupted) return this.fail(INTERRUPTED)
    const status = this.signal.aborted ? 'stopped' : 'done'
    return this.#close({
      type: 'finished',
      status,
      micro: this.#micro,
      ...(this.#tokens && { tokens: this.#tokens }),
    })
  }

  fail(message: string): Promise<void> {
    return this.#close({ type: 'failed', message })
  }

  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#lastFlushAt = performance.now()
    this.#writing = this.#writing.then(() => this.#write(null)).catch((err: unknown) => this.#warn(err))
    return this.#writing
  }

  #add(event: AssistantEvent): void {
    this.#events.push(event)
    this.#soon()
  }

  /** The first words after a pause go out at once. */
  #soon(): void {
    const wait = Math.max(0, this.#lastFlushAt + BATCH_MS - performance.now())
    this.#timer ??= setTimeout(() => void this.flush(), wait)
  }

  /** The last write is repeated through a short loss of the database; after that the answer counts as interrupted. */
  async #close(ending: Ending): Promise<void> {
    clearInterval(this.#heartbeat)
    clearTimeout(this.#timer)
    await this.#writing
    this.#events.push(ending)
    for (let attempt = 1; attempt <= CLOSE_ATTEMPTS; attempt += 1) {
      try {
        return await this.#write(ending)
      } catch (err) {
        this.#warn(err)
        await new Promise((resolve) => setTimeout(resolve, CLOSE_RETRY_MS))
      }
    }
  }

  #warn(err: unknown): void {
    this.#place.hub.log.warn({ err, answer: this.#place.answerId }, 'answer not written')
  }

  async #write(ending: Ending | null): Promise<void> {
    const { hub, answerId } = this.#place
    // Taken together: what is said while the rows are written belongs to the next write, as text and as event, or a
    // process that dies in between leaves words in the message that nobody was told.
    const events = this.#events.splice(0)
    const message = this.#columns(ending)
    const row = await this.#commit({ events, message, ending }).catch((err: unknown) => {
      this.#events.unshift(...events)
      throw err
    })
    if (!row || row.stopRequestedAt !== null) this.stop()
    if (events.length > 0) hub.bus.wake(answerTopic(answerId))
  }

  #commit({ events, message, ending }: Batch) {
    return inTx(this.#place.hub.db.org(this.#place.orgId), async (tx) => {
      const updated = await this.#update(tx, events.length, message)
      if (updated) await this.#store(tx, events, updated.lastSeq)
      if (updated && ending && this.#memory) await this.#keepMemory(tx, this.#memory)
      return updated
    })
  }

  /** The message as it stands now. */
  #columns(ending: Ending | null): Columns {
    const { text, steps, choices, notices } = this.#message
    return {
      text,
      steps: JSON.stringify([...steps.values()]),
      choices: JSON.stringify(choices),
      notices: JSON.stringify(notices),
      driver: this.#driver,
      micro: this.#micro,
      tokens: this.#tokens && JSON.stringify(this.#tokens),
      ...(ending?.type === 'finished' && { status: ending.status }),
      ...(ending?.type === 'failed' && { status: 'failed', error: ending.message }),
    }
  }

  #update(tx: OrgTx, count: number, message: Columns) {
    return tx
      .updateTable('assistantMessage')
      .set({ ...message, lastSeq: sql<number>`last_seq + ${count}`, aliveAt: sql<string>`now()` })
      .where('id', '=', this.#place.answerId)
      .where('status', '=', 'streaming')
      .returning(['lastSeq', 'stopRequestedAt'])
      .executeTakeFirst()
  }

  async #store(tx: OrgTx, events: AssistantEvent[], lastSeq: number): Promise<void> {
    if (events.length === 0) return
    const { orgId, answerId } = this.#place
    const first = lastSeq - events.length + 1
    const rows = events.map((event, index) => ({
      orgId,
      answerId,
      seq: first + index,
      data: JSON.stringify(event),
    }))
    await tx.insertInto('assistantEvent').values(rows).execute()
    const approvals = events.flatMap((event) => (event.type === 'approval' ? [event.approvalId] : []))
    if (approvals.length === 0) return
    await tx
      .insertInto('assistantApproval')
      .values(approvals.map((approvalId) => ({ orgId, approvalId, answerId })))
      .execute()
  }

  async #keepMemory(tx: OrgTx, memory: Memory): Promise<void> {
    await tx
      .updateTable('assistantConversation')
      .set({ memory: JSON.stringify(memory), updatedAt: this.#place.hub.now() })
      .where('id', '=', this.#place.conversationId)
      .execute()
  }
}
