import type { AskedAct } from './act-table.ts'
import { weightOf } from './align.ts'
import { amountFor, sumFor } from './amounts.ts'
import type { SlotRule } from './align.ts'
import { linesSpots } from './lines.ts'
import type { Field } from './fields.ts'
import type { Amount } from '../../../../reading/numbers.ts'
import { isDenied, overlaps } from './said.ts'
import type { Range, Said, Spot } from './said.ts'
import { togetherIn } from './people-meant.ts'
import { LIMIT, limitIn } from './rows-wanted.ts'
import { peopleFor } from './who-does-it.ts'
import type { Usable } from './usable.ts'

export interface RuleSource {
  act: AskedAct
  said: Said
  usable: Usable
  numbers: readonly Spot<Amount>[]
}

function jumpsOf(
  spots: readonly Range[],
  cost: number,
  others: SlotRule['jumps'] = new Map(),
): SlotRule['jumps'] {
  const jumps = new Map(others)
  for (const { from, to } of spots) jumps.set(from, [...(jumps.get(from) ?? []), { to, cost }])
  return jumps
}

const speakers = new Set(['me', 'myself', 'i', 'my'])
/** "Show me" is nobody's list. */
const askers = new Set(['i', 'myself'])
/** "I want to know …", "where do I find …", "I only ever see …": who asks, and nobody's rows. */
const WONDERING =
  /^i (?:(?:just|only|ever|really|also|still|always) )*(?:(?:want|wanted|need|needed|wish|like|would like|would love) to (?:(?:just|only|also|really) )*(?:see|know|find|view|check|understand|hear|learn|look)|(?:see|find|know|look))(?: |$)/
const WORDS_OF_WONDERING = 7

const isWondering = ({ tokens }: Said, at: number): boolean =>
  WONDERING.test(
    tokens
      .slice(at, at + WORDS_OF_WONDERING)
      .map(({ text }) => text)
      .join(' '),
  )

const meIn = ({ act, said }: RuleSource): Range[] => {
  const isRead = act.entry.meta.effect === 'read'
  const words = isRead ? askers : speakers
  return said.tokens.flatMap(({ text }, at) =>
    words.has(text) && !(isRead && isWondering(said, at)) ? [{ from: at, to: at + 1 }] : [],
  )
}

const within = (spots: readonly Range[], at: number) => spots.some(({ from, to }) => at >= from && at < to)

/** Free words: cheap where they can be a value, dear where they are known to be something else. */
function freeText({ act, said, usable }: RuleSource): Float32Array {
  const hasDay = act.fields.some(({ kind }) => kind === 'day' || kind === 'time')
  const isRead = act.entry.meta.effect === 'read'
  const counts =
    isRead && act.fields.some(({ name }) => name === LIMIT)
      ? [limitIn(said, said.numbers)].flatMap((spot) => spot ?? [])
      : []
  return Float32Array.from(said.tokens, (_, at) => {
    // Words to look for are few, and none of the other filters.
    if (isRead)
      return [said.moments, usable.choices, said.people, counts].some((spots) => within(spots, at))
        ? 0.9
        : 0.2
    return (hasDay && within(said.moments, at)) || within(usable.besides, at) ? 0.12 : 0.025
  })
}

/** A word or two, such as a tag: no small words, and nothing that is known to be something else. */
function freeWord({ said, usable }: RuleSource): Float32Array {
  return Float32Array.from(said.tokens, ({ text, kind }, at) => {
    const isOther = within(usable.choices, at) || within(said.people, at) || within(said.moments, at)
    if (kind !== 'word' || isOther) return 2
    return weightOf(text) < 1 ? 2 : 0.35
  })
}

const hasPhone = ({ fields }: AskedAct) => fields.some(({ kind }) => kind === 'phone')

/** "IE6388047V" and "021 555 0142" are one word each; a row's own number is rather that row. */
const codesToo = (
  { act, said: { codes, labels, phones } }: RuleSource,
  jumps: SlotRule['jumps'],
): SlotRule['jumps'] =>
  jumpsOf(
    codes.filter(
      (code) => ![...labels, ...(hasPhone(act) ? phones : [])].some((other) => overlaps(other, code)),
    ),
    0,
    jumps,
  )

/** A name said a second time is part of something else: of the new name of what it names. */
const once = (things: Usable['things']): Usable['things'] =>
  things.filter(
    ({ value: [first] }, at) => !things.slice(0, at).some(({ value: [other] }) => other?.id === first?.id),
  )

/** "Okafor 120 for the Trek": a number between the words of a name is none of them. */
const isForeign = ({ said, usable }: RuleSource, at: number) =>
  within(said.numbers, at) &&
  !within(said.labels, at) &&
  !usable.things.some(
    (spot) => within([spot], at) && spot.value.some(({ name }) => name.includes(said.tokens[at]?.text ?? '')),
  )

const freeThing = (source: RuleSource): Float32Array => {
  const { tokens, moments } = source.said
  const things = once(source.usable.things)
  return Float32Array.from(tokens, ({ text, kind }, at) => {
    if (isForeign(source, at)) return 0.9
    if (within(things, at)) return -0.06
    if (kind === 'mark' || within(moments, at)) return 0.3
    return weightOf(text) < 1 ? 0.04 : 0.3
  })
}

/** A name that nobody here has is asked about. */
const freePerson = ({ said }: RuleSource): Float32Array =>
  Float32Array.from(said.tokens, ({ text, kind }) => (kind !== 'word' || weightOf(text) < 1 ? 1.2 : 0.35))

const only = (jumps: SlotRule['jumps'], absent: number): SlotRule => ({
  jumps,
  free: null,
  opening: 0,
  absent,
})

/** A text of a fixed form is no run of words. */
const isFormed = ({ form }: Field): boolean => form !== null && !form.test('any words of it')

/** So many figures are no count. */
const FEW_FIGURES = 3

/** Words of the form of such a field that are no words of a sentence: the "6250" of "account 6250 Packaging". */
export const formedIn = (field: Field, said: Said): Range[] =>
  isFormed(field) && field.kind === 'text'
    ? said.tokens.flatMap(({ kind, text }, at) =>
        kind === 'digits' && text.length >= FEW_FIGURES && field.form?.test(text) === true
          ? [{ from: at, to: at + 1 }]
          : [],
      )
    : []

/** "6250": one word that has the form; any others are hardly meant. */
function formedRule({ form }: Field, { said }: RuleSource): SlotRule {
  const jumps = jumpsOf(
    said.quoted.filter(({ value }) => form?.test(value) === true),
    -0.3,
  )
  const spots = said.tokens.flatMap(({ kind, from, to }, at) =>
    kind !== 'mark' && form?.test(said.text.slice(from, to)) === true ? [{ from: at, to: at + 1 }] : [],
  )
  // Where words may have it as well, it is the one with figures.
  const figures = spots.filter(({ from }) => /\d/.test(said.tokens[from]?.text ?? ''))
  if (figures.length > 0) return only(jumpsOf(figures, 0, jumps), 0.8)
  const free = Float32Array.from(said.tokens, () => 0.6)
  return { jumps: jumpsOf(spots, 0.4, jumps), free, opening: 0.12, absent: 0.8 }
}

function textRule(field: Field | undefined, source: RuleSource): SlotRule {
  const jumps = jumpsOf(source.said.quoted, -0.3)
  if (field && isFormed(field)) return formedRule(field, source)
  // Where a word was said that some row has in it, that is the one.
  const held = source.usable.choices.filter(({ value }) => value.field === field)
  if (held.length > 0) return only(jumpsOf(held, 0, jumps), 0.7)
  if (field?.isShort)
    return { jumps: codesToo(source, jumps), free: freeWord(source), opening: 0.1, absent: 0.7 }
  if (!source.act.isOpen)
    return { jumps, free: Float32Array.from(source.said.tokens, () => 0.1), opening: 0.12, absent: 0.6 }
  return { jumps, free: freeText(source), opening: 0.12, absent: 0.8 }
}

/** A number by which a row goes is hardly an amount as well. */
function numberRule(field: Field, { said, numbers: all }: RuleSource): SlotRule {
  const isOne = (value: Amount) =>
    field.kind === 'sum' ? sumFor(value) !== null : amountFor(field, value, said.currency) !== null
  const numbers = all.filter(({ value }) => isOne(value))
  const isLabel = (spot: Range) => said.labels.some((label) => overlaps(label, spot))
  const amounts = numbers.filter((spot) => !isLabel(spot))
  return only(jumpsOf(amounts, -0.3, jumpsOf(numbers.filter(isLabel), 0.25)), 0.4)
}

/** "A survey, delivered on 12 May": what stands beside the lines is none of them. */
const linesIn = ({ said, usable }: RuleSource): Range[] =>
  linesSpots(said, usable.things).filter((spot) => !usable.besides.some((one) => overlaps(one, spot)))

/** Of what has a form of its own: numbers, and where a page is. */
function figureRule(field: Field | undefined, source: RuleSource): SlotRule | null {
  switch (field?.kind) {
    case 'number':
    case 'sum':
      return numberRule(field, source)
    case 'currency':
      // It is said with its sum.
      return only(new Map(), 0)
    case 'lines':
      return only(jumpsOf(linesIn(source), -0.3), 0.7)
    case 'email':
      return only(jumpsOf(source.said.emails, -0.5), 0.7)
    case 'phone':
      return only(jumpsOf(source.said.phones, -0.5), 0.7)
    case 'percent':
      return only(
        jumpsOf(
          source.numbers.filter(({ value }) => value.kind === 'percent' || value.kind === 'number'),
          -0.3,
        ),
        0.4,
      )
    case 'link':
      return only(jumpsOf(source.said.links, -0.3), 0.7)
    case 'host':
      return only(jumpsOf(source.said.hosts, -0.3), 0.7)
    default:
      return null
  }
}

function ruleFor(field: Field | undefined, source: RuleSource): SlotRule {
  const { said, usable } = source
  switch (field?.kind) {
    case 'person':
      return {
        jumps: jumpsOf(
          [...peopleFor(source.act, said), ...togetherIn(said)].filter((one) => !isDenied(said, one)),
          -0.3,
          jumpsOf(meIn(source), -0.02),
        ),
        free: freePerson(source),
        opening: 0.35,
        absent: field.isRequired ? 0.7 : 0.4,
      }
    case 'day':
    case 'time':
    case 'month':
      return only(jumpsOf(said.moments, -0.3), field.isRequired ? 0.6 : 0.06)
    case 'choice':
    case 'flag':
      return only(
        jumpsOf(
          usable.choices.filter(({ value }) => value.field === field),
          -0.35,
        ),
        0.5,
      )
    case 'entity':
      return {
        jumps: jumpsOf(said.labels, -0.3, jumpsOf([...said.references, ...said.quoted], -0.2)),
        free: freeThing(source),
        opening: 0.1,
        absent: 0.55,
      }
    default:
      return figureRule(field, source) ?? textRule(field, source)
  }
}

/** What may stand in each slot of an act, for one request; made once for all its templates. */
export function slotRules(source: RuleSource): (slot: string) => SlotRule {
  const made = new Map<string, SlotRule>()
  return (slot) => {
    const known = made.get(slot)
    if (known) return known
    const rule = ruleFor(
      source.act.fields.find(({ name }) => name === slot),
      source,
    )
    made.set(slot, rule)
    return rule
  }
}
