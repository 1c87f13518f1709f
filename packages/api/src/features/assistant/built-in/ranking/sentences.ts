import type { FieldKind } from '../acts/fields.ts'
import { partsOf, samplesOf, sentencesOf, slotsIn, withoutLeads } from '../acts/template.ts'
import type { TemplatePart } from '../acts/template.ts'
import { tokensOf } from '../../../../reading/text.ts'
import { masked } from './masked.ts'
import { MASKS, ofKind } from './features.ts'
import type { Lesson, TaughtField } from './lessons.ts'

/** What one act is asked for with. A sentence is a list of words and masks. */
export interface RankedAct {
  name: string
  sentences: readonly (readonly string[])[]
  counters: readonly (readonly string[])[]
}

/** What may stand in a title and begins like a request: said inside another, it is none. */
const INSIDE = [
  'call §unknown',
  'send the §unknown',
  'order more §unknown',
  'check the §unknown',
  'book a §unknown',
  'print §unknown',
  'pay the §unknown',
  '§unknown',
  'buy §unknown',
  'fix the §unknown',
  MASKS.text,
  `${MASKS.person} will order the ${MASKS.unknown} ${MASKS.day}`,
  `the ${MASKS.unknown} is broken , ${MASKS.person} gets another ${MASKS.day}`,
  `${MASKS.person} asks the ${MASKS.unknown} , we have to ${MASKS.unknown} the ${MASKS.unknown}`,
]

/** A row is named or pointed at; of what kind it is is not always known. */
function thingsOf(entity: string | null): string[] {
  const known = (word: string) => (entity === null ? word : ofKind(word, entity))
  const [thing, it] = [known(MASKS.thing), known('it')]
  return [thing, MASKS.unknown, it, `the ${MASKS.unknown}`, MASKS.thing, thing, MASKS.text, 'it']
}
const words = [MASKS.unknown, MASKS.text]

const byKind: Partial<Record<FieldKind, readonly string[]>> = {
  person: [MASKS.person],
  day: [MASKS.day],
  time: [MASKS.day],
  month: [MASKS.day],
  number: [MASKS.number],
  sum: [MASKS.number],
  currency: [MASKS.number],
  lines: [
    `${MASKS.number} for ${MASKS.unknown}`,
    `${MASKS.number} ${MASKS.unknown} at ${MASKS.number}`,
    MASKS.number,
    `${MASKS.unknown} , ${MASKS.number}`,
    `${MASKS.number} ${MASKS.text} at ${MASKS.number} each`,
    `${MASKS.text} at ${MASKS.number}`,
  ],
  // Whose it is may be said as well.
  email: [MASKS.email, MASKS.unknown],
  link: [MASKS.link],
  host: [MASKS.unknown, MASKS.link],
}

/** What may stand in the slot of a field, to choose from. */
function fillersOf(field: TaughtField | undefined, texts: readonly string[]): readonly string[] {
  switch (field?.kind) {
    case 'entity':
      return thingsOf(field.entity)
    case 'choice':
      return field.choices.flatMap((choice) => choice.words ?? [])
    default:
      return (field && byKind[field.kind]) ?? (field?.isShort === false ? texts : words)
  }
}

const pick = (all: readonly string[], round: number) => all[round % Math.max(1, all.length)] ?? MASKS.unknown

/** What lies in a place that is no field, by its name: a text to look for may be somebody of the firm, and is heard as that. */
const bySlot: Readonly<Record<string, string>> = {
  email: MASKS.email,
  n: MASKS.number,
  // A row that a look-up takes no id of: when the till key was last used is in the list of keys.
  row: MASKS.thing,
  who: MASKS.person,
}

interface Filling {
  fields: ReadonlyMap<string, TaughtField>
  /** Words of other acts' sentences: in a text anything may stand. */
  texts: readonly string[]
}

function wordsOf(parts: readonly TemplatePart[], { fields, texts }: Filling, round: number): string[] {
  return parts.flatMap((part, at) => {
    if ('word' in part) return [part.word]
    const text = bySlot[part.slot] ?? pick(fillersOf(fields.get(part.slot), texts), round + at)
    return text.split(' ')
  })
}

/** What may stand in a text: words that begin like a request, parts of sentences of all acts, and anything. */
export function textsFrom(lessons: readonly Lesson[]): string[] {
  const lines = lessons.flatMap(({ say }) => say.map((line) => samplesOf(line)[0] ?? ''))
  const runs = lines.map((line, at) => {
    const words = line.replaceAll(/\{\w+\}/g, MASKS.unknown).split(' ')
    return words.slice(at % 2, (at % 2) + 2 + (at % 3)).join(' ')
  })
  const kept = [...new Set(runs)].filter((run) => run.includes(' '))
  return kept.flatMap((run, at) => [pick(INSIDE, at), run, at % 2 === 0 ? MASKS.text : MASKS.unknown])
}

/** What may be said beside any sentence of an act: its declared parts, and values of its choices. */
function besidesOf({ fields, beside }: Lesson): string[] {
  const parts = beside.flatMap(samplesOf)
  if (parts.length === 0) return []
  const values = fields.flatMap(({ kind, choices }) =>
    kind === 'choice' ? choices.flatMap(({ words: said = [] }) => said.slice(0, 3)) : [],
  )
  return [...parts, ...values]
}

/** What sounds alike and means something else has no fields, but may hold a number: "we paid {n} for petrol". */
const counterWords = (sentence: string): string[] =>
  sentence.includes('{')
    ? partsOf(sentence).map((part) => ('word' in part ? part.word : (bySlot[part.slot] ?? MASKS.unknown)))
    : tokensOf(sentence).map(({ text }) => text)

/** Sentences of an act that are enough to learn from, and how often one line is taken for them. */
const ENOUGH = 100
const MOST_TIMES = 5

const unlike = (sentences: readonly (readonly string[])[]) => [
  ...new Map(sentences.map((words) => [words.join(' '), words])).values(),
]

/** The sentences of one act with words of each kind in the places of values. */
export function sentencesFor(lesson: Lesson, texts: readonly string[]): RankedAct {
  const fields = new Map(lesson.fields.map((field) => [field.name, field]))
  const isDay = (slot: string) => ['day', 'time', 'month'].includes(fields.get(slot)?.kind ?? '')
  const lines = [...lesson.say, ...lesson.setting].flatMap(samplesOf)
  const besides = besidesOf(lesson)
  const long = lines.flatMap((line, round) =>
    besides.length === 0 || round % 2 === 1 ? [] : [`${line}, ${pick(besides, round / 2)}`],
  )
  const isLong = (line: string) =>
    [...slotsIn([line])].some(
      (slot) => fields.get(slot)?.kind === 'text' && fields.get(slot)?.isShort === false,
    )
  const all = [...lines, ...long]
  // An act with few examples is learnt from each of them with several values.
  const more = Math.min(MOST_TIMES, Math.ceil(ENOUGH / all.length))
  // A text may be anything: its sentences are learnt with several.
  const said = all.flatMap((one, at) => {
    const parts = withoutLeads(partsOf(one), isDay)
    const times = Math.max(isLong(one) ? 3 : 1, more)
    const rounds = Array.from({ length: times }, (_, time) => times * at + time)
    return unlike(rounds.map((round) => masked(wordsOf(parts, { fields, texts }, round))))
  })
  const described = [lesson.title, lesson.description.split('. ')[0] ?? '']
    .filter((text) => text !== '')
    .map((text) => tokensOf(text).map((token) => token.text))
  const counters = lesson.not.flatMap(sentencesOf).map((one) => masked(counterWords(one)))
  return { name: lesson.path, sentences: [...said, ...described], counters }
}
