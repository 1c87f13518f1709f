import { withdrawPending } from '../tool-call.ts'
import type { AnswerJob } from '../job.ts'
import type { AnswerLog } from '../answer-log.ts'
import type { Memory } from '../memory.ts'
import { rowFieldOf } from './acts/needed-fields.ts'
import type { Call, World } from './understand/types.ts'

interface Answering {
  job: AnswerJob
  log: AnswerLog
  world: World
}

type CarryOut = (calls: readonly Call[]) => Promise<Partial<Memory>>

/** Withdraws what was asked for last and still waits. */
export const withdrawLast = async ({ job, log }: Pick<Answering, 'job' | 'log'>): Promise<boolean> =>
  (await withdrawPending(job, log)) > 0

/** The act that takes the last one back, about the same row. */
function inverseOf({ memory: { last, it }, table }: World): Call | null {
  const act = last && table.get(last.path)
  const path = act?.phrases.undoneBy
  const inverse = path === undefined ? undefined : table.get(path)
  const field = inverse && rowFieldOf(inverse)
  if (!inverse || !field || !it || it.entity !== field.entity) return null
  return { act: inverse, input: { [field.name]: it.id }, names: { [field.name]: it.name }, about: it }
}

/** "Undo that": a request that still waits is withdrawn, and for an act that was done its opposite is asked for. */
export async function takeBack(answering: Answering, carryOut: CarryOut): Promise<Partial<Memory>> {
  const { log, world } = answering
  if (await withdrawLast(answering)) {
    log.say('I have taken the request back: nothing is changed.')
    return {}
  }
  const inverse = inverseOf(world)
  if (inverse) return carryOut([inverse])
  const { last } = world.memory
  const act = last && world.table.get(last.path)
  log.say(
    act && act.entry.meta.effect !== 'read'
      ? 'I cannot take that back by myself. Tell me what it should be instead.'
      : 'There is nothing to take back.',
  )
  return {}
}
