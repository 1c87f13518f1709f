import type { AskedAct } from '../../acts/act-table.ts'
import type { Field } from '../../acts/fields.ts'
import type { Meant } from '../../acts/meaning.ts'
import { addMonths, dayIn, monthOf, yearOf } from '../../../../../reading/calendar.ts'
import { fold, tokensOf } from '../../../../../reading/text.ts'
import { sentence, unquoted } from '../../wording/normalize.ts'
import { isContent } from '../../acts/content.ts'
import { linesIn } from '../../acts/lines.ts'
import { thingsIn } from '../../acts/usable.ts'
import { readSaid } from '../../acts/said.ts'
import { anotherFigure, figureIn, firstFigure } from './figure.ts'
import { fragmentOf, isTurning } from './fragment.ts'
import { rowsFor } from '../named.ts'
import { labelled } from './labelled.ts'
import { laterThanToday } from './moved-on.ts'
import { asksTheSame, onceMore } from './once-more.ts'
import { rowOf } from './row-of.ts'
import { resolve } from '../resolve.ts'
import type { Outcome, World } from '../types.ts'
import { ask, MOST_CHOICES } from '../work.ts'
import type { Named } from '../work.ts'

type Input = Readonly<Record<string, unknown>>

const OTHER =
  /^(?:(?:no|and|not that one|not that|sorry|oops|oh|wait|actually|i mean|i meant|what about|how about),? )*(?:the other(?: (?!day|week|night|thing)[a-z]+)?|another one|(?:no,? )?wrong one)(?: instead| please)*[.!? ]*$/

/** It says of nothing what it is, but that it is not what was taken. */
export const isOther = (text: string): boolean => OTHER.test(fold(text))

/** The rows among which one was meant: those that were shown with it, or all that there are. */
async function around(act: AskedAct, { name, entity }: Field, world: World): Promise<readonly Named[]> {
  const { last, focus } = world.memory
  const shown = focus.filter((one) => one.entity === entity)
  const isShown = shown.length > 1 && shown.some(({ id }) => id === last?.input[name])
  return isShown ? shown : world.rows(entity ?? '', act.phrases.among ?? {})
}

/** "No, the other one": of two that were shown or are there, the one that was not meant; of more it is asked which. */
export async function otherOne(text: string, world: World): Promise<Outcome | null> {
  const { last } = world.memory
  const act = last && world.table.get(last.path)
  const row = act && rowOf(act, last.input)
  const before = row && last.input[row.name]
  if (!act || !row || before === undefined || !isOther(text)) return null
  const others = (await around(act, row, world)).filter(({ id }) => id !== before)
  const { [row.name]: _, ...input } = last.input
  const known = { input, names: { ...last.names } }
  const [only, ...more] = others
  if (only && more.length === 0) {
    const meant: Meant = { kind: 'rows', candidates: [only] }
    return resolve({ act, values: new Map([[row.name, meant]]), before: known }, world)
  }
  const choices = others.length > MOST_CHOICES ? [] : others
  return ask({ act, world, ...known, each: null, leftOut: [] }, row, { choices })
}

/** More words than these are a sentence of their own. */
const LONGEST_SAID_ON = 8
/** "Two of us" behind a trip that is planned from its sentence: the same sentence, said on. */
async function saidOn(act: AskedAct, text: string, world: World): Promise<Outcome | null> {
  const { whole } = act.phrases
  const { input = {}, names } = world.memory.last ?? {}
  const before = whole === undefined ? undefined : input[whole]
  const { moments, numbers, tokens } = readSaid(text, world)
  const isShort = tokens.length <= LONGEST_SAID_ON && moments.length + numbers.length > 0
  if (whole === undefined || typeof before !== 'string' || !isShort) return null
  const meant: Meant = { kind: 'value', value: `${before}, ${text.replace(/^(?:and|but|ok)\s+/i, '')}` }
  return resolve({ act, values: new Map([[whole, meant]]), before: { input, names: { ...names } } }, world)
}

const ASKS = /\?|^\W*(?:and |so )?(?:what|which|who|whose|when|where|why|how|any|is|are|do|does)\b/i

/** "For Lena please", "with high priority": all that is said are values of what waits for a yes, and no text that takes any words. */
export async function saysValues(text: string, world: World): Promise<boolean> {
  const { last } = world.memory
  const act = last && world.table.get(last.path)
  if (!act || act.entry.meta.effect === 'read' || ASKS.test(text) || !(await world.isWaiting())) return false
  if (labelled(act, text)) return true
  const { values, isWhole } = await fragmentOf(act, text, world)
  const isPlain = ({ kind }: Field) => kind !== 'text' && kind !== 'entity'
  return isWhole && act.fields.every((field) => !values.has(field.name) || isPlain(field))
}

/** What waits for a yes is put up anew as it is meant now: "make it Tuesday", "no, 90". */
export async function putOtherwise(text: string, world: World): Promise<Outcome | null> {
  const { last } = world.memory
  const act = last && world.table.get(last.path)
  if (!act || act.entry.meta.effect === 'read' || !(await world.isWaiting())) return null
  const more = await onceMore(text, world)
  if (more) return more
  const again =
    (await otherOne(text, world)) ?? (await changedWish(act, text, world)) ?? (await saidOn(act, text, world))
  return again?.kind === 'calls' && !asksTheSame(text) ? { ...again, replaces: true } : again
}

const RENAMED = /^(?:(?:no|sorry|actually|oh|wait|and),? )*(?:call|name|title) (?:it|that|this) (?=\S)/i
const HANDED = /\b(?:give|set|change|assign|have|let) (?=it\b|that\b|this\b)/i

const INSTEAD = /^(?:(?:no|sorry|actually|oh|wait),? )*make (?:it|that) (\S.*?) instead[.! ]*$/i

/** "Call it sweep the yard" */
function renamed({ fields }: AskedAct, input: Input, name: string | undefined): Map<string, Meant> | null {
  const texts = fields.filter(({ kind }) => kind === 'text')
  const field = texts.find(({ isRequired }) => isRequired) ?? texts.find((one) => one.name in input)
  if (!field || name === undefined) return null
  return new Map([[field.name, { kind: 'value', value: sentence(unquoted(name)) }]])
}

/** The name that is said to be the one: behind "call it". */
function nameIn(text: string): string | undefined {
  const lead = RENAMED.exec(text)?.[0]
  return lead === undefined ? undefined : text.slice(lead.length)
}

const DENIED = /,? *(?:and |but )?not (?:for |to |by |with )?([\p{L}\d .&'-]{2,40}?)[.! ]*$/iu

const DENIED_FIRST =
  /^(?:(?:no|sorry|oh|wait),? )*not (?:for |to |by |with )?([\p{L}\d .&'-]{2,40}?)(?:,| but)(?: but| for| to| rather)? (?=\S)/iu

/** "For the hotel, not Bluebell": what was said before is not said again. */
function withoutDenied(said: string, names: Readonly<Record<string, string>>): string {
  const before = new Set(Object.values(names).flatMap((name) => tokensOf(name).map((token) => token.text)))
  const isBefore = (words: string) =>
    tokensOf(words).some((token) => isContent(token.text) && before.has(token.text))
  const [first, other = ''] = DENIED_FIRST.exec(said) ?? []
  if (first !== undefined && isBefore(other)) return said.slice(first.length)
  const [denied, words = ''] = DENIED.exec(said) ?? []
  return denied !== undefined && isBefore(words) ? said.slice(0, -denied.length) : said
}

interface Spoken {
  text: string
  world: World
}

/** What a number alone is said for: what was set, or the one amount that was not. */
function figureMeant(act: AskedAct, input: Input, text: string): Map<string, Meant> | null {
  const figure = figureIn(text, true)
  return anotherFigure(act, input, figure) ?? firstFigure(act, input, figure)
}

const MORE = /^(?:and|plus|also|add)\s+/i

/** "And delivery at 15" is one line more. */
function oneLineMore({ fields }: AskedAct, input: Input, { text, world }: Spoken): Map<string, Meant> | null {
  const name = fields.find(({ kind }) => kind === 'lines')?.name ?? ''
  const before = input[name]
  if (!MORE.test(text) || !Array.isArray(before)) return null
  const said = readSaid(text.replace(MORE, ''), world)
  const more = linesIn(said, { from: 0, to: said.tokens.length })
  return more && new Map([[name, { kind: 'value', value: [...(before as unknown[]), ...more.lines] }]])
}

/** "For Harlan": another row in the place of the one that was said. */
async function otherName(
  act: AskedAct,
  input: Input,
  { text, world }: Spoken,
): Promise<Map<string, Meant> | null> {
  const said = readSaid(text, world)
  const spots = thingsIn(act, said, await rowsFor([act], world))
  for (const { name, entity } of act.fields.filter(
    (field) => field.kind === 'entity' && field.name in input,
  )) {
    const [only, ...others] = spots.filter((one) => one.entity === entity)
    const isRest = (at: number) => !only || at < only.from || at >= only.to
    const isAll = said.tokens.every(
      (token, at) => !isRest(at) || isTurning(token.text) || !isContent(token.text),
    )
    if (only && others.length === 0 && isAll && only.value.length === 1)
      return new Map([[name, { kind: 'rows', candidates: only.value }]])
  }
  return null
}

/** What the words say of an act, all of them: a number, a name, or a value of its own. */
async function saidOf(act: AskedAct, text: string, world: World): Promise<ReadonlyMap<string, Meant> | null> {
  const { input = {}, names = {} } = world.memory.last ?? {}
  const plain =
    renamed(act, input, nameIn(text)) ??
    labelled(act, text) ??
    figureMeant(act, input, text) ??
    oneLineMore(act, input, { text, world })
  if (plain) return plain
  const plainly = withoutDenied(text, names).replace(HANDED, '')
  const { values, isOfAct } = await fragmentOf(act, plainly, world)
  const other = isOfAct ? values : await otherName(act, input, { text: plainly, world })
  return other ?? renamed(act, input, INSTEAD.exec(text)?.[1])
}

const distance = (a: string, b: string) => Math.abs(Date.parse(a) - Date.parse(b))
const TILL = /\b(?:to|till|until)\b/i

const NTH = /\b(\d{1,2})(?:st|nd|rd|th)\b/i
const MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i

/** "The 8th", of whatever month. */
function nthIn(meant: Meant, text: string): number | null {
  if (meant.kind === 'nth') return meant.nth
  const nth = NTH.exec(text)?.[1]
  return nth === undefined || MONTH.test(text) ? null : Number(nth)
}

/** "To the 8th" of what is in January: the day nearest to what was said before, and of a beginning and an end the one. */
function nearBefore(
  { fields }: AskedAct,
  values: ReadonlyMap<string, Meant>,
  { text, input }: { text: string; input: Input },
): ReadonlyMap<string, Meant> {
  const days = fields.flatMap(({ kind, name }) => {
    const before = input[name]
    return kind === 'day' && typeof before === 'string' ? [{ name, before }] : []
  })
  const said = days.filter(({ name }) => values.has(name))
  const inOrder = said.toSorted((a, b) => a.before.localeCompare(b.before))
  const one = TILL.test(text) ? inOrder.at(-1) : inOrder[0]
  const isOne =
    said.length > 1 && new Set(said.map(({ name }) => JSON.stringify(values.get(name)))).size === 1
  const kept = isOne
    ? [...values].filter(([name]) => said.every((day) => day.name !== name || day === one))
    : [...values]
  return new Map(
    kept.map(([name, meant]): [string, Meant] => {
      if (fields.every((field) => field.name !== name || field.kind !== 'day')) return [name, meant]
      const before = input[name] ?? days[0]?.before
      const nth = nthIn(meant, text)
      if (nth === null || typeof before !== 'string') return [name, meant]
      const months = [-1, 0, 1].map((by) => addMonths(`${before.slice(0, 7)}-01`, by))
      const near = months.flatMap((month) => dayIn(yearOf(month), monthOf(month), nth) ?? [])
      const [nearest = before] = near.toSorted((a, b) => distance(a, before) - distance(b, before))
      return [name, { kind: 'value', value: nearest }]
    }),
  )
}

/** A time alone leaves the day that was said before. */
function onSameDay(
  act: AskedAct,
  values: ReadonlyMap<string, Meant>,
  { text, world }: Spoken,
): ReadonlyMap<string, Meant> {
  const { moments } = readSaid(text, world)
  if (moments.length === 0 || moments.some(({ value: { kind } }) => kind !== 'time')) return values
  const isKept = (name: string) =>
    world.memory.last?.input[name] !== undefined &&
    act.fields.some((field) => field.name === name && field.kind === 'day')
  return new Map([...values].filter(([name]) => !isKept(name)))
}

/** Said of something that is not there yet: what else it should be. */
async function changedWish(act: AskedAct, text: string, world: World): Promise<Outcome | null> {
  const { last } = world.memory
  const said = last && (await saidOf(act, text, world))
  if (!said) return null
  const { input } = last
  const near = nearBefore(act, onSameDay(act, said, { text, world }), { text, input })
  const values = laterThanToday(near, text, world)
  return resolve({ act, values, before: { input: last.input, names: { ...last.names } } }, world)
}
