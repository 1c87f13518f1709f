import type { Hub } from '../../platform/hub.ts'
import { normalizeError } from '../../platform/calls/normalize-error.ts'
import { withRequestScope } from '../../platform/calls/request-scope.ts'
import { inSpan } from '../../platform/logs/spans.ts'
import { AnswerLog } from './answer-log.ts'
import { answer } from './answer.ts'
import type { AnswerJob } from './job.ts'
import type { Memory } from './memory.ts'
import { withLookUps } from './recall.ts'

interface Running {
  log: AnswerLog
  ended: Promise<void>
}

/** Answers this process is writing, by hub. Readers never depend on it: they look in the database. */
const running = new WeakMap<Hub, Map<string, Running>>()

function answersOf(hub: Hub): Map<string, Running> {
  const known = running.get(hub) ?? new Map<string, Running>()
  running.set(hub, known)
  return known
}

async function run(job: AnswerJob, log: AnswerLog): Promise<void> {
  const remember = (memory: Memory) =>
    log.remember(withLookUps(job.hub, memory, { answerId: job.answerId, lookUps: log.lookUps }))
  try {
    remember(await answer(job, log))
    await log.finish()
  } catch (thrown) {
    // What was found before stands in the conversation, and "it" may mean that.
    remember(job.memory)
    if (log.signal.aborted) return await log.finish()
    const error = normalizeError(thrown)
    if (error.code === 'INTERNAL')
      job.hub.log.error({ err: error.details.cause ?? error, answer: job.answerId }, 'answer failed')
    await log.fail(error.message)
  }
}

/** Makes the answer on this server, whether or not anybody follows it. */
export function startAnswer(job: AnswerJob): void {
  const { hub, answerId, conversationId, org } = job
  const log = new AnswerLog({ hub, orgId: org.orgId, conversationId, answerId })
  const answers = answersOf(hub)
  const ended = withRequestScope(answerId, () =>
    inSpan('assistant.answer', { attributes: { 'gen_ai.conversation.id': conversationId } }, () =>
      run(job, log),
    ),
  ).finally(() => void answers.delete(answerId))
  answers.set(answerId, { log, ended })
}

/** Stops an answer if this process is writing it; another server sees the request on its row. */
export function abortAnswer(hub: Hub, answerId: string): void {
  answersOf(hub).get(answerId)?.log.stop()
}

/** For the end of a process: interrupts every answer it is writing and waits until their rows say so. */
export async function stopAnswers(hub: Hub): Promise<void> {
  const all = [...answersOf(hub).values()]
  for (const { log } of all) log.interrupt()
  await Promise.all(all.map(({ ended }) => ended))
}
