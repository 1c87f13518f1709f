import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { readPage } from '../../platform/data/keyset.ts'
import { AppError } from '../../shared/errors.ts'
import type { Page } from '../../shared/list.ts'
import { done } from '../../shared/mutation.ts'
import type { Done } from '../../shared/mutation.ts'
import { conversationMessages } from './follow-ups.ts'
import { findConversation, selectOwn } from './queries.ts'
import { abortAnswer } from './run.ts'
import { wakeWishes, wishesIn, withdrawWishes } from './withdraw.ts'
import type {
  Conversation,
  ConversationWithMessages,
  GetConversation,
  ListConversations,
  RemoveConversation,
  RenameConversation,
} from './schema.ts'

const likePattern = (phrase: string) => `%${phrase.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

/** The caller's conversations, last used first; `search` looks in titles and messages. */
export function listConversations(ctx: OrgContext, input: ListConversations): Promise<Page<Conversation>> {
  const pattern = likePattern(input.search ?? '')
  const query = selectOwn(ctx, ctx.db)
    .select(['id', 'title', 'createdAt', 'updatedAt'])
    .$if(input.search !== undefined, (q) =>
      q.where(
        sql<boolean>`(title ilike ${pattern} or exists (select from assistant_message m
          where m.conversation_id = assistant_conversation.id and m.replaced_at is null and m.text ilike ${pattern}))`,
      ),
    )
  return readPage(query, {
    scope: { key: ctx.hub.keys.cursor, list: 'assistant.conversations.list', orgId: ctx.org.orgId },
    columns: [
      { expression: sql`assistant_conversation.updated_at`, type: 'timestamptz', direction: 'desc' },
      { expression: sql`assistant_conversation.id`, type: 'uuid', direction: 'desc' },
    ],
    input,
  })
}

/** One of the caller's conversations with its messages, oldest first. */
export async function getConversation(
  ctx: OrgContext,
  { id }: GetConversation,
): Promise<ConversationWithMessages> {
  const conversation = await findConversation(ctx, ctx.db, id)
  return { conversation, messages: await conversationMessages(ctx, id) }
}

export async function renameConversation(
  ctx: OrgContext,
  { id, title }: RenameConversation,
): Promise<Conversation> {
  return ctx.write(async (tx) => {
    await findConversation(ctx, tx, id)
    await tx.updateTable('assistantConversation').set({ title }).where('id', '=', id).execute()
    tx.audit('assistant.conversation.renamed', { conversation: id })
    return findConversation(ctx, tx, id)
  })
}

/** Takes a conversation off the list, and what it has asked for with it. One that is gone already is not found. */
export async function removeConversation(ctx: OrgContext, { id }: RemoveConversation): Promise<Done> {
  let wishes: string[] = []
  let answers: string[] = []
  await ctx.write(async (tx) => {
    const removed = await tx
      .updateTable('assistantConversation')
      .set({ removedAt: ctx.now() })
      .where('id', '=', id)
      .where('personId', '=', ctx.actor.userId)
      .where('removedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!removed) throw new AppError('NOT_FOUND')
    answers = await requestStops(tx, id)
    wishes = await wishesIn(tx, id)
    await withdrawWishes(ctx, tx, wishes)
    tx.audit('assistant.conversation.removed', { conversation: id })
    return done
  })
  for (const answerId of answers) abortAnswer(ctx.hub, answerId)
  wakeWishes(ctx, wishes)
  return done
}

/** Answers under way go no further; a server that is writing one sees it on its row. */
async function requestStops(tx: OrgDb, conversationId: string): Promise<string[]> {
  const rows = await tx
    .updateTable('assistantMessage')
    .set({ stopRequestedAt: sql<string>`now()` })
    .where('conversationId', '=', conversationId)
    .where('status', '=', 'streaming')
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}
