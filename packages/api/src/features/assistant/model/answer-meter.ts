import type { LanguageModelUsage } from 'ai'
import { modelMicro } from '../../../platform/credits/model-prices.ts'
import type { TokenCount } from '../schema.ts'
import { bytesOf, isCredible, leastTokens, MAX_OUTPUT, MAX_OUTPUT_BYTES, roundMicro } from './budget.ts'

/** What went over the line in one round, counted by ourselves. */
interface Round {
  sentBytes: number
  deliveredBytes: number
}

const none = { input: 0, cached: 0, output: 0 } satisfies TokenCount

interface Own {
  /** What was counted went over the line as so many bytes. */
  bytes: number
  /** Counted by the provider, but not among those bytes. */
  beside?: number
  /** What stands where the provider's count cannot be. */
  otherwise: number
}

const believed = (counted: number | undefined, { bytes, beside = 0, otherwise }: Own): number =>
  counted !== undefined && counted >= 0 && isCredible(Math.max(0, counted - beside), bytes)
    ? Math.ceil(counted)
    : otherwise

/** Thinking a provider counts without showing it: within what a round may take, there is nothing to hold against it. */
const thinkingIn = ({ outputTokenDetails: { reasoningTokens = 0 } }: LanguageModelUsage): number =>
  reasoningTokens >= 0 && reasoningTokens <= MAX_OUTPUT ? reasoningTokens : 0

/** Tokens of one answer: the provider's count beside our own, never more than can have gone over the line. */
export class AnswerMeter {
  readonly #model: string
  readonly #heldMicro: number
  #tokens = none
  #round: Round | null = null
  #isSpent = false

  constructor(model: string, heldMicro: number) {
    this.#model = model
    this.#heldMicro = heldMicro
  }

  get tokens(): typeof none {
    return this.#tokens
  }

  /** What the answer costs by now; never more than its hold. */
  get micro(): number {
    return Math.min(modelMicro(this.#model, this.#tokens), this.#heldMicro)
  }

  /** True once a round was refused because what is set aside would not reach for its worst case. */
  get isSpent(): boolean {
    return this.#isSpent
  }

  /** True once a round has delivered all that one may. */
  get isFull(): boolean {
    return this.#round !== null && this.#round.deliveredBytes >= MAX_OUTPUT_BYTES
  }

  begin(sentBytes: number): void {
    const reached = modelMicro(this.#model, this.#tokens) + roundMicro(this.#model, sentBytes)
    this.#isSpent = reached > this.#heldMicro
    if (this.#isSpent) throw new Error('What is set aside for this answer does not reach for one more round.')
    this.#round = { sentBytes, deliveredBytes: 0 }
  }

  /** Counts what has come and gives back as much of it as the round still had room for. */
  deliver(text: string): string {
    if (!this.#round) return ''
    const room = Math.max(0, MAX_OUTPUT_BYTES - this.#round.deliveredBytes)
    const bytes = bytesOf(text)
    this.#round.deliveredBytes += bytes
    if (bytes <= room) return text
    // As a stream, so that a character cut in two is left out.
    return new TextDecoder().decode(Buffer.from(text).subarray(0, room), { stream: true })
  }

  /** The round is over; without the provider's count, ours stands. */
  settle(counted: LanguageModelUsage | null): typeof none {
    if (!this.#round) return none
    const { sentBytes, deliveredBytes } = this.#round
    this.#round = null
    // Nothing came, and nobody credible says what it took: then it took nothing.
    const own = deliveredBytes === 0 ? 0 : leastTokens(sentBytes)
    const input = believed(counted?.inputTokens, { bytes: sentBytes, otherwise: own })
    const output = believed(counted?.outputTokens, {
      bytes: deliveredBytes,
      beside: counted ? thinkingIn(counted) : 0,
      otherwise: leastTokens(deliveredBytes),
    })
    const cached = Math.min(input, Math.max(0, Math.floor(counted?.inputTokenDetails.cacheReadTokens ?? 0)))
    const used = { input, cached, output: Math.min(output, MAX_OUTPUT) }
    const before = this.#tokens
    this.#tokens = {
      input: before.input + used.input,
      cached: before.cached + used.cached,
      output: before.output + used.output,
    }
    return used
  }

  /** Nothing of this answer is charged. */
  waive(): void {
    this.#tokens = none
    this.#round = null
  }
}
