import { addressMeant, fillAddress, fillContact, fillLink } from './address-meant.ts'
import { daysMeant } from './days-meant.ts'
import type { Field } from './fields.ts'
import { freeTextOf, toItsEnd } from './free-text.ts'
import { isDenied, isWithin, overlaps, textOf, unbroken } from './said.ts'
import { candidatesIn, namedTogether, peopleMeant } from './people-meant.ts'
import { peopleFor } from './who-does-it.ts'
import type { People } from './people-meant.ts'
import { amountsFor, isAmount } from './how-much.ts'
import { addLines, addSum, fillSum } from './money-meant.ts'
import { isLed, Meanings, slotsIn } from './meaning.ts'
import type { Meant, Slot, Source } from './meaning.ts'
import type { Range, Spot } from './said.ts'
import { fillChoices, namesIn } from './choices-meant.ts'
import { townBehind } from './names-meant.ts'
import {
  fillFormed,
  fillLimit,
  fillPercent,
  numbersMeant,
  numbersTaken,
  percentMeant,
} from './numbers-meant.ts'
import { isOfRow } from './row-said.ts'
import { dropVerbs } from './verbs-sought.ts'
import { soughtByName } from './sought-by-name.ts'
import { isExampleSaid, saysOtherwise } from './set-by-example.ts'
import { settingTold } from './setting-words.ts'
import { fillThings, thingMeant } from './things-meant.ts'

const value = (one: unknown): Meant => ({ kind: 'value', value: one })

/** "List everything that was charged": nobody is called so. */
const NOBODY = /^(?:(?:every|any|some|no)thing|all|whatever|stuff|things?)$/i

function personMeant({ act, said }: Source, range: Range): Meant | null {
  const spot = said.people.find((one) => overlaps(one, range))
  const words = textOf(said, range.from, range.to)
  if (spot) return peopleMeant({ act, said }, spot)
  if (/^(?:me|myself|i|my)$/i.test(words)) return value('@me')
  return NOBODY.test(words) ? null : { kind: 'unknown', words }
}

/** What is in the slot of a field; null where it is read elsewhere, or nothing is there. */
function meantIn(source: Source, field: Field, slot: Range): Meant | null {
  switch (field.kind) {
    case 'person':
      return personMeant(source, slot)
    case 'entity':
      return thingMeant(source, field, slot)
    case 'number':
      return numbersMeant(source, field, slot)
    case 'percent':
      return percentMeant(source, field, slot)
    case 'text':
    case 'act': {
      const text = freeTextOf(source, field, slot)
      return text === '' ? null : value(text)
    }
    default:
      return addressMeant(source.said, field, slot)
  }
}

function fillSlot(source: Source, meanings: Meanings, slot: Spot<string>): void {
  const field = source.act.fields.find(({ name }) => name === slot.value)
  if (!field) {
    meanings.pass(slot)
    return
  }
  if (field.kind === 'sum') {
    const spot = source.said.numbers.find((one) => overlaps(one, slot))
    if (spot) addSum(source, meanings, [field, spot])
    return
  }
  if (field.kind === 'lines') {
    addLines(source, meanings, [field, slot])
    return
  }
  // What is a value of one text is none of another.
  if (field.kind === 'text' && meanings.isValue(slot)) return
  if (isChosen(source, field, slot)) return
  const meant = meantIn(source, field, slot)
  if (meant) meanings.add(field.name, meant, slot)
  const beside = [...amountsFor(source, { field, meant }, slot), ...numbersTaken(source, field, slot)]
  for (const one of beside) meanings.pass(one)
  if (field.name === 'name') fillTown(source, meanings, slot)
}

const isChoice = ({ usable }: Source, slot: Range): boolean =>
  usable.choices.some(({ from, to }) => from === slot.from && to === slot.to)

/** Of "finance tagged tasks" the word that some row has is meant, wherever it stands. */
const isHeldElsewhere = ({ usable }: Source, field: Field, slot: Range): boolean =>
  usable.choices.some((spot) => spot.value.field === field && !overlaps(spot, slot))

/** "Make it normal" says a priority, and in "done off the command line" nobody is called that. */
function isChosen(source: Source, field: Field, slot: Range): boolean {
  if (field.kind === 'act') return isOfRow(source, slot)
  if (field.kind === 'text')
    return !field.isRequired && (isChoice(source, slot) || isHeldElsewhere(source, field, slot))
  const { said, usable } = source
  const isSomebody = said.people.some((one) => overlaps(one, slot))
  return field.kind === 'person' && !isSomebody && usable.choices.some((one) => isWithin(slot, one))
}

/** "Brook Deli in Cork": the town behind a name, where the act has a place for one. */
function fillTown({ act, said }: Source, meanings: Meanings, slot: Range): void {
  const town = townBehind(act, said, slot)
  if (town) meanings.add(town.field.name, value(textOf(said, town.range.from, town.range.to)), town.range)
}

/** Text that is taken as it was said holds no filters; a name that was said, and what is sold, hold no days. */
function opaqueOf(source: Source, slots: readonly Spot<string>[]): Spot<string>[] {
  const { act } = source
  return slots.filter((slot) => {
    const field = act.fields.find(({ name }) => name === slot.value)
    if (field?.kind === 'entity') return !isAmount(source, slot)
    return field?.kind === 'text' ? (act.phrases.asSaid ?? []).includes(slot.value) : field?.kind === 'lines'
  })
}

/** Of those, the texts. */
const textsOf = ({ act }: Source, opaque: readonly Spot<string>[]): Range[] =>
  opaque.filter((slot) => act.fields.some(({ name, kind }) => name === slot.value && kind === 'text'))

function fillPeople({ act, said }: Source, meanings: Meanings, opaque: readonly Range[]): void {
  const field = act.fields.find(({ kind }) => kind === 'person')
  if (!field) return
  // Who is not meant, or had it until now, says nothing more.
  const known = meanings.values.get(field.name)
  const isCleared = known?.kind === 'value' && known.value === null
  for (const spot of said.people) if (isCleared || isDenied(said, spot)) meanings.pass(spot)
  if (known) {
    const isNamed = ({ value: [best] }: People) => candidatesIn(known).some(({ id }) => id === best?.id)
    for (const spot of said.people) if (isNamed(spot)) meanings.pass(spot)
    return
  }
  const spot = peopleFor(act, said).find(
    (one) => meanings.isFree(one) && !isDenied(said, one) && !opaque.some((other) => overlaps(other, one)),
  )
  if (!spot) return
  meanings.add(field.name, peopleMeant({ act, said }, spot), spot)
  for (const one of namedTogether(said, spot)) meanings.pass(one)
}

const isRead = ({ entry }: Source['act']): boolean => entry.meta.effect === 'read'

/** Any words make a text: one that need not be said is a value only where something of what leads to it was said. */
function mayFill({ act, said, laid }: Source, slot: Slot): boolean {
  const field = act.fields.find(({ name }) => name === slot.value)
  const isSpare = field?.kind === 'text' && !field.isRequired && field.form === null
  const isQuoted =
    field?.isShort === false &&
    said.quoted.some((one) => isWithin(one, { from: slot.from - 1, to: slot.to + 1 }))
  // "Which have no mechanic? I want to share them out": what is looked for is not told behind the question.
  const isBehind = isSpare && isRead(act) && said.tokens.slice(0, slot.from).some(({ text }) => text === '?')
  return !isSpare || isQuoted || (!isBehind && (laid === null || isLed(laid, slot)))
}

/** A sentence that the act reads itself is handed on as it was said. */
function takeWhole({ act, said }: Source, { values }: Meanings): void {
  const text = act.phrases.whole === undefined ? undefined : values.get(act.phrases.whole)
  if (text?.kind === 'value') text.value = said.text
}

/** "With the key “Invoice export”" names a key, and no act of that name. */
const saysRow = (source: Source, slots: readonly Spot<string>[]): boolean =>
  slots.some(
    (slot) =>
      source.act.fields.some(({ name, kind }) => name === slot.value && kind === 'act') &&
      isOfRow(source, slot),
  )

/** Everything a request says of the input of an act. */
export function meantBy(source: Source): Meanings {
  const { said, usable, laid } = source
  const meanings = new Meanings()
  const slots = slotsIn(laid)
  const opaque = opaqueOf(source, slots)
  for (const [field, one] of Object.entries(laid && isExampleSaid(laid) ? laid.template.set : {}))
    if (!saysOtherwise(source, field)) meanings.add(field, value(one), null)
  const beside = usable.besides.flatMap((one) => one.slots)
  const longer = (slot: Spot<string>) =>
    beside.find((one) => one.value === slot.value && isWithin(slot, one)) ?? unbroken(said, slot)
  fillAddress(source, meanings)
  for (const slot of slots)
    if (mayFill(source, slot)) fillSlot(source, meanings, toItsEnd(source, longer(slot)))
  takeWhole(source, meanings)
  for (const part of usable.besides) {
    if (opaque.some((one) => overlaps(one, part)) || saysRow(source, part.slots)) continue
    for (const slot of part.slots) fillSlot(source, meanings, slot)
    meanings.taken.push(part)
  }
  fillThings(source, meanings)
  fillLink(source, meanings)
  fillContact(source, meanings)
  fillPercent(source, meanings)
  fillFormed(source, meanings)
  fillSum(source, meanings)
  fillPeople(source, meanings, opaque)
  daysMeant(source, meanings, opaque)
  fillChoices(source, meanings, namesIn(source, opaque))
  fillLimit(source, meanings)
  const named = [...usable.things, ...textsOf(source, opaque)]
  for (const [field, one] of Object.entries(settingTold(source.act, said, named)))
    meanings.add(field, value(one), null)
  dropVerbs(source, slots, meanings)
  soughtByName(source, meanings)
  return meanings
}
