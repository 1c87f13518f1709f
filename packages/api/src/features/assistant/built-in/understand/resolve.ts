import type { Spoken } from '../../memory.ts'
import { areBeside } from '../acts/act-path.ts'
import type { AskedAct } from '../acts/act-table.ts'
import { amountText } from '../acts/amounts.ts'
import type { Field } from '../acts/fields.ts'
import { isContent } from '../acts/content.ts'
import { linesText } from '../acts/lines.ts'
import type { Line } from '../acts/lines.ts'
import type { Meant } from '../acts/meaning.ts'
import type { Reference } from '../acts/said.ts'
import { tokensOf } from '../../../../reading/text.ts'
import { spokenName } from '../../../../shared/spoken-name.ts'
import { actMeant } from './act-meant.ts'
import { isEveryday } from './leftover.ts'
import { oneNeeded } from './one-needed.ts'
import { relatedRows } from './related.ts'
import { nearestNth, takeShift } from './shift.ts'
import type { Call, Outcome, World } from './types.ts'
import { ask, MOST_CHOICES, referred, take } from './work.ts'
import type { Input, Named, Question, Work } from './work.ts'

/** Acts that one "both" or "all of them" may become: each waits for its own approval. */
const MOST_ROWS = 5

function takeRows(work: Work, field: Field, rows: readonly Named[]): Question | null {
  const [only, ...others] = rows
  if (only && others.length === 0) return take(work, field, only)
  const further = Math.max(0, rows.length - MOST_ROWS)
  work.each = { field: field.name, rows: rows.slice(0, MOST_ROWS), further }
  return null
}

/** "Both our websites", of which nothing was said before: all of them, where there are two. */
async function pointedAt(work: Work, field: Field, reference: Reference): Promise<readonly Named[]> {
  const spoken = referred(work, field, reference)
  if (reference.kind !== 'all' || reference.count === undefined) return spoken
  // "Both" of three that were shown: which two is not said.
  if (spoken.length > 1) return spoken.length > reference.count ? [] : spoken
  const all = await rowsOf(work, field)
  return all.length === reference.count ? all : []
}

/** A look-up does without it: "which findings did we mute" names no website. */
const isSpare = ({ act }: Work, { kind, isRequired }: Field) =>
  kind === 'entity' && !isRequired && act.entry.meta.effect === 'read'

const contentOf = (words: string): string[] =>
  tokensOf(words).flatMap(({ text }) => (isContent(text) ? [text] : []))

const rowsOf = ({ world, act }: Work, field: Field, words?: string) =>
  world.rows(field.entity ?? '', act.phrases.among ?? {}, words)

/** What was spoken of last belongs to it: of an invoice its customer. */
const relatedIn = async ({ world }: Work, { entity, kind }: Field): Promise<Named | undefined> =>
  kind === 'entity' ? (await relatedRows(world)).find((one) => one.entity === entity) : undefined

/** "The booking": the one that was spoken of, or the only one there is. */
async function takeTheOne(work: Work, field: Field): Promise<Question | null> {
  const spoken = referred(work, field, { kind: 'one' })
  if (spoken.length > 0) return takeRows(work, field, spoken)
  const related = await relatedIn(work, field)
  if (related) return take(work, field, related)
  const all = await rowsOf(work, field)
  if (all.length === 1) return takeRows(work, field, all)
  if (isSpare(work, field)) return null
  // Any six of many are no choice.
  return ask(work, field, { choices: all.length > MOST_CHOICES ? [] : all })
}

async function takeUnknown(work: Work, field: Field, words: string): Promise<Question | null> {
  const { world } = work
  if (field.kind === 'person') {
    const text = `I know nobody called “${words}” here. Who do you mean?`
    return ask(work, field, { question: text, choices: world.people })
  }
  const said = contentOf(words)
  const noun = world.noun(field.entity ?? '').toLowerCase()
  const isNamed = said.some((word) => !contentOf(noun).includes(word))
  if (!isNamed) return takeTheOne(work, field)
  const found = await rowsOf(work, field, words)
  if (found.length > 0) return takeSeveral(work, field, { words, candidates: found, takesAll: false })
  if (isSpare(work, field) && said.every((word) => isEveryday(word, world.ranker))) {
    work.leftOut.push(...said)
    return null
  }
  return ask(work, field, { question: `I find no ${noun} like “${words}”. Which one do you mean?` })
}

type Several = Pick<Extract<Meant, { kind: 'several' }>, 'candidates' | 'words' | 'takesAll'>

function takeSeveral(work: Work, field: Field, { words, candidates, takesAll }: Several): Question | null {
  const { it, focus } = work.world.memory
  if (takesAll || candidates.length === 1) return takeRows(work, field, candidates)
  const spoken = [...(it ? [it] : []), ...(focus.length === 1 ? focus : [])]
  const known = field.kind === 'entity' && candidates.find(({ id }) => spoken.some((one) => one.id === id))
  if (known) return take(work, field, known)
  const names = new Set(candidates.map(({ name }) => name.split(' ')[0]))
  const isTogether = field.kind === 'person' && names.size > 1 && /\band\b|[,&]/i.test(words)
  if (isTogether)
    return ask(work, field, {
      question: 'It can be only one of them. Who should it be?',
      choices: candidates,
    })
  const text =
    field.kind === 'person'
      ? `There are ${candidates.length} people called ${words.replace(/['’]s?$/, '')}. Who do you mean?`
      : `Several fit “${words}”. Which one do you mean?`
  return ask(work, field, { question: text, choices: candidates })
}

const UNREAD_LINES = 'I read no price in that. Say what it is and what one costs: “3 cakes at 24”.'

/** Lines whose prices alone were said are asked about. */
function takeLines(work: Work, field: Field, lines: readonly Line[]): Question | null {
  if (lines.length === 0) return ask(work, field, { question: UNREAD_LINES })
  work.input[field.name] = lines
  work.names[field.name] = linesText(lines)
  return lines.every(({ description }) => description !== '') ? null : ask(work, field)
}

interface PricedValue {
  amount: string
  currency: string | null
}

const isPricedValue = (value: unknown): value is PricedValue =>
  typeof value === 'object' && value !== null && 'amount' in value

/** Where no currency was said, that of the organization is meant. It is called by what it counts for: "350.00 EUR each". */
function takePriced({ world, input, names }: Work, { name, priced }: Field, value: PricedValue): null {
  const amount = { ...value, currency: value.currency ?? world.currency }
  const per = Object.entries(amount).find(([key]) => key === priced?.per)?.[1]
  const [counted = ''] = per === priced?.usual ? [] : (priced?.words.get(String(per)) ?? [])
  input[name] = amount
  names[name] = `${amount.amount} ${amount.currency} ${counted}`.trim()
  return null
}

function takeValue(work: Work, field: Field, value: unknown): Question | null {
  const { world, input, names } = work
  if (value === '@me') return take(work, field, world.me)
  if (field.kind === 'lines') return takeLines(work, field, value as readonly Line[])
  if (field.priced && isPricedValue(value)) return takePriced(work, field, value)
  input[field.name] = field.kind === 'act' && typeof value === 'string' ? actMeant(value, work.world) : value
  if (typeof value === 'string') names[field.name] = value
  if (typeof value === 'number') names[field.name] = amountText(field, value, world.currency)
  return null
}

async function takeMeant(work: Work, field: Field, meant: Meant): Promise<Question | null> {
  switch (meant.kind) {
    case 'value':
      return takeValue(work, field, meant.value)
    case 'nth':
      return takeValue(work, field, await nearestNth(work, field, meant))
    case 'rows':
      return takeRows(work, field, meant.candidates)
    case 'several':
      return takeSeveral(work, field, meant)
    case 'reference': {
      const rows = await pointedAt(work, field, meant.reference)
      if (rows.length > 0) return takeRows(work, field, rows)
      // "Both" of which one alone or several were spoken of: one would be forgotten, or taken as well.
      const isBoth = meant.reference.kind === 'all' && meant.reference.count !== undefined
      const choices = referred(work, field, meant.reference)
      return isBoth ? ask(work, field, { choices }) : takeTheOne(work, field)
    }
    case 'unknown':
      return takeUnknown(work, field, meant.words)
    case 'shift':
      return takeShift(work, field, meant.shift)
  }
}

/** "Release it again" behind what was blocked for some days is of those days. */
function dayBefore({ act, world: { memory }, input }: Work, { name }: Field): unknown {
  const { last, it } = memory
  const isOfSame = last !== null && it !== null && areBeside(act.path, last.path)
  return isOfSame && [last.input, input].every((one) => Object.values(one).includes(it.id))
    ? last.input[name]
    : undefined
}

/** What is missing and was not said: the row spoken of last stands for a row, and so does what that belongs to. */
async function takeMissing(work: Work, field: Field): Promise<Question | null> {
  const { it } = work.world.memory
  if (field.kind === 'entity' && it && it.entity === field.entity) return take(work, field, it)
  const related = await relatedIn(work, field)
  if (related) return take(work, field, related)
  const day = field.kind === 'day' ? dayBefore(work, field) : undefined
  if (day !== undefined) return takeValue(work, field, day)
  const values = field.kind === 'choice' ? [...field.values.values()] : []
  return ask(work, field, { choices: values.map((value) => ({ id: value, name: value })) })
}

const needed = ({ fields }: AskedAct) => fields.filter(({ isRequired }) => isRequired)

/** Rows first: shifts count from what they have. */
const inOrder = ({ fields }: AskedAct) => [
  ...fields.filter(({ kind }) => kind === 'entity'),
  ...fields.filter(({ kind }) => kind !== 'entity'),
]

export function aboutOf(act: AskedAct, input: Input, names: Readonly<Record<string, string>>): Spoken | null {
  const field = needed(act).find(({ kind }) => kind === 'entity')
  const id = field && input[field.name]
  return field?.entity && typeof id === 'string'
    ? { entity: field.entity, id, name: names[field.name] ?? '' }
    : null
}

/** The call with the input as it is without what it would be anyway. */
function callOf({ act, names, leftOut }: Work, input: Input): Call {
  const usual = new Map(act.fields.map((field) => [field.name, field.usual]))
  const isSaid = ([name, value]: [string, unknown]) =>
    !name.includes('@') && value !== undefined && (usual.get(name) === undefined || usual.get(name) !== value)
  const kept = Object.fromEntries(Object.entries(input).filter(isSaid))
  const about = aboutOf(act, kept, names)
  return { act, input: kept, names, about, ...(leftOut.length > 0 && { leftOut }) }
}

function callsOf(work: Work): Call[] {
  const { each, input } = work
  if (!each) return [callOf(work, input)]
  return each.rows.map(({ id, name }, at) => {
    const own = Object.entries(input).filter(([key]) => key.endsWith(`@${id}`))
    const values = Object.fromEntries(own.map(([key, value]) => [key.slice(0, key.indexOf('@')), value]))
    const names = { ...work.names, [each.field]: name }
    const call = callOf({ ...work, names }, { ...input, ...values, [each.field]: id })
    return each.further > 0 && at === each.rows.length - 1 ? { ...call, further: each.further } : call
  })
}

const labelOf = (name: string) => spokenName(name.replace(/Id$/, '').replace(/^is(?=[A-Z])/, ''))

/** A change that changes nothing was said half. What is changed has a version; an act without one may do with its defaults. */
function changeMissing(work: Work): Question | null {
  const { act, input } = work
  const optional = act.fields.filter(({ isRequired }) => !isRequired)
  const isChange =
    act.entry.meta.effect !== 'read' &&
    'version' in ((act.entry.inputJson['properties'] ?? {}) as object) &&
    needed(act).every(({ kind }) => kind === 'entity')
  const hasOwn = Object.keys(input).some((key) => optional.some(({ name }) => name === key.split('@')[0]))
  const [first] = optional
  if (!isChange || !first || hasOwn) return null
  const fields = optional.map(({ name }) => labelOf(name)).join(', ')
  const asked = ask(work, first, { question: `What should I change: ${fields}?` })
  return { ...asked, draft: { ...asked.draft, open: '' } }
}

export interface Request {
  act: AskedAct
  /** The words it was read from; none where it is an answer. */
  said?: string
  values: ReadonlyMap<string, Meant>
  /** What was known before this message. */
  before?: { input: Input; names: Readonly<Record<string, string>> }
}

/** Takes everything that was said; the first question there is stays open, and what else was said is kept. */
async function takeAll(work: Work, values: Request['values']): Promise<Question | null> {
  let open: Question | null = null
  for (const field of inOrder(work.act)) {
    const meant = values.get(field.name)
    const asked = meant ? await takeMeant(work, field, meant) : null
    open ??= asked
  }
  return open && { ...open, draft: { ...open.draft, input: work.input, names: work.names } }
}

async function firstMissing(work: Work): Promise<Question | null> {
  for (const field of needed(work.act)) {
    const isFilled = field.name in work.input || work.each?.field === field.name
    const missing = isFilled ? null : await takeMissing(work, field)
    if (missing) return missing
  }
  return null
}

/** Turns what a request says into calls, or into the one question that is still open. */
export async function resolve({ act, said = '', values, before }: Request, world: World): Promise<Outcome> {
  const known = { input: { ...before?.input }, names: { ...before?.names } }
  const work: Work = { act, world, ...known, each: null, leftOut: [] }
  const open =
    (await takeAll(work, values)) ??
    (await firstMissing(work)) ??
    oneNeeded(work, said) ??
    changeMissing(work)
  return open ?? { kind: 'calls', calls: callsOf(work) }
}
