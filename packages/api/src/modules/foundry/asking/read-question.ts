import { dayIn } from '../../../shared/time.ts'
import { conditionText, linkedCountText } from '../../../shared/conditions.ts'
import { stem } from '../../../reading/name-index.ts'
import type { AskedLast, QuestionPlace, ReadQuestion } from '../../../platform/catalog/questions.ts'
import { partOf } from './asking.ts'
import type { Asking } from './asking.ts'
import { readClosing } from './closing.ts'
import { readBeginnings } from './beginnings.ts'
import { codeQuestion } from './code-question.ts'
import { readAmounts } from './amounts.ts'
import { leaveUnsold, readUnsold } from './counted.ts'
import { readCounts } from './counts.ts'
import { readDays } from './days.ts'
import { readFinished } from './finished.ts'
import { leaveUngrouped } from './groups.ts'
import { readFigures } from './figures.ts'
import { readRefunded } from './given-back.ts'
import { readMarks } from './marks.ts'
import { readMost } from './most.ts'
import { readNone } from './none.ts'
import { readPeriods } from './periods.ts'
import { readRanking } from './ranking.ts'
import { readStock } from './stock.ts'
import { subjectOf } from './subject.ts'
import { readValues } from './values.ts'
import { propertyCalled, typesAsked, vocabulariesOf } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'
import { hearSaid, namedLast, takeSaid, unclearOf } from './unclear.ts'
import { isToOne, pathOf } from './ways.ts'
import { FILLER, NOT } from './words.ts'

/** Nouns and verbs that nothing was asked of yet ask that there is one: "customers with orders". */
function readRest(asking: Asking): void {
  const { coded, subject, groupBy } = asking
  for (const { type, number } of [
    ...coded.all('type', { left: true }),
    ...coded.all('verb', { left: true }),
  ]) {
    const isDone = coded.meaning('verb', number) !== null && groupBy !== null
    const isSaid = asking.reached.has(type) || asking.linked.some((part) => part.type.id === type.id)
    const part = type.id === subject.id || isSaid || partOf(asking, type, coded.clauseOf(number))
    // Who is added up by is not asked for besides.
    if (part || isDone) coded.take(new RegExp(`<[tv]${number}>`))
  }
}

/** "New customers this year" says no more than the days do. */
function readNew({ coded, where, linked }: Asking): void {
  if (
    [...where, ...linked.flatMap((part) => part.where)].some(({ values }) => /^\d{4}-/.test(values[0] ?? ''))
  )
    coded.take(/\bnew\b/)
}

const WITH = /\b(?:with|contain\w*|includ\w*|having|that had?|that have)\b/

/** What an order came to is not what was sold of one thing in it: that is no sum over orders, unless those with it are asked for. */
function leaveParts({ coded, metric, linked, unread }: Asking): void {
  if (metric?.startsWith('sum ') !== true || coded.has(WITH)) return
  const isPart = ({ way, where }: Asking['linked'][number]) =>
    !isToOne(way) &&
    where.length > 0 &&
    (way.length > 1 || where.some(({ property }) => property.includes('.')))
  if (linked.some(isPart)) unread.push(`only a part of what is added up`)
}

const not = new Set(NOT.split('|'))

/** Words of weight that are left: anything that turns a question round among them. */
function missedIn({ coded, subject, unread, metric, sort, where }: Asking): string[] {
  // "What is Nora's e-mail" is answered by her.
  const isOfOne =
    coded.all('type').length === 0 &&
    coded.all('verb').length === 0 &&
    metric === null &&
    sort === null &&
    where.length > 0
  const isNamed = where.some(({ property, op }) => property === subject.titleProperty && op === '=')
  // Of several a figure is added up or compared, and never only shown.
  const isTold = (word: string) => {
    const kind = propertyCalled(subject, word)?.kind
    return kind !== undefined && (isNamed || (kind !== 'number' && kind !== 'money'))
  }
  const words = coded.rest.split(' ').filter((word) => word !== '')
  const isSaid = (word: string) =>
    FILLER.has(word) || FILLER.has(stem(word)) || (isOfOne && isTold(word)) || /^[-–'’]+$/.test(word)
  return [...unread, ...words.filter((word) => not.has(word) || !isSaid(word))]
}

function inputOf(asking: Asking): Record<string, unknown> {
  const { subject, where, linked, groupBy, metric, besides, having, sort, limit, limitEach } = asking
  const counts = linked.map(({ way, count, where: such }) =>
    linkedCountText({
      name: pathOf(way),
      ...(count ?? { op: '>=', count: 1 }),
      where: such.map(conditionText),
    }),
  )
  return {
    typeId: subject.id,
    ...(where.length > 0 && { where: where.map(conditionText) }),
    ...(counts.length > 0 && { linked: counts }),
    ...(groupBy !== null && { groupBy }),
    ...(metric !== null && { metrics: [metric, ...besides] }),
    ...(having.length > 0 && { having }),
    ...(sort !== null && { sort }),
    ...(limit !== null && { limit }),
    ...(limitEach !== null && { limitEach }),
  }
}

function isPlain({ subject, where, linked, groupBy, metric, sort }: Asking): boolean {
  if (linked.length > 0 || groupBy !== null || sort !== null || (metric ?? 'count') !== 'count') return false
  return where.every(({ property, op }) => property === subject.titleProperty && op === '=')
}

/** What the business itself paid is in its books: what it sold answers nothing of that. */
const OWN_COSTS =
  /\b(?:(?:we|i)(?: have| had|['’]ve)? (?:spen[dt]|pay|paid|buy|bought|purchased?)|our (?:spend|spending|costs?|expenses|purchases))\b/i
const isOfCosts = ({ forms }: AskedType) =>
  forms.some((form) => /^(?:purchase|expense|cost|bill|spending)/.test(form))

/**
 * A question about the objects of this organization as a query; null where no word of it is about them. Where types share a
 * name, the reading that makes the most of it counts, and that of what has the name alone before others.
 */
export async function readDataQuestion(
  place: QuestionPlace,
  question: string,
  last?: AskedLast | null,
): Promise<ReadQuestion | null> {
  const types = await typesAsked(place.db)
  if (types.length === 0 || (OWN_COSTS.test(question) && !types.some(isOfCosts))) return null
  const before = typeBefore(question, last)
  const asked = before === null ? question : question.trim().replace(GOES_ON, 'and')
  let best: ReadQuestion | null = null
  for (const vocabulary of vocabulariesOf(types)) {
    const read = await readTwice({ ...place, before }, asked, vocabulary)
    if (read && (best === null || read.missed.length < best.missed.length)) best = read
    if (best?.missed.length === 0) return best
  }
  return best
}

const QUERY = 'modules.foundry.queries.run'
const GOES_ON = /^(?:and|what about|how about|same for|the same for)(?!\p{L})/iu

/** "And in Limerick?" is asked of what was asked for before. */
const typeBefore = (question: string, last: AskedLast | null | undefined): unknown =>
  last?.path === QUERY && GOES_ON.test(question.trim()) ? last.input['typeId'] : null

interface Place extends QuestionPlace {
  /** The type that is meant where none is named. */
  before: unknown
}

/** With more words without sense it is hardly a question of these data. */
const MOST_UNREAD = 3

/** What nothing was made of may stand in a text: those words, and no others, are looked for there. */
async function readTwice(
  place: Place,
  question: string,
  types: readonly AskedType[],
): Promise<ReadQuestion | null> {
  const first = await readAs({ ...place, unread: new Set() }, question, types)
  const words = first?.missed.flatMap((one) => one.split(' ')) ?? []
  if (!first || words.length === 0 || words.length > MOST_UNREAD) return first
  const second = await readAs({ ...place, unread: new Set(words) }, question, types)
  return second && second.missed.length < first.missed.length ? second : first
}

async function readAs(
  place: Place & { unread: ReadonlySet<string> },
  said: string,
  types: readonly AskedType[],
): Promise<ReadQuestion | null> {
  const { question, named } = namedLast(said, types)
  const coded = await codeQuestion(question, types, place)
  hearSaid(types, `${coded.rest} ${named}`)
  const subject = subjectOf(coded, types) ?? types.find(({ id }) => id === place.before)
  if (!subject) return null
  const asking: Asking = {
    coded,
    types,
    subject,
    named,
    today: dayIn(place.timeZone, place.now),
    where: [],
    linked: [],
    reached: new Set(),
    groupBy: null,
    metric: null,
    besides: [],
    having: [],
    sort: null,
    limit: null,
    limitEach: null,
    unread: [],
  }
  if (!readBeginnings(asking) && !readMost(asking)) readRanking(asking)
  readFigures(asking)
  readUnsold(asking)
  readMarks(asking)
  readStock(asking)
  readPeriods(asking)
  readCounts(asking)
  readNone(asking)
  readAmounts(asking)
  readDays(asking)
  readFinished(asking)
  readClosing(asking)
  readRefunded(asking)
  readValues(asking)
  readRest(asking)
  readNew(asking)
  leaveUngrouped(asking)
  leaveUnsold(asking)
  leaveParts(asking)
  takeSaid(asking)
  const unclear = unclearOf(asking)
  return {
    path: QUERY,
    input: inputOf(asking),
    missed: missedIn(asking),
    isPlain: isPlain(asking),
    ...(unclear && { unclear }),
  }
}
