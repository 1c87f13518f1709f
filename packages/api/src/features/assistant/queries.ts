import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { AppError } from '../../shared/errors.ts'
import type { Conversation, Message } from './schema.ts'

/** An answer whose writer gave no sign of life for so long was interrupted; writers renew every two seconds. */
const LOST_AFTER_SECONDS = 15
export const INTERRUPTED = 'This answer was interrupted. Nothing was lost: ask for it again.'

type Asker = Pick<OrgContext, 'actor' | 'db'>

const isLost = sql<boolean>`(assistant_message.status = 'streaming'
  and assistant_message.alive_at < now() - make_interval(secs => ${sql.lit(LOST_AFTER_SECONDS)}))`

/** Conversations belong to one person: fellow members do not find them. */
export const selectOwn = ({ actor }: Asker, db: OrgDb) =>
  db
    .selectFrom('assistantConversation')
    .where('assistantConversation.personId', '=', actor.userId)
    .where('assistantConversation.removedAt', 'is', null)

export async function findConversation(asker: Asker, db: OrgDb, id: string): Promise<Conversation> {
  const found = await selectOwn(asker, db)
    .select(['id', 'title', 'createdAt', 'updatedAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new AppError('NOT_FOUND')
  return found
}

const approvalIds = sql<string[]>`array(
  select approval_id::text from assistant_approval a where a.answer_id = assistant_message.id order by approval_id)`

/** The messages of a conversation as they stand, oldest first; answers replaced by a retry are left out. */
export function selectMessages(db: OrgDb, conversationId: string) {
  return db
    .selectFrom('assistantMessage')
    .select(['id', 'role', 'text', 'steps', 'choices', 'notices', 'driver', 'micro', 'tokens', 'createdAt'])
    .select([
      approvalIds.as('approvalIds'),
      sql<Message['status']>`case when ${isLost} then 'failed' else status end`.as('status'),
      sql<string | null>`case when ${isLost} then ${INTERRUPTED} else error end`.as('error'),
      sql<string | null>`null`.as('approvalId'),
      sql<Message['about']>`null`.as('about'),
      sql<string | null>`nullif(last_seq, 0)::text`.as('lastEventId'),
    ])
    .where('conversationId', '=', conversationId)
    .where('replacedAt', 'is', null)
    .orderBy('id')
}

/** One of the caller's own answers, with what is needed to follow, stop or repeat it. */
export async function findAnswer(asker: Asker, db: OrgDb, answerId: string) {
  const answer = await db
    .selectFrom('assistantMessage')
    .innerJoin('assistantConversation', 'assistantConversation.id', 'assistantMessage.conversationId')
    .select(['assistantMessage.id', 'assistantMessage.conversationId', 'assistantMessage.status'])
    .select(['assistantMessage.promptId', 'assistantMessage.memoryBefore', 'assistantMessage.lastSeq'])
    .select(isLost.as('isLost'))
    .where('assistantMessage.id', '=', answerId)
    .where('assistantMessage.role', '=', 'assistant')
    .where('assistantConversation.personId', '=', asker.actor.userId)
    .where('assistantConversation.removedAt', 'is', null)
    .executeTakeFirst()
  if (!answer) throw new AppError('NOT_FOUND')
  return answer
}

/** True while a server is writing an answer in this conversation. */
export async function isAnswering(db: OrgDb, conversationId: string): Promise<boolean> {
  const row = await db
    .selectFrom('assistantMessage')
    .select('id')
    .where('conversationId', '=', conversationId)
    .where('status', '=', 'streaming')
    .where(sql<boolean>`not ${isLost}`)
    .executeTakeFirst()
  return row !== undefined
}
