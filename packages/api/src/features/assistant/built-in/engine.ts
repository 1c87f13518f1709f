import { creditsText } from '../../../shared/micro.ts'
import { worstCaseMicro } from '../../../platform/credits/price-book.ts'
import type { AnswerLog } from '../answer-log.ts'
import type { AnswerJob } from '../job.ts'
import type { Memory } from '../memory.ts'
import { callTool } from '../tool-call.ts'
import type { ToolOutcome } from '../tool-call.ts'
import { interpret } from './interpret.ts'
import { render } from './render.ts'
import { INTRODUCTION } from './talk.ts'
import type { Interpretation, World } from './types.ts'
import { BUILT_IN, loadWorld, lookFurther } from './world.ts'

type Call = Extract<Interpretation, { kind: 'call' }>

async function understand(job: AnswerJob, log: AnswerLog, world: World): Promise<Interpretation> {
  const first = interpret(job.text, world)
  if (first.kind !== 'look') return first
  return interpret(job.text, await lookFurther(job, log, { world, words: first.words }))
}

function priceText(job: AnswerJob, path: string, input: unknown): string {
  const entry = job.hub.catalog.get(path)
  const micro = entry ? worstCaseMicro(entry.meta, { door: 'assistant', driver: BUILT_IN }, input) : 0
  return micro === 0 ? '' : ` It costs ${creditsText(micro)} credits when it runs.`
}

function say(log: AnswerLog, call: Call, outcome: ToolOutcome): Partial<Memory> {
  const spoken = call.taskId === undefined ? {} : { taskId: call.taskId }
  if (outcome.kind === 'failed') {
    log.say(`That did not work: ${outcome.error.message}`)
    return spoken
  }
  if (outcome.kind === 'waiting') {
    log.say(' Nothing is changed until you approve it.')
    return spoken
  }
  const { text, listed, taskId } = render(call.path, outcome.output)
  log.say(text)
  return { ...spoken, ...(listed && { listed }), ...(taskId !== undefined && { taskId }) }
}

async function carryOut(job: AnswerJob, log: AnswerLog, call: Call): Promise<Partial<Memory>> {
  if (call.say !== '') log.say(`I would ${call.say}.${priceText(job, call.path, call.input)}`)
  const outcome = await callTool(job, log, { path: call.path, input: call.input, driver: BUILT_IN })
  if (outcome.kind === 'done' && call.say !== '') log.say('\n')
  return say(log, call, outcome)
}

/** Answers by rules alone, without a model or the network (AI-2). Returns what to remember. */
export async function answerBuiltIn(job: AnswerJob, log: AnswerLog): Promise<Memory> {
  log.drivenBy(BUILT_IN)
  if (!job.memory.hasIntroduced) {
    log.say(`${INTRODUCTION}\n\n`)
    // The first words go out before the database is asked for anything.
    void log.flush()
  }
  const world = await loadWorld(job, log)
  const meant = await understand(job, log, world)
  const memory: Memory = { ...world.memory, pending: null, hasIntroduced: true }
  switch (meant.kind) {
    case 'call':
      return { ...memory, ...(await carryOut(job, log, meant)) }
    case 'ask':
      log.ask(
        meant.question,
        meant.pending.choices.map(({ label }) => label),
      )
      return { ...memory, pending: meant.pending }
    case 'answer':
    case 'refuse':
      log.say(meant.text)
      return memory
    case 'look':
    case 'draft':
      throw new Error(`The rules left a request half read: ${meant.kind}`)
  }
}
