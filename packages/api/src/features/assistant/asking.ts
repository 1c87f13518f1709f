import type { OrgContext } from '../../platform/calls/context.ts'
import { innerCall } from '../../platform/calls/inner-call.ts'
import { memberListener } from '../../platform/audit/listener.ts'
import { linkOf } from '../../platform/catalog/entities.ts'
import type { QuestionPlace } from '../../platform/catalog/questions.ts'
import { entityOfAnswer, toldAnswer } from './built-in/told.ts'
import { askedQuestion } from './built-in/question.ts'
import type { AskedQuestion } from './built-in/question.ts'
import type { Outcome, World } from './built-in/understand/types.ts'
import { isBeforeData } from './built-in/understand/before-data.ts'
import { understandRequests } from './built-in/understand/clauses/several.ts'
import { meaningsOf, whichWords } from './built-in/understand/which-meant.ts'
import { loadWorld } from './built-in/world.ts'
import { emptyMemory } from './memory.ts'
import type { AskedBusiness, BusinessAnswer } from './schema.ts'

/** Of questions that have an answer, so many are shown to somebody whose own was not understood. */
const NEAR = 3

const placeOf = ({ db, now, org }: OrgContext): QuestionPlace => ({
  db,
  now: now(),
  timeZone: org.timeZone,
  currency: org.currency,
})

/** Answers a question from rows whose kinds the organization made itself. */
async function fromData(ctx: OrgContext, { path, input, questions }: AskedQuestion): Promise<BusinessAnswer> {
  const { words, columns, rows, isAll, entity } = questions.tell(
    await ctx.catalog.call(path, input, innerCall(ctx)),
  )
  const kind = ctx.hub.entities.get(entity)
  const listener = memberListener(ctx)
  return {
    isUnderstood: true,
    words,
    columns: [...columns],
    rows: rows.map(({ id, cells }) => ({
      link: id === null ? null : linkOf(listener, kind, { id, name: cells[0] ?? '' }),
      cells: [...cells],
    })),
    isAll,
    asked: { path, input: { ...input } },
    near: [],
  }
}

type Calls = Extract<Outcome, { kind: 'calls' }>['calls']

/** What the caller may read, outside any conversation. */
function worldFor(ctx: OrgContext): Promise<World> {
  const { hub, actor, org, permissions, db } = ctx
  const { timeZone } = org
  const place = { conversationId: null, memory: emptyMemory, timeZone, call: innerCall(ctx) }
  return loadWorld({ hub, db, actor, org, permissions, ...place })
}

/** The look-up that a question asks for, of all that the caller may read. */
async function lookUpIn(
  question: string,
  world: World,
): Promise<{ call: Calls[number] | null; near: readonly string[] }> {
  const outcome = await understandRequests(question, world)
  const [only, ...others] = outcome.kind === 'calls' ? outcome.calls : []
  const isRead = only?.act.entry.meta.effect === 'read' && only.leftOut === undefined && others.length === 0
  const offered = outcome.kind === 'offer' ? outcome.offer.choices : []
  const near = offered.filter(({ path }) => world.access(path) === 'open').map(({ label }) => label)
  return { call: isRead ? only : null, near }
}

/** Answers by a read act of any part of the hub, told as the assistant tells it. */
async function fromActs(ctx: OrgContext, { act, input }: Calls[number]): Promise<BusinessAnswer> {
  const told = toldAnswer(ctx.hub, act.path, await ctx.catalog.call(act.path, input, innerCall(ctx)))
  const entity = entityOfAnswer(ctx.hub, act.path)
  const kind = entity === undefined ? undefined : ctx.hub.entities.get(entity)
  const listener = memberListener(ctx)
  return {
    isUnderstood: true,
    words: told.text,
    columns: told.shown ? [{ title: kind?.noun ?? 'Name', isNumber: false }] : [],
    rows: (told.shown ?? []).map(({ id, name }) => ({
      link: linkOf(listener, kind, { id, name }),
      cells: [name],
    })),
    isAll: true,
    asked: { path: act.path, input },
    near: [],
  }
}

const notUnderstood = {
  isUnderstood: false,
  words: 'I did not understand that, or nothing here answers it.',
  columns: [],
  rows: [],
  isAll: true,
  asked: null,
}

/**
 * Answers a question about the business from its own rows, without a model and without a conversation: what it was taken for is said
 * with the answer, and what was not understood is answered by questions that would be.
 */
export async function askBusiness(ctx: OrgContext, { question }: AskedBusiness): Promise<BusinessAnswer> {
  const asked = await askedQuestion(ctx, placeOf(ctx), { question, last: null })
  const world = await worldFor(ctx)
  const isOfData = asked !== null && !(await isBeforeData(question, world))
  if (isOfData && asked.unclear)
    return {
      ...notUnderstood,
      words: whichWords(asked),
      near: meaningsOf(question, asked).map(({ value }) => value),
    }
  if (isOfData) return fromData(ctx, asked)
  const { call, near } = await lookUpIn(question, world)
  if (call) return fromActs(ctx, call)
  const held: ReadonlySet<string> = ctx.permissions
  const readers = ctx.hub.questions.filter(({ permission }) => held.has(permission))
  const examples = (await Promise.all(readers.map((reader) => reader.examples(placeOf(ctx))))).flat()
  return { ...notUnderstood, near: [...near, ...examples].slice(0, NEAR) }
}
