import { BrokenCircuitError } from 'cockatiel'
import { chargeWork } from '../../../platform/credits.ts'
import type { Charge } from '../../../platform/credits.ts'
import { programOf } from '../../../platform/call.ts'
import type { HubSettings } from '../../../platform/hub.ts'
import { modelMicro } from '../../../platform/price-book.ts'
import { priceVersion } from '../../../platform/price-versions.ts'
import { sha256 } from '../../../platform/secrets.ts'
import { toolInputSchema } from '../../../platform/tool-schema.ts'
import { AppError } from '../../../shared/errors.ts'
import type { AnswerLog } from '../answer-log.ts'
import type { AnswerJob } from '../job.ts'
import { breakerOf } from './breaker.ts'
import { holdMicro, roundMicro, tokensIn } from './budget.ts'
import { failureOf, ModelFailure, reasonText } from './failure.ts'
import { history, instructions } from './prompt.ts'
import { ModelRounds } from './model-rounds.ts'
import { streamModel } from './stream-model.ts'
import type { ModelRequest, ModelRun } from './stream-model.ts'
import { modelTools } from './tools.ts'

type Model = NonNullable<HubSettings['model']>

interface Attempt {
  job: AnswerJob
  log: AnswerLog
  model: Model
}

type Prepared = Omit<ModelRequest, 'mayGoOn' | 'rounds'>

async function requestOf({ job, log, model }: Attempt): Promise<Prepared> {
  const tools = modelTools(job, log, model.name)
  const messages = await history(job)
  const rules = instructions(job)
  const schemas = job.hub.catalog.entries
    .filter(({ tool }) => tool in tools)
    .map(({ meta, inputJson }) => [meta.title, meta.description, toolInputSchema(inputJson)])
  const promptTokens = tokensIn(rules + JSON.stringify(messages) + JSON.stringify(schemas))
  return { model, instructions: rules, messages, tools, promptTokens }
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

interface Round {
  request: Prepared
  heldMicro: number
  run: ModelRun
}

/** Runs the model under the hold; what it used is charged, also when the person stops it or it breaks off later. */
async function streamCharged(
  { job, log, model }: Attempt,
  { request, heldMicro, run }: Round,
  charge: Charge,
): Promise<ModelFailure | null> {
  const mayGoOn: ModelRequest['mayGoOn'] = (used) =>
    modelMicro(model.name, used) + roundMicro(model.name, request.promptTokens) <= heldMicro
  let failure: ModelFailure | null = null
  try {
    const rounds = new ModelRounds(job.hub, model.name)
    await streamModel({ ...request, mayGoOn, rounds }, log, run)
  } catch (error) {
    failure = failureOf(error)
  }
  const { input, output } = run.tokens
  const micro = modelMicro(model.name, run.tokens)
  charge.meter(micro, { model: model.name, inputTokens: input, outputTokens: output })
  log.spend(micro)
  if (input + output > 0) log.count(run.tokens)
  return failure
}

async function attempt(from: Attempt, run: ModelRun): Promise<void> {
  const { job, log, model } = from
  const request = await requestOf(from)
  const heldMicro = holdMicro(model.name, request.promptTokens)
  const holdId = await hold(from, heldMicro)
  log.drivenBy(model.name)
  const work = {
    db: job.db,
    line: job.hub.credits.of(job.org.orgId),
    log: job.hub.log,
    metrics: job.hub.metrics,
    holdId,
    heldMicro,
    micro: 0,
    failed: () => run.tokens.input + run.tokens.output === 0,
  }
  const failure = await chargeWork(work, (charge) => streamCharged(from, { request, heldMicro, run }, charge))
  if (failure) throw failure
}

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

/**
 * Lets the model answer. False: it has said and done nothing, the notice tells why, and the built-in assistant is to
 * answer. A model that breaks off later keeps what it said; the answer then fails with UNAVAILABLE.
 */
export async function answerByModel(job: AnswerJob, log: AnswerLog, model: Model): Promise<boolean> {
  const run: ModelRun = { tokens: { input: 0, output: 0 }, hasBegun: false }
  try {
    await breakerOf(job.hub, model).execute(() => attempt({ job, log, model }, run))
    return true
  } catch (error) {
    if (log.signal.aborted) return true
    if (error instanceof ModelFailure)
      job.hub.log.warn({ err: error, model: model.name, answer: job.answerId }, 'model failed')
    if (run.hasBegun) {
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
