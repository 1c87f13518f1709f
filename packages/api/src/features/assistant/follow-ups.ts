import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import type { KeyedCall } from '../../platform/credits/charge-key.ts'
import type { Hub } from '../../platform/hub.ts'
import { WITHDRAWN } from '../../platform/approvals/approvals.ts'
import { worstCaseMicro } from '../../platform/credits/price-book.ts'
import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { textOfSentence } from '../../shared/sentence.ts'
import { sentencesPaidFor } from '../credits/service.ts'
import { spokenIn, toldAnswer } from './built-in/told.ts'
import { linkOf } from '../../platform/catalog/entities.ts'
import type { Spoken } from './memory.ts'
import { selectMessages } from './queries.ts'
import type { Message } from './schema.ts'

const settledAt = sql<string>`coalesce(approval.decided_at, approval.expires_at)`

/** Where approvals are decided elsewhere, their state is the one truth: what became of them is told from their rows. */
function selectDecided(db: OrgDb, now: Date) {
  return db
    .selectFrom('assistantApproval')
    .innerJoin('approval', 'approval.id', 'assistantApproval.approvalId')
    .innerJoin('assistantMessage', 'assistantMessage.id', 'assistantApproval.answerId')
    .select(['approval.id', 'approval.procedure', 'approval.args', 'approval.status', 'approval.result'])
    .select([
      'approval.error',
      'approval.driver',
      'approval.decidedById',
      'assistantMessage.conversationId',
      'approval.createdAt',
    ])
    .select(settledAt.as('decidedAt'))
    .where(({ and, eb, or }) =>
      or([
        eb('approval.status', 'in', ['done', 'failed', 'declined']),
        and([eb('approval.status', '=', 'pending'), eb('approval.expiresAt', '<=', now.toISOString())]),
      ]),
    )
    .orderBy(settledAt)
    .orderBy('approval.id')
}

type Decided = Awaited<ReturnType<ReturnType<typeof selectDecided>['execute']>>[number]

const reasonOf = (error: Record<string, unknown> | null): string =>
  typeof error?.['message'] === 'string' ? error['message'] : 'the reason is not known.'

function outcome(hub: Hub, { status, procedure, result, error }: Decided): ToldAnswer {
  if (status === 'pending') return { text: 'Nobody approved this within 24 hours: nothing was changed.' }
  if (status === 'declined') return { text: 'Declined: nothing was changed.' }
  if (status === 'failed') return { text: `That did not work: ${reasonOf(error)}` }
  try {
    return toldAnswer(hub, procedure, result)
  } catch {
    // Answers stored before a procedure changed its shape are told without details.
    return { text: 'Done.' }
  }
}

const isTakenBack = ({ error }: Decided): boolean => error?.['code'] === WITHDRAWN

export interface FollowUp {
  approvalId: string
  text: string
  /** The row it was about. */
  about: Spoken | undefined
  /** What was approved. */
  title: string
  tool: string
  micro: number
  /** The call that was approved, where it was done for credits. */
  paid: KeyedCall | undefined
  driver: string | null
  decidedAt: string
  /** It was taken back in the conversation, where that was said: nothing more is told of it. */
  isWithdrawn: boolean
}

/** The approval is the key of its call, which is done in the name of whoever decided it. */
const callOf = ({ id, procedure, decidedById }: Decided): KeyedCall | undefined =>
  decidedById === null ? undefined : { userId: decidedById, path: procedure, key: id }

function followUp(hub: Hub, decided: Decided): FollowUp {
  const { id, procedure, args, driver, status, decidedAt } = decided
  const entry = hub.catalog.get(procedure)
  const meta = entry?.meta
  const caller = { door: 'assistant' as const, driver: driver ?? undefined }
  const micro = status === 'done' && meta ? worstCaseMicro(meta, caller, args) : 0
  const { title = procedure } = meta ?? {}
  const tool = entry?.tool ?? procedure
  const told = outcome(hub, decided)
  const about =
    status === 'done' ? (spokenIn(hub, { path: procedure, input: {} }, told).it ?? undefined) : undefined
  const paid = micro === 0 ? undefined : callOf(decided)
  const isWithdrawn = isTakenBack(decided)
  return { text: told.text, about, approvalId: id, title, tool, micro, paid, driver, decidedAt, isWithdrawn }
}

/** What became of the approvals of one answer, in the order of the decisions. */
export async function followUpsOf(hub: Hub, db: OrgDb, answerId: string): Promise<FollowUp[]> {
  const rows = await selectDecided(db, hub.now()).where('assistantApproval.answerId', '=', answerId).execute()
  return rows.map((row) => followUp(hub, row))
}

export async function followUpsIn(hub: Hub, db: OrgDb, conversationId: string): Promise<FollowUp[]> {
  const rows = await selectDecided(db, hub.now())
    .where('assistantMessage.conversationId', '=', conversationId)
    .where('assistantMessage.replacedAt', 'is', null)
    .execute()
  // The same wish asked for twice waits as one approval.
  const once = new Map(rows.map((row) => [row.id, row]))
  return [...once.values()].map((row) => followUp(hub, row))
}

const followUpMessage = ({ approvalId, title, tool, text, micro, driver, decidedAt }: FollowUp): Message => ({
  id: approvalId,
  role: 'assistant',
  text,
  // What was charged is the approved act, not the words about it.
  steps: micro === 0 ? [] : [{ id: approvalId, tool, title, status: 'done', micro }],
  approvalIds: [],
  choices: [],
  notices: [],
  driver,
  status: 'done',
  error: null,
  micro,
  tokens: null,
  approvalId,
  about: null,
  lastEventId: null,
  createdAt: decidedAt,
})

interface Turn {
  message: Message
  about?: Spoken | undefined
  paid?: KeyedCall | undefined
}

/** What was said, in its order; what became of an approval stands where it was decided, with the row it was about. */
export async function conversationTurns(hub: Hub, db: OrgDb, conversationId: string): Promise<Turn[]> {
  const [messages, followUps] = await Promise.all([
    selectMessages(db, conversationId).execute(),
    followUpsIn(hub, db, conversationId),
  ])
  const decided = followUps
    .filter(({ isWithdrawn }) => !isWithdrawn)
    .map((one) => ({ message: followUpMessage(one), about: one.about, paid: one.paid }))
  const at = ({ message }: Turn) => Date.parse(message.createdAt)
  return [...messages.map((message) => ({ message })), ...decided].toSorted((a, b) => at(a) - at(b))
}

/** Where the web app shows the row that was made or changed. */
export function shownAt(
  { hub, org }: Pick<OrgContext, 'hub' | 'org'>,
  about: Spoken | undefined,
): Message['about'] {
  const kind = about && hub.entities.get(about.entity)
  const link = kind && linkOf({ hub, org, may: () => false }, kind, about)
  return about && link ? { name: about.name, link } : null
}

/** The same as its person reads it: a receipt names what was done as the history of the credits does. */
export async function conversationMessages(ctx: OrgContext, conversationId: string): Promise<Message[]> {
  const turns = await conversationTurns(ctx.hub, ctx.db, conversationId)
  const sentences = await sentencesPaidFor(
    ctx,
    turns.flatMap(({ paid }) => paid ?? []),
  )
  return turns.map(({ message: told, about, paid }) => {
    const message = { ...told, about: shownAt(ctx, about) }
    const sentence = paid && sentences.get(paid.key)
    if (!sentence) return message
    const title = textOfSentence(sentence)
    return { ...message, steps: message.steps.map((step) => ({ ...step, title })) }
  })
}
