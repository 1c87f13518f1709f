import { isStepCount, streamText } from 'ai'
import type { LanguageModelUsage, ModelMessage, TextStreamPart, ToolSet } from 'ai'
import type { HubSettings } from '../../../platform/hub.ts'
import type { AnswerLog } from '../answer-log.ts'
import type { TokenCount } from '../schema.ts'
import { MAX_OUTPUT, MAX_STEPS, sum, tokensIn } from './budget.ts'
import { giveBackLine, takeLine } from './chat-line.ts'
import type { ChatLine } from './chat-line.ts'
import { failureOf, ModelFailure } from './failure.ts'
import type { ModelRounds } from './model-rounds.ts'

/** Silence before the first word after which the built-in assistant takes over (AI-4). */
const FIRST_WORD_MS = 4_000
/** Silence in the middle of an answer, tools included. */
const NEXT_WORD_MS = 30_000
const WHOLE_MS = 180_000

export interface ModelRequest {
  model: NonNullable<HubSettings['model']>
  instructions: string
  messages: ModelMessage[]
  tools: ToolSet
  /** Estimated size of instructions, messages and tools. */
  promptTokens: number
  /** False when what was set aside does not reach for one more round. */
  mayGoOn: (used: TokenCount) => boolean
  /** Told how each request to the provider went. */
  rounds: ModelRounds
}

export interface ModelRun {
  tokens: TokenCount
  /** True once a word or a tool call has come. */
  hasBegun: boolean
}

/** Aborts a request that has been silent for too long. */
class Watchdog {
  readonly #abort = new AbortController()
  readonly #whole: NodeJS.Timeout
  #timer: NodeJS.Timeout

  constructor() {
    this.#timer = setTimeout(() => this.#bark('silent'), FIRST_WORD_MS)
    this.#whole = setTimeout(() => this.#bark('tooLong'), WHOLE_MS)
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  alive(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#bark('broken'), NEXT_WORD_MS)
  }

  end(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#whole)
  }

  #bark(reason: ModelFailure['reason']): void {
    this.#abort.abort(new ModelFailure(reason))
  }
}

/** More tokens than any model takes in one round. */
const MOST_TOKENS = 10_000_000

/** What a provider counts is charged, unless it cannot be true: a negative or endless count would upset the ledger. */
const believable = (counted: number | undefined, estimate: number): number =>
  counted !== undefined && counted >= 0 && counted <= MOST_TOKENS ? Math.ceil(counted) : estimate

const countOf = ({ inputTokens, outputTokens }: LanguageModelUsage, estimate: TokenCount): TokenCount => ({
  input: believable(inputTokens, estimate.input),
  output: believable(outputTokens, estimate.output),
})

/** Follows one part of the stream; returns false where it only keeps the line open. */
function take(part: TextStreamPart<ToolSet>, log: AnswerLog): boolean {
  switch (part.type) {
    case 'text-delta':
      log.say(part.text)
      return part.text !== ''
    case 'error':
      throw failureOf(part.error)
    case 'tool-input-start':
    case 'tool-call':
    case 'tool-result':
    case 'tool-error':
    case 'reasoning-delta':
      return true
    default:
      return false
  }
}

function open(
  { instructions, messages, tools, mayGoOn }: ModelRequest,
  run: ModelRun,
  { line, signal }: { line: ChatLine; signal: AbortSignal },
) {
  return streamText({
    model: line.chat,
    instructions,
    messages,
    tools,
    stopWhen: [isStepCount(MAX_STEPS), () => !mayGoOn(run.tokens)],
    maxOutputTokens: MAX_OUTPUT,
    maxRetries: 0,
    abortSignal: signal,
    // ModelRounds traces and counts; the SDK would make copies of every event for nobody.
    telemetry: { isEnabled: false },
    // Failures arrive in the stream as well; the SDK's default would print them.
    onError: () => undefined,
  })
}

/**
 * Streams one answer into the log and returns normally when the model or the person ended it. `run` is kept up to date,
 * so that what was used before a failure is known. Throws ModelFailure.
 */
export async function streamModel(request: ModelRequest, log: AnswerLog, run: ModelRun): Promise<void> {
  const watchdog = new Watchdog()
  let said = log.text.length
  let wantsMore = false
  const step = () => ({ input: request.promptTokens, output: tokensIn(log.text.slice(said)) })
  try {
    const line = takeLine(request.model, request.rounds.fetch)
    const signal = AbortSignal.any([log.signal, watchdog.signal])
    const { stream } = open(request, run, { line, signal })
    for await (const part of stream) {
      if (take(part, log)) {
        run.hasBegun = true
        watchdog.alive()
        request.rounds.spoke()
      }
      if (part.type !== 'finish-step') continue
      wantsMore = part.finishReason === 'tool-calls'
      const used = countOf(part.usage, step())
      request.rounds.ended('ok', used)
      run.tokens = sum(run.tokens, used)
      said = log.text.length
    }
    if (!signal.aborted) giveBackLine(request.model, line)
  } catch (error) {
    if (!log.signal.aborted && !watchdog.signal.aborted) throw failureOf(error)
  } finally {
    watchdog.end()
    request.rounds.brokeOff(log.signal.aborted, step())
  }
  if (log.signal.aborted) run.tokens = sum(run.tokens, step())
  else if (watchdog.signal.aborted) throw failureOf(watchdog.signal.reason)
  else if (!run.hasBegun) throw new ModelFailure('broken')
  else if (wantsMore) log.notice('This took more rounds than one answer may. Ask me to go on.')
}
