import { creditsText } from '../../../shared/micro.ts'
import { worstCaseMicro } from '../../../platform/credits/price-book.ts'
import type { AnswerLog } from '../answer-log.ts'
import type { AnswerJob } from '../job.ts'
import type { Memory } from '../memory.ts'
import { toolCall } from '../job.ts'
import { callTool } from '../tool-call.ts'
import { spokenIn, toldAnswer } from './told.ts'
import {
  byHandText,
  cannotText,
  forbiddenText,
  helpText,
  howToText,
  leftOutText,
  proposalText,
} from './words.ts'
import { BUILT_IN } from './driver.ts'
import { takeBack, withdrawLast } from './take-back.ts'
import { INTRODUCTION } from './understand/speech/talk.ts'
import type { Call, Outcome, World } from './understand/types.ts'
import { meaningOf } from './understand/understand.ts'
import { loadWorld } from './world.ts'

function priceText({ act, input }: Call): string {
  const micro = worstCaseMicro(act.entry.meta, { door: 'assistant', driver: BUILT_IN }, input)
  return micro === 0 ? '' : ` It costs ${creditsText(micro)} credits when it runs.`
}

interface Answering {
  job: AnswerJob
  log: AnswerLog
  world: World
}

/** Does or asks for one act, and says so. Returns what to remember of it. */
async function carryOut({ job, log, world }: Answering, call: Call): Promise<Partial<Memory>> {
  const { act, input, names, about } = call
  const isWrite = act.entry.meta.effect !== 'read'
  if (isWrite) log.say(`I would ${proposalText(call, world)}.${priceText(call)}`)
  const outcome = await callTool(job, log, { path: act.path, input, driver: BUILT_IN })
  const known = {
    last: { path: act.path, input, names: { ...names } },
    ...(about && { it: about, ...(isWrite && { handled: [about.id] }) }),
  }
  if (outcome.kind === 'failed') {
    log.say(`${isWrite ? ' ' : ''}That did not work: ${outcome.error.message}`)
    return {}
  }
  if (outcome.kind === 'waiting') {
    log.say(' Nothing is changed until you approve it.')
    return known
  }
  const told = toldAnswer(job.hub, act.path, outcome.output)
  log.say(`${isWrite ? '\n' : ''}${leftOutText(call)}${told.text}`)
  const spoken = spokenIn(job.hub, { path: act.path, input }, told)
  // What was named knows its name better than a short answer does.
  return { ...known, ...spoken, ...(about && spoken.it?.id === about.id && { it: about }) }
}

const furtherText = (asked: number, further: number): string =>
  `These are ${asked} of ${asked + further}. When you have decided about them, say “and the rest”.`

async function carryOutAll(answering: Answering, calls: readonly Call[]): Promise<Partial<Memory>> {
  let known: Partial<Memory> = {}
  for (const [at, call] of calls.entries()) {
    if (at > 0) answering.log.say('\n\n')
    const next = await carryOut(answering, call)
    known = { ...known, ...next, handled: [...(known.handled ?? []), ...(next.handled ?? [])] }
    if (call.further !== undefined) answering.log.say(`\n\n${furtherText(at + 1, call.further)}`)
  }
  return known
}

/** What is said where nothing is done. */
function textOf(
  { job, world }: Answering,
  outcome: Exclude<Outcome, { kind: 'calls' | 'ask' | 'offer' | 'undo' | 'told' }>,
): string {
  switch (outcome.kind) {
    case 'help':
      return outcome.guide?.tell ?? (outcome.act ? howToText(outcome.act) : helpText(world))
    case 'byHand':
      return byHandText(outcome.act)
    case 'forbidden':
      return forbiddenText(job.hub, outcome.act)
    case 'cannot':
      return outcome.text ?? cannotText(outcome.beside !== undefined)
    case 'tooLong':
      return 'That is more than I can read by my rules. Say in a sentence or two what you need.'
    default:
      return outcome.text
  }
}

async function answerCalls(
  answering: Answering,
  { calls, more, replaces, focus, listed }: Extract<Outcome, { kind: 'calls' }>,
): Promise<Partial<Memory>> {
  if (replaces === true) await withdrawLast(answering)
  const known = {
    ...(await carryOutAll(answering, calls)),
    ...(focus && { focus: [...focus] }),
    ...(listed && { listed }),
  }
  if (!more) return known
  answering.log.say('\n\n')
  return { ...known, ...(await answerWith(answering, more)) }
}

const labels = (choices: readonly { label: string }[]) => choices.map(({ label }) => label)

async function offerActs(
  answering: Answering,
  { offer, withdraws }: Extract<Outcome, { kind: 'offer' }>,
): Promise<Partial<Memory>> {
  const isBack = withdraws === true && (await withdrawLast(answering))
  if (isBack) answering.log.say('I have taken that back: nothing is changed.\n\n')
  const isOne = offer.choices.length === 1
  answering.log.ask(isOne ? 'Do you mean this?' : 'Which of these do you mean?', labels(offer.choices))
  return { offer }
}

async function undone(
  answering: Answering,
  { more }: Extract<Outcome, { kind: 'undo' }>,
): Promise<Partial<Memory>> {
  const known = await takeBack(answering, (calls) => carryOutAll(answering, calls))
  if (!more) return known
  answering.log.say('\n\n')
  return { ...known, ...(await answerWith(answering, more)) }
}

/** Says what an outcome comes to, and does it. Returns what to remember. */
async function answerWith(answering: Answering, outcome: Outcome): Promise<Partial<Memory>> {
  const { log } = answering
  if (outcome.kind === 'calls') return answerCalls(answering, outcome)
  if (outcome.kind === 'undo') return undone(answering, outcome)
  if (outcome.kind === 'ask') {
    log.ask(outcome.question, labels(outcome.draft.choices))
    return { draft: outcome.draft }
  }
  if (outcome.kind === 'offer') return offerActs(answering, outcome)
  if (outcome.kind === 'told') {
    log.say(outcome.text)
    return outcome.it ? { it: outcome.it } : {}
  }
  if (outcome.kind === 'dropped') await withdrawLast(answering)
  log.say(textOf(answering, outcome))
  return {}
}

/** What else may have been meant, below what it was taken for. */
function offerBeside(log: AnswerLog, outcome: Outcome): Pick<Memory, 'offer'> | null {
  const beside = 'beside' in outcome ? outcome.beside : undefined
  if (!beside) return null
  log.ask('', labels(beside.choices))
  return { offer: beside }
}

/** Answers by rules alone, without a model or the network (AI-2). Returns what to remember. */
export async function answerBuiltIn(job: AnswerJob, log: AnswerLog): Promise<Memory> {
  log.drivenBy(BUILT_IN)
  if (!job.memory.hasIntroduced) {
    log.say(`${INTRODUCTION}\n\n`)
    // The first words go out before the database is asked for anything.
    void log.flush()
  }
  const world = await loadWorld({ ...job, call: toolCall(job, BUILT_IN, log) })
  const { outcome, heard, withdraws } = await meaningOf(job.text, world)
  if (withdraws === true) await withdrawLast({ job, log })
  const known = { ...(await answerWith({ job, log, world }, outcome)), ...offerBeside(log, outcome) }
  const { focus } = { ...world.memory, ...known }
  const done = [...(known.focus ? [] : world.memory.handled), ...(known.handled ?? [])]
  const handled = done.filter((id) => focus.some((row) => row.id === id))
  return { ...world.memory, draft: null, offer: null, ...known, handled, heard, hasIntroduced: true }
}
