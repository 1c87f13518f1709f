import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../platform/data/recorder.ts'
import { AppError } from '../../shared/errors.ts'
import { done } from '../../shared/mutation.ts'
import type { Done } from '../../shared/mutation.ts'
import type { AnswerJob } from './job.ts'
import { emptyMemory, readMemory } from './memory.ts'
import type { Memory } from './memory.ts'
import { withQuestionOf } from './earlier-question.ts'
import { findAnswer, isAnswering, selectOwn } from './queries.ts'
import { abortAnswer, startAnswer } from './run.ts'
import { wakeWishes, wishesOfAnswersTo, withdrawWishes } from './withdraw.ts'
import type { Drivers, Retried, RetryAnswer, SendMessage, Sent, StopAnswer } from './schema.ts'

/** Longest title made from a first message. */
const TITLE_LENGTH = 60

interface Place {
  conversationId: string
  memory: Memory
}

interface Prompt extends Place {
  promptId: string
  text: string
}

/** Stores the message and an answer to come, then makes the answer on this server (AI-2, AI-4). */
export async function sendMessage(ctx: OrgContext, input: SendMessage): Promise<Sent> {
  let begun: AnswerJob | undefined
  const sent = await ctx.write(async (tx): Promise<Sent> => {
    const place = await placeOf(ctx, tx, input)
    const promptId = uuidv7()
    const row = { orgId: ctx.org.orgId, conversationId: place.conversationId, createdAt: ctx.now() }
    await tx
      .insertInto('assistantMessage')
      .values({ ...row, id: promptId, role: 'person', text: input.text, status: 'done' })
      .execute()
    begun = await beginAnswer(ctx, tx, { ...place, promptId, text: input.text })
    return { conversationId: place.conversationId, messageId: promptId, answerId: begun.answerId }
  })
  const timeZone = timeZoneOf(ctx, input.timeZone)
  startIfNew(begun && { ...begun, page: input.page }, sent.answerId, timeZone)
  return sent
}

/** Replaces the last answer of a conversation by a new one to the same message. */
export async function retryAnswer(ctx: OrgContext, { answerId, timeZone }: RetryAnswer): Promise<Retried> {
  let begun: AnswerJob | undefined
  let wishes: string[] = []
  const retried = await ctx.write(async (tx) => {
    const { conversationId, promptId, memoryBefore } = await findAnswer(ctx, tx, answerId)
    await takeConversation(ctx, tx, conversationId)
    const last = await tx
      .selectFrom('assistantMessage')
      .select(['id', 'text'])
      .where('conversationId', '=', conversationId)
      .where('role', '=', 'person')
      .orderBy('id', 'desc')
      .executeTakeFirst()
    if (!last || last.id !== promptId) {
      throw new AppError('CONFLICT', { message: 'Only the last answer of a conversation can be made again.' })
    }
    await tx
      .updateTable('assistantMessage')
      // A server that was taken for dead may wake up, and must not go on with it.
      .set({ replacedAt: ctx.now(), stopRequestedAt: sql<string>`now()` })
      .where('promptId', '=', promptId)
      .where('replacedAt', 'is', null)
      .execute()
    wishes = await wishesOfAnswersTo(tx, promptId)
    await withdrawWishes(ctx, tx, wishes)
    begun = await beginAnswer(ctx, tx, {
      conversationId,
      memory: readMemory(memoryBefore),
      promptId,
      text: last.text,
    })
    return { answerId: begun.answerId }
  })
  wakeWishes(ctx, wishes)
  startIfNew(begun, retried.answerId, timeZoneOf(ctx, timeZone))
  return retried
}

/** Stops an answer; one that has ended already stays as it is. */
export async function stopAnswer(ctx: OrgContext, { answerId }: StopAnswer): Promise<Done> {
  await ctx.write(async (tx) => {
    const answer = await findAnswer(ctx, tx, answerId)
    if (answer.status !== 'streaming') return done
    // Nobody is left to notice the request on an interrupted answer.
    const stopped = answer.isLost ? { status: 'stopped' as const } : {}
    await tx
      .updateTable('assistantMessage')
      .set({ stopRequestedAt: sql<string>`now()`, ...stopped })
      .where('id', '=', answerId)
      .where('status', '=', 'streaming')
      .execute()
    tx.audit('assistant.stopped', { answer: answerId })
    return done
  })
  abortAnswer(ctx.hub, answerId)
  return done
}

/** Who can answer here, first choice first. */
export function listDrivers(ctx: OrgContext): Drivers {
  const builtIn = {
    id: 'built-in',
    name: 'Built-in assistant',
    isBuiltIn: true,
    note: 'Follows fixed rules, needs no model and costs nothing.',
  }
  const { model } = ctx.hub.settings
  if (!model) return [builtIn]
  const note = 'Charged by tokens. When it does not answer, the built-in assistant takes over.'
  return [{ id: model.name, name: model.name, isBuiltIn: false, note }, builtIn]
}

const timeZoneOf = (ctx: OrgContext, sent: string | undefined) =>
  sent ?? ctx.actor.timeZone ?? ctx.org.timeZone

/** A replayed send finds its answer under way or done; only the call that stored it starts it. */
function startIfNew(begun: AnswerJob | undefined, answerId: string, timeZone: string): void {
  if (begun?.answerId === answerId) startAnswer({ ...begun, timeZone })
}

/** The conversation a message belongs to, begun where there is none. */
async function placeOf(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { conversationId, questionId, text }: SendMessage,
): Promise<Place> {
  if (conversationId === undefined) {
    // What is asked in no conversation cannot be answered.
    if (questionId !== undefined) throw new AppError('NOT_FOUND')
    return startConversation(ctx, tx, text)
  }
  const place = await takeConversation(ctx, tx, conversationId)
  if (questionId === undefined) return place
  return { conversationId, memory: await withQuestionOf(tx, { ...place, answerId: questionId }) }
}

async function startConversation(ctx: OrgContext, tx: OrgWriteTx, text: string): Promise<Place> {
  const id = uuidv7()
  const now = ctx.now()
  await tx
    .insertInto('assistantConversation')
    .values({
      id,
      orgId: ctx.org.orgId,
      personId: ctx.actor.userId,
      title: titleOf(text),
      memory: JSON.stringify(emptyMemory),
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  return { conversationId: id, memory: emptyMemory }
}

/** One answer at a time in a conversation; the row's lock makes parallel messages take turns. */
async function takeConversation(ctx: OrgContext, tx: OrgWriteTx, id: string): Promise<Place> {
  const row = await selectOwn(ctx, tx).select('memory').where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  if (await isAnswering(tx, id)) {
    throw new AppError('CONFLICT', {
      message: 'The assistant is still answering here. Stop it, or wait for the end.',
    })
  }
  return { conversationId: id, memory: readMemory(row.memory) }
}

async function beginAnswer(ctx: OrgContext, tx: OrgWriteTx, prompt: Prompt): Promise<AnswerJob> {
  const { conversationId, promptId, memory } = prompt
  const answerId = uuidv7()
  await tx
    .insertInto('assistantMessage')
    .values({
      id: answerId,
      orgId: ctx.org.orgId,
      conversationId,
      role: 'assistant',
      text: '',
      status: 'streaming',
      promptId,
      memoryBefore: JSON.stringify(memory),
      aliveAt: sql<string>`now()`,
      createdAt: ctx.now(),
    })
    .execute()
  await tx
    .updateTable('assistantConversation')
    .set({ updatedAt: ctx.now() })
    .where('id', '=', conversationId)
    .execute()
  tx.audit('assistant.asked', { conversation: conversationId, answer: answerId })
  const { hub, actor, org, permissions } = ctx
  return {
    hub,
    db: hub.db.org(org.orgId),
    actor,
    org,
    permissions,
    answerId,
    ...prompt,
    timeZone: org.timeZone,
  }
}

/** The first line of the first message, cut at a word. */
function titleOf(text: string): string {
  const [first = ''] = text.split(/[\r\n]/)
  const words = first.trim()
  if (words.length <= TITLE_LENGTH) return words === '' ? 'Conversation' : words
  const cut = words.slice(0, TITLE_LENGTH)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), TITLE_LENGTH / 2)).trimEnd()}…`
}
export { askOnce } from './model/ask.ts'
