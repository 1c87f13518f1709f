import type { OrgWriteTx } from '../../platform/data/recorder.ts'
import { AppError } from '../../shared/errors.ts'
import { readMemory } from './memory.ts'
import type { Memory } from './memory.ts'

interface Asked {
  conversationId: string
  /** What is kept of the conversation now. */
  memory: Memory
  /** The answer that asked. */
  answerId: string
}

/** What was kept when an answer had just been given: the one behind it began with that. */
async function memoryBehind(tx: OrgWriteTx, { conversationId, memory, answerId }: Asked): Promise<Memory> {
  const next = await tx
    .selectFrom('assistantMessage')
    .select('memoryBefore')
    .where('conversationId', '=', conversationId)
    .where('role', '=', 'assistant')
    .where('id', '>', answerId)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!next) return memory
  const then = readMemory(next.memoryBefore)
  // What waits by now was put up by a later answer.
  return { ...then, offer: then.offer && { text: then.offer.text, choices: then.offer.choices } }
}

/** The memory in which the question of an earlier answer is open again, with what was spoken of when it was asked. */
export async function withQuestionOf(tx: OrgWriteTx, asked: Asked): Promise<Memory> {
  const answer = await tx
    .selectFrom('assistantMessage')
    .select('replacedAt')
    .where('id', '=', asked.answerId)
    .where('conversationId', '=', asked.conversationId)
    .where('role', '=', 'assistant')
    .executeTakeFirst()
  if (!answer) throw new AppError('NOT_FOUND')
  const { recalled, lastTold, hasIntroduced } = asked.memory
  const then = await memoryBehind(tx, asked)
  if (answer.replacedAt !== null || (!then.draft && !then.offer))
    throw new AppError('CONFLICT', {
      message: 'That question is no longer open. Say once more what you need.',
    })
  return { ...then, recalled, lastTold, hasIntroduced }
}
