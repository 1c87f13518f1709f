import { isStepCount, streamText } from 'ai'
import type { FinishReason, ModelMessage, TextStreamPart, ToolCallRepairFunction, ToolSet } from 'ai'
import type { HubSettings } from '../../../platform/hub.ts'
import type { AnswerLog } from '../answer-log.ts'
import type { AnswerMeter } from './answer-meter.ts'
import { MAX_OUTPUT, MAX_STEPS } from './budget.ts'
import { giveBackLine, takeLine } from './chat-line.ts'
import type { ChatLine } from './chat-line.ts'
import { failureOf, ModelFailure } from './failure.ts'
import type { ModelRounds } from './model-rounds.ts'
import { Watchdog } from './watchdog.ts'

export interface ModelRequest {
  model: NonNullable<HubSettings['model']>
  instructions: string
  messages: ModelMessage[]
  tools: ToolSet
  /** Which of them the next round carries. */
  shownTools: () => string[]
  repairToolCall: ToolCallRepairFunction<ToolSet>
}

export interface ModelRun {
  meter: AnswerMeter
  /** Carries each request to the provider and is told how it went. */
  rounds: ModelRounds
  /** True once a word or a tool call has come. */
  hasBegun: boolean
}

/**
 * How an answer ended that did not fail: by itself, by the person, at a limit of the provider or of our own, by the
 * provider's filter, without a word, or short of the rounds or credits it wanted.
 */
export type Ending = 'whole' | 'stopped' | 'cut' | 'filtered' | 'empty' | 'unfinished'

/** Follows one part of the stream; returns false where it only keeps the line open. */
function take(part: TextStreamPart<ToolSet>, log: AnswerLog, run: ModelRun): boolean {
  switch (part.type) {
    case 'text-delta':
      log.say(run.meter.deliver(part.text))
      run.hasBegun ||= part.text.trim() !== ''
      return part.text !== ''
    case 'error':
      throw failureOf(part.error)
    case 'reasoning-delta':
      run.meter.deliver(part.text)
      return true
    case 'tool-input-start':
      // As a model writes a call, before its arguments.
      run.meter.deliver(JSON.stringify({ name: part.toolName, arguments: null }))
      run.hasBegun = true
      return true
    case 'tool-input-delta':
      run.meter.deliver(part.delta)
      return true
    case 'tool-call':
    case 'tool-result':
    case 'tool-error':
      run.hasBegun = true
      return true
    default:
      return false
  }
}

function open(
  { instructions, messages, tools, shownTools, repairToolCall }: ModelRequest,
  { line, signal }: { line: ChatLine; signal: AbortSignal },
) {
  return streamText({
    model: line.chat,
    instructions,
    messages,
    tools,
    prepareStep: () => ({ activeTools: shownTools() }),
    repairToolCall,
    stopWhen: isStepCount(MAX_STEPS),
    maxOutputTokens: MAX_OUTPUT,
    // A request that may be tried again is tried again by the fetch it is given.
    maxRetries: 0,
    abortSignal: signal,
    // ModelRounds traces and counts; the SDK would make copies of every event for nobody.
    telemetry: { isEnabled: false },
    // Failures arrive in the stream as well; the SDK's default would print them.
    onError: () => undefined,
  })
}

const endings: Partial<Record<FinishReason, Ending>> = {
  length: 'cut',
  'content-filter': 'filtered',
  'tool-calls': 'unfinished',
}

interface Last {
  reason: FinishReason
  hasSpoken: boolean
}

interface Line {
  request: ModelRequest
  log: AnswerLog
  run: ModelRun
  watchdog: Watchdog
}

/** Reads the stream to its end or to our limits; tells how its last round ended. */
async function follow({ request, log, run, watchdog }: Line): Promise<Last> {
  const line = takeLine(request.model, run.rounds.fetch)
  const signal = AbortSignal.any([log.signal, watchdog.signal])
  let last: Last = { reason: 'other', hasSpoken: false }
  let said = log.text.length
  const { stream } = open(request, { line, signal })
  for await (const part of stream) {
    if (take(part, log, run)) {
      watchdog.alive()
      run.rounds.spoke()
    }
    if (run.meter.isFull) watchdog.bark('tooMuch')
    if (signal.aborted) break
    if (part.type !== 'finish-step') continue
    last = { reason: part.finishReason, hasSpoken: log.text.slice(said).trim() !== '' }
    said = log.text.length
    run.rounds.ended('ok', run.meter.settle(part.usage))
  }
  if (!signal.aborted) giveBackLine(request.model, line)
  return last
}

const endingOf = ({ reason, hasSpoken }: Last): Ending => endings[reason] ?? (hasSpoken ? 'whole' : 'empty')

/** Our own limits end an answer, since what came within them was delivered; a round that failed costs nothing. */
function cutShort({ hasBegun, meter, rounds }: ModelRun, failure: ModelFailure): Ending {
  const isLimit = failure.reason === 'tooMuch' || failure.reason === 'tooLong'
  if (!isLimit || !hasBegun) {
    rounds.ended('failed', { input: 0, output: 0 })
    throw failure
  }
  rounds.ended('failed', meter.settle(null))
  return 'cut'
}

/**
 * Streams one answer into the log and tells how it ended. What was used by then is on the meter, also where this throws a
 * ModelFailure.
 */
export async function streamModel(request: ModelRequest, log: AnswerLog, run: ModelRun): Promise<Ending> {
  const watchdog = new Watchdog()
  const line = { request, log, run, watchdog }
  const ended = await follow(line).catch(failureOf)
  watchdog.end()
  if (log.signal.aborted) {
    run.rounds.ended('stopped', run.meter.settle(null))
    return 'stopped'
  }
  if (run.meter.isSpent) return 'unfinished'
  if (watchdog.failure) return cutShort(run, watchdog.failure)
  return ended instanceof ModelFailure ? cutShort(run, ended) : endingOf(ended)
}
