import type { AskedAct } from '../acts/act-table.ts'
import type { Field } from '../acts/fields.ts'
import { partsOf, samplesOf, sentencesOf, withoutLeads } from '../acts/template.ts'
import type { TemplatePart } from '../acts/template.ts'
import { tokensOf } from '../reading/text.ts'
import { MASKS } from './features.ts'
import type { RankedAct } from './ranker.ts'

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
]

const things = [MASKS.thing, MASKS.unknown, 'it', `the ${MASKS.unknown}`, MASKS.thing, MASKS.text]
const words = [MASKS.unknown, MASKS.text]

/** What may stand in the slot of a field, to choose from. */
function fillersOf(field: Field | undefined): readonly string[] {
  switch (field?.kind) {
    case 'person':
      return [MASKS.person]
    case 'entity':
      return things
    case 'day':
    case 'time':
      return [MASKS.day]
    case 'number':
      return [MASKS.number]
    case 'choice':
      return field.choices.flatMap((choice) => choice.words ?? [])
    default:
      return field?.isShort === false ? INSIDE : words
  }
}

const pick = (all: readonly string[], round: number) => all[round % Math.max(1, all.length)] ?? MASKS.unknown

const bySlot: Readonly<Record<string, string>> = { email: MASKS.email }

function wordsOf(
  parts: readonly TemplatePart[],
  fields: ReadonlyMap<string, Field>,
  round: number,
): string[] {
  return parts.flatMap((part, at) => {
    if ('word' in part) return [part.word]
    const text = bySlot[part.slot] ?? pick(fillersOf(fields.get(part.slot)), round + at)
    return text.split(' ')
  })
}

/** The sentences of one act with words of each kind in the places of values. */
export function sentencesFor({ path, entry, fields, phrases }: AskedAct): RankedAct {
  const byName = new Map(fields.map((field) => [field.name, field]))
  const isDay = (slot: string) => ['day', 'time'].includes(byName.get(slot)?.kind ?? '')
  const lines = [...phrases.say, ...(phrases.setting ?? []).flatMap(({ say }) => say)]
  const said = lines
    .flatMap(samplesOf)
    .map((one, round) => wordsOf(withoutLeads(partsOf(one), isDay), byName, round))
  const { title, description } = entry.meta
  const described = [title, description.split('. ')[0] ?? ''].map((text) =>
    tokensOf(text).map((token) => token.text),
  )
  const counters = (phrases.not ?? [])
    .flatMap(sentencesOf)
    .map((one) => tokensOf(one).map(({ text }) => text))
  return { name: path, sentences: [...said, ...described], counters }
}
