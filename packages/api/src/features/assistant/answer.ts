import type { AnswerLog } from './answer-log.ts'
import { answerBuiltIn } from './built-in/engine.ts'
import type { AnswerJob } from './job.ts'
import type { Memory } from './memory.ts'
import { answerByModel } from './model/engine.ts'

/** Makes one answer, by the model where there is one and it can, else by rules; returns what to remember (AI-2). */
export async function answer(job: AnswerJob, log: AnswerLog): Promise<Memory> {
  const { model } = job.hub.settings
  if (model && (await answerByModel(job, log, model)))
    return { ...job.memory, draft: null, offer: null, heard: null }
  return answerBuiltIn(job, log)
}
