import { BrokenCircuitError } from 'cockatiel'
import { chargeWork } from '../../../platform/credits/credits.ts'
import { programOf } from '../../../platform/calls/call.ts'
import type { HubSettings } from '../../../platform/hub.ts'
import { priceVersion } from '../../../platform/credits/price-versions.ts'
import { sha256 } from '../../../platform/secrets/secrets.ts'
import { AppError } from '../../../shared/errors.ts'
import { creditsText } from '../../../shared/micro.ts'
import type { AnswerLog } from '../answer-log.ts'
import type { AnswerJob } from '../job.ts'
import type { TokenCount } from '../schema.ts'
import { AnswerMeter } from './answer-meter.ts'
import { breakerOf } from './breaker.ts'
import { holdMicro } from './budget.ts'
import { ModelFailure, reasonText } from './failure.ts'
import { ModelRounds } from './model-rounds.ts'
import { promptOf } from './request.ts'
import { streamModel } from './stream-model.ts'
import type { Ending, ModelRequest, ModelRun } from './stream-model.ts'
import { toolKitFor } from './tool-kit.ts'
import { callThroughCatalog, modelTools } from './tools.ts'

type Model = NonNullable<HubSettings['model']>

interface Attempt {
  job: AnswerJob
  log: AnswerLog
  model: Model
}

async function hold({ job, model }: Attempt, micro: number): Promise<string> {
  const { actor, hub, org, answerId } = job
  if (!actor.isEmailVerified) throw new AppError('EMAIL_NOT_VERIFIED')
  const reserved = await hub.credits.of(org.orgId).reserve({
    idem: sha256(`assistant.answer|${answerId}`),
    micro,
    procedure: 'assistant.send',
    door: 'assistant',
    driver: model.name,
    actorId: actor.userId,
    apiKeyId: programOf(actor),
    priceVersion: (await priceVersion(hub)).version,
  })
  if (reserved === 'done') throw new AppError('ALREADY_DONE')
  return reserved.holdId
}

interface Attempted {
  ending: Ending | null
  failure: unknown
  run: ModelRun
}

/** Runs the model under its breaker. An answer stopped before its first word tells nothing about the model. */
async function streamed(from: Attempt, request: ModelRequest, run: ModelRun): Promise<Attempted> {
  const { job, log, model } = from
  try {
    const ending = await breakerOf(job.hub, model).execute(async () => {
      const ended = await streamModel(request, log, run)
      if (!run.hasBegun) log.signal.throwIfAborted()
      return ended
    })
    return { ending, failure: null, run }
  } catch (failure) {
    return log.signal.aborted ? { ending: 'stopped', failure: null, run } : { ending: null, failure, run }
  }
}

/** Asks the model under a hold; what it used is charged, also when the person stops it or a later round fails. */
async function attempt(from: Attempt): Promise<Attempted> {
  const { job, log, model } = from
  const kit = await toolKitFor(job, job.text)
  const { bytes, ...prompt } = await promptOf(job, { model: model.name, answerId: job.answerId, kit })
  const request = {
    model,
    ...prompt,
    tools: modelTools({ job, log, kit, driver: model.name }),
    shownTools: () => kit.names(),
    repairToolCall: callThroughCatalog(kit),
  }
  const heldMicro = holdMicro(model.name, bytes)
  const holdId = await hold(from, heldMicro)
  log.drivenBy(model.name)
  const meter = new AnswerMeter(model.name, heldMicro)
  const rounds = new ModelRounds(job.hub, { model: model.name, meter })
  const work = {
    db: job.db,
    line: job.hub.credits.of(job.org.orgId),
    log: job.hub.log,
    metrics: job.hub.metrics,
    holdId,
    heldMicro,
    micro: 0,
    failed: () => meter.micro === 0,
  }
  return chargeWork(work, async (charge) => {
    const attempted = await streamed(from, request, { meter, rounds, hasBegun: false })
    if (log.isInterrupted) meter.waive()
    const { micro, tokens } = meter
    charge.meter(micro, {
      model: model.name,
      inputTokens: tokens.input,
      cachedTokens: tokens.cached,
      outputTokens: tokens.output,
    })
    log.spend(micro)
    if (tokens.input + tokens.output > 0) log.count(countOf(tokens))
    return attempted
  })
}

/** A count without what was not the case: most providers cache nothing. */
const countOf = ({ input, cached, output }: AnswerMeter['tokens']): TokenCount =>
  cached > 0 ? { input, cached, output } : { input, output }

/** Why the built-in assistant answers instead, in words for the person. */
function takeOverText(model: Model, error: unknown): string | null {
  if (error instanceof BrokenCircuitError)
    return `${model.name} has failed several times, so I leave it alone for half a minute: the built-in assistant answers.`
  if (error instanceof ModelFailure)
    return `${model.name} ${reasonText[error.reason]}: the built-in assistant answers.`
  if (!(error instanceof AppError)) return null
  if (error.code === 'PAYMENT_REQUIRED')
    return `There are not enough credits for ${model.name}: the built-in assistant answers, free of charge.`
  if (error.code === 'EMAIL_NOT_VERIFIED')
    return `${model.name} answers once your e-mail address is confirmed: until then the built-in assistant does.`
  return null
}

const endingText: Record<Exclude<Ending, 'whole' | 'stopped'>, (model: string) => string> = {
  cut: () => 'This answer had become too long and ends here. Ask me to go on.',
  filtered: (model) => `The content filter of ${model} ended the answer here.`,
  empty: (model) => `${model} ended its answer without a word. Ask again, perhaps in other words.`,
  unfinished: () => 'This took more rounds than one answer may. Ask me to go on.',
}

const unsaidText: Partial<Record<Ending, string>> = {
  cut: 'thought for as long as one answer may and said nothing',
  filtered: 'withheld its answer: its content filter stopped it',
  empty: 'gave an empty answer',
}

/** Tells how an answer ended that did not fail. False: nothing was said or done, and the built-in assistant is to answer. */
function conclude({ log, model }: Attempt, { ending, run }: Attempted): boolean {
  const unsaid = ending && !run.hasBegun ? unsaidText[ending] : undefined
  if (unsaid !== undefined) {
    const { micro } = run.meter
    const cost = micro > 0 ? ` ${model.name} charged ${creditsText(micro)} credits all the same.` : ''
    log.notice(`${model.name} ${unsaid}: the built-in assistant answers.${cost}`)
    return false
  }
  if (ending && ending !== 'whole' && ending !== 'stopped') log.notice(endingText[ending](model.name))
  return true
}

/**
 * Lets the model answer. False: it has said and done nothing, the notice tells why, and the built-in assistant is to
 * answer. A model that breaks off later keeps what it said; the answer then fails with UNAVAILABLE.
 */
export async function answerByModel(job: AnswerJob, log: AnswerLog, model: Model): Promise<boolean> {
  const from = { job, log, model }
  let hasBegun = false
  try {
    const attempted = await attempt(from)
    hasBegun = attempted.run.hasBegun
    if (attempted.ending === null) throw attempted.failure
    return conclude(from, attempted)
  } catch (error) {
    if (log.signal.aborted) return true
    if (error instanceof ModelFailure)
      job.hub.log.warn({ err: error, model: model.name, answer: job.answerId }, 'model failed')
    if (hasBegun) {
      throw new AppError('UNAVAILABLE', {
        message: `${model.name} broke off here. What it said so far stands; ask for the answer again.`,
        cause: error,
      })
    }
    const text = takeOverText(model, error)
    if (text === null) throw error
    log.notice(text)
    return false
  }
}
