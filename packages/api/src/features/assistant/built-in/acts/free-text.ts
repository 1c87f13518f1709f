import { sentence, unquoted } from '../wording/normalize.ts'
import { stem } from '../../../../reading/name-index.ts'
import { fold, tokensOf } from '../../../../reading/text.ts'
import type { Amount } from '../../../../reading/numbers.ts'
import type { Span } from '../../../../reading/text.ts'
import { titleOf, withCapital } from '../../../../reading/titles.ts'
import { addressIn } from './address-meant.ts'
import { routerOf } from './act-path.ts'
import type { AskedAct } from './act-table.ts'
import { isContent } from './content.ts'
import type { Field } from './fields.ts'
import { rowFieldOf } from './needed-fields.ts'
import { isPlaceField, nameIn, townIn } from './names-meant.ts'
import { LIMIT, limitIn } from './rows-wanted.ts'
import { isWithin, textOf } from './said.ts'
import type { Range, Said, Spot } from './said.ts'
import { formedIn } from './slot-rules.ts'
import type { Usable } from './usable.ts'

interface Place {
  act: AskedAct
  said: Said
  usable: Usable
}

const hasDay = ({ fields }: AskedAct): boolean => fields.some(({ kind }) => kind === 'day' || kind === 'time')

/** What has the form of another field, as the number of an account has, is no part of a name. */
const formedBeside = ({ fields }: AskedAct, said: Said): Range[] =>
  fields.flatMap((field) => (field.isRequired ? formedIn(field, said) : []))

/** A price behind a mark at the end of a name: "Oat drink, 1 l, 2.95". */
export const isPriceBehind = ({ tokens }: Said, { from, value }: Spot<Amount>): boolean =>
  value.kind === 'number' && !Number.isInteger(value.amount) && /^[,:;–-]$/.test(tokens[from - 1]?.text ?? '')

/** Days and the like that stand in a text and are fields of their own. */
function cutsIn({ act, said, usable }: Place, range: Range): Range[] {
  const atEdge = (one: Range) => one.from === range.from || one.to >= range.to - 1
  const isLast = ({ to }: Range) => said.tokens.slice(to, range.to).every(({ kind }) => kind === 'mark')
  const isMark = (at: number) => said.tokens[at]?.kind === 'mark'
  const isBetweenMarks = ({ from, to }: Range) => isMark(from - 1) && isMark(to)
  return [
    ...(hasDay(act) ? said.moments.filter(({ value }) => value.isSure) : []),
    // Its price is no part of a name, where there is a place for it.
    ...(act.fields.some(({ kind }) => kind === 'sum')
      ? said.numbers.filter((one) => isLast(one) && (one.value.kind === 'money' || isPriceBehind(said, one)))
      : []),
    ...(act.fields.some(({ kind }) => kind === 'percent')
      ? said.numbers.filter((one) => one.value.kind === 'percent')
      : []),
    // So is an address: "Fennimore Dental, office@fennimore.example".
    ...(act.fields.some(({ kind }) => kind === 'email')
      ? said.emails.filter((one) => isLast(one) || isBetweenMarks(one))
      : []),
    // And a street with its town: "Blue Door, 5 Mill Lane, Leeds".
    ...addressIn(act, said).filter(({ from }) => from > range.from),
    ...formedBeside(act, said).filter(atEdge),
    ...usable.besides,
    ...usable.choices.filter(atEdge),
  ].filter((one) => isWithin(one, range))
}

/** "The MOT is on 14 January": the small words before a day lead to it, also where the text ends with them. */
const dayBehind = ({ act, said }: Place, { to }: Range, { length }: string): Span[] =>
  hasDay(act) && said.moments.some(({ from, value }) => from === to && value.isSure)
    ? [{ from: length, to: length + 1 }]
    : []

/** "Remind me to open the gate", "a task for Ana: start the ovens", and what is to be done to a row: "new chain". */
const isDeed = ({ act, said }: Place, { from }: Range): boolean =>
  rowFieldOf(act) !== undefined || /^(?:to|[:,–-])$/.test(said.tokens[from - 1]?.text ?? '')

/** "Remind me to invoice the hotel": it is what is to be done, and no invoice. */
function nounsFor(place: Place, range: Range): readonly string[] {
  const { nouns, tokens } = place.said
  const first = tokens[range.from]?.text ?? ''
  return isDeed(place, range) && nouns.includes(first) ? withoutNoun(nouns, first) : nouns
}

const others = new WeakMap<readonly string[], Map<string, readonly string[]>>()

/** The same list for the same noun: what is made of it is kept by it. */
function withoutNoun(nouns: readonly string[], noun: string): readonly string[] {
  const made = others.get(nouns) ?? new Map<string, readonly string[]>()
  others.set(nouns, made)
  const kept = made.get(noun) ?? nouns.filter((one) => one !== noun)
  made.set(noun, kept)
  return kept
}

/** "He must wash the van", of somebody who was named: what is to be done is what he must do. */
const OBLIGED =
  /^(?:(?:(?:and|that|because) )?(?:he|she|they) )?(?:must|has to|have to|has got to|should|needs? to|is to|are to|ought to|shall)\s+(?=\S)/i

const withoutDuty = ({ act, said }: Place, title: string): string =>
  said.people.length > 0 && act.fields.some(({ kind }) => kind === 'person')
    ? title.replace(OBLIGED, '')
    : title

/** Words that are looked for are kept as they were typed. */
const asTyped = (title: string, text: string) =>
  text.includes(title) ? title : `${title.slice(0, 1).toLowerCase()}${title.slice(1)}`

/** They lead to what is looked for, or follow it, and are no part of it. */
const ASKING =
  /^(?:list|show|find|look|lookup|search|get|give|see|all|every|any|called|named|titled|words?|names?|owned|belonging|registered|with|by|of|for|in|on|the|a|an|are|is|do|we|me|my|our|it|them|that|which|ones?|from|and|when)$/

/** "Okafors bikes", written without the mark. */
const OWNING = /(?<=\p{L}{3}[^isu\P{L}])s$|['’]s?$/u

/** "List the post office's bikes" looks for the post office. */
function lookedFor({ act }: Place, text: string): string {
  const kind = stem(fold(routerOf(act.path).split('.').at(-1) ?? ''))
  const words = text.split(' ')
  const says = (word: string) => !ASKING.test(fold(word)) && stem(fold(word)) !== kind
  const [from, last] = [words.findIndex(says), words.findLastIndex(says)]
  const isOwned = stem(fold(words[last + 1] ?? '')) === kind
  return from === -1
    ? text
    : words
        .slice(from, last + 1)
        .join(' ')
        .replace(isOwned ? OWNING : /['’]s$/, '')
}

/** "Put that on the board" says where, and nothing of what. */
const POINTING = /^(?:that|this|it|one|them|these|those)(?: (?:in|down|on|up|there|here))?$/i

/** Words that say that there is to be one more, and nothing of what it is. */
const ANY =
  /^(?:another|new|one|ones|extra|more|further|other|something|smth|sth|thing|item|entry|add|make|create)$/

/** "Put something on the list for Lena", "I need another task" say nothing of it either. */
function saysNothing(title: string, { act, said }: Place): boolean {
  const isAny = (word: string) =>
    act.entry.meta.effect !== 'read' && (ANY.test(word) || said.nouns.includes(word))
  return POINTING.test(title) || tokensOf(title).every(({ text }) => !isContent(text) || isAny(text))
}

/** "Track the mixer tap as well": that there are others is no part of its name. */
const AS_WELL = /\s+as well$/i

/** Of words about something of a fixed form, the first that has it: “21” of “21 euros”. */
function inForm(form: RegExp, text: string): string {
  const words = text.split(/\s+/).map((word) => word.replace(/^\p{Sc}|\p{Sc}$/u, ''))
  return words.find((word) => form.test(word)) ?? text
}

/** "From Porto instead of Lisbon": what a value was before is no part of it. */
const BEFORE = /\s+(?:instead of|rather than)\s.*$/i

/** "Their reference is PO 4471" */
const BEING = /^(?:is|are|was) (?=\S)/i

/** "From me: the price holds", "as follows: ring first": it leads to the text. */
const LEAD_IN =
  /^(?:(?:from|by) (?:me|us)|(?:this|the following|my) (?:comment|note|message|text|remark|line|sentence)|as follows|the following|in these words|word for word|saying|reading|(?:which|that|it) (?:says|reads|should say|should read))(?:,? please)?\s*[:–-]\s*(?=\S)/i

/** "Comment on the fridge that it leaks": the word that leads to a text is none of it. */
const LED = /^(?:that|saying(?: that)?|to (?:say|note|tell them)(?: that)?) (?=\S)/i

/** "On the roster one saying …", "on the fridge job, saying …": what kind of thing it is stands behind its name. */
const kindSaying = (nouns: readonly string[]): RegExp =>
  new RegExp(
    String.raw`^(?:(?:one|card|ticket|item|${nouns.join('|')})\b[\s,]*(?:saying|to say|(?:that|which) says)(?: that)?|saying)(?: that)?[\s,:]+(?=\S)`,
    'i',
  )

function asItWasSaid(text: string, { nouns, tokens }: Said, { from }: Range): string {
  const mark = tokens[from - 1]
  const isMarked = mark?.kind === 'mark'
  const behind = mark?.text === ':' ? text : text.replace(kindSaying(nouns), '')
  const led = isMarked ? behind : behind.replace(LED, '')
  return unquoted(led.replace(/^[\s:,–-]+/, '').replace(LEAD_IN, ''))
}

/** What others will read begins as a sentence does; what is looked for stays as it was typed. */
const written = ({ entry }: AskedAct, text: string): string =>
  entry.meta.effect === 'read' ? text : withCapital(text)

/** "They want decaf too": what ends a text is no word between requests. */
const ENDING = /^(?:too|either|again|still|yet|instead|anymore|altogether|now|then)$/

/** "A comment: call them first": behind a colon small words belong to the text as well. */
function beginningOf({ tokens }: Said, { from }: Range): number {
  const mark = tokens.slice(0, from).findLastIndex(({ kind, text }) => kind === 'mark' || isContent(text))
  return tokens[mark]?.text === ':' ? mark + 1 : from
}

/** "She brought her bike back with a flat tyre": of what is told of a row, how it came is no part of what is to be done. */
const CAME =
  /^(?:(?:back|in|off|over|here)(?: again)?(?:,| (?:with|for|because of)\b)|again,?)\s*(?:an? |the )?(?=\p{L})/iu

/** "Problem: the chain slips": what the field is called, before a mark, is no part of its text. */
const withoutLabel = ({ name }: Field, title: string): string =>
  title.replace(new RegExp(String.raw`^(?:(?:the|an?|new|another) )*${name}\s*[:–-]\s*(?=\S)`, 'i'), '')

const withoutCame = ({ act }: Place, title: string): string =>
  rowFieldOf(act) === undefined ? title : title.replace(CAME, '')

/** Text that is kept as it was said, with the small words at both its ends. */
export function toItsEnd({ act, said }: Pick<Place, 'act' | 'said'>, slot: Spot<string>): Spot<string> {
  if (!(act.phrases.asSaid ?? []).includes(slot.value)) return slot
  const from = beginningOf(said, slot)
  const isMarked = said.tokens[from - 1]?.text === ':'
  const isOfText = (text: string) => ENDING.test(text) || (isMarked && !isContent(text))
  const isRest = said.tokens.slice(slot.to).every(({ text, kind }) => kind === 'mark' || isOfText(text))
  return { ...slot, from, to: isRest ? said.tokens.length : slot.to }
}

/** What stands in quotes where that is most of the text; null where nothing does. */
function quotedIn(said: Said, range: Range): string | null {
  // The text may begin behind the mark that opens the quote.
  const quote = said.quoted.find((one) => isWithin(one, { from: range.from - 1, to: range.to }))
  const isMost = quote && (quote.from <= range.from || quote.to - quote.from > (range.to - range.from) / 2)
  return isMost === true ? quote.value : null
}

const VAGUE =
  /^(?:(?:any|some|every|no)(?:thing|one|body)s?|things?|people|persons?|stuff|rest|lot|remainder|already|lately|recently|ones?|much|many|dates?|days?|times?|deadlines?|names?|sorted|ordered|arranged|own)$/

const CONTRACTED = /'(?:s|re|ve|ll|d)$/

const changesRow = (act: AskedAct): boolean =>
  act.entry.meta.effect !== 'read' && rowFieldOf(act) !== undefined

/** "What's" and "all" are nothing to look for. */
const isSmall = (word: string): boolean => !isContent(word.replace(CONTRACTED, '')) || VAGUE.test(word)

/** "The five newest repairs": how many rows are wanted is nothing to look for. */
function countIn({ act, said }: Place): string | undefined {
  const spot = act.fields.some(({ name }) => name === LIMIT) ? limitIn(said, said.numbers) : undefined
  return spot && fold(textOf(said, spot.from, spot.to))
}

function optionalText(place: Place, text: string): string {
  const count = countIn(place)
  // "In" and "to" are no words to look for, and no street; neither is "anything".
  if (tokensOf(text).every((token) => isSmall(token.text) || token.text === count)) return ''
  if (POINTING.test(text)) return ''
  if (place.act.entry.meta.effect === 'read') return lookedFor(place, text)
  return (changesRow(place.act) ? text.replace(BEFORE, '') : text).replace(BEING, '')
}

/** "The Grohe mixer tap" is called "Grohe mixer tap"; "The Oyster" is written as part of a name. */
function withoutArticle(said: Said, { from, to }: Range): Range {
  const isArticle = to - from > 1 && /^(?:the|an?|our|my)$/.test(textOf(said, from, from + 1))
  return { from: isArticle ? from + 1 : from, to }
}

/** Behind a mark something else is said: "who may delete tasks? I do not want to disturb", "with brake in it, old ones as well". */
function withinClause({ entry }: AskedAct, { tokens }: Said, { from, to }: Range): Range {
  if (entry.meta.effect !== 'read') return { from, to }
  const mark = tokens.slice(from, to).findIndex(({ text }) => /^[?,;]$/.test(text))
  return { from, to: mark > 0 ? from + mark : to }
}

/** Of what lies in the place of a name or a town, that alone. */
function narrowed({ act, said }: Place, field: Field, slot: Range): Range {
  if (field.name === 'name') return withoutArticle(said, nameIn(act, said, slot))
  return isPlaceField(field) ? townIn(said, slot) : withinClause(act, said, slot)
}

/** Without a word for it what is left of a sentence is no such text; nor is "not" of "the date should read Monday, not Friday". */
function lacksCue({ act, said }: Place, { name }: Field, text: string): boolean {
  const cues = act.phrases.cues?.[name]
  if (!cues) return false
  const isCued = cues.some((cue) => said.tokens.some((token) => token.text === cue))
  return !isCued || tokensOf(text).every((token) => isSmall(token.text))
}

/** A title without the day, person and tag that were said beside it; text that is kept as it was said stays whole. */
export function freeTextOf(place: Place, field: Field, slot: Range): string {
  const { act, said } = place
  const range = narrowed(place, field, slot)
  const quoted = quotedIn(said, range)
  if (quoted !== null) return quoted
  const text = textOf(said, range.from, range.to)
  if (field.form && !field.form.test(text)) return inForm(field.form, text)
  if (lacksCue(place, field, text)) return ''
  if ((act.phrases.asSaid ?? []).includes(field.name))
    return POINTING.test(text) ? '' : written(act, asItWasSaid(text, said, range))
  const start = said.tokens[range.from]?.from ?? 0
  const spans = cutsIn(place, range).map(({ from, to }) => ({
    from: (said.tokens[from]?.from ?? 0) - start,
    to: (said.tokens[to - 1]?.to ?? 0) - start,
  }))
  const title = titleOf(text, [...spans, ...dayBehind(place, range, text)], {
    nouns: nounsFor(place, range),
    isDeed: isDeed(place, range),
  })
  if (!field.isRequired) return optionalText(place, unquoted(asTyped(title, text)))
  const own = withoutCame(place, withoutLabel(field, title))
  return saysNothing(own, place) ? '' : sentence(withoutDuty(place, own).replace(AS_WELL, ''))
}
