import type { AskedAct } from '../acts/act-table.ts'
import type { Field } from '../acts/fields.ts'
import type { Meant } from '../acts/meaning.ts'
import { dayIn, monthOf, yearOf } from '../../../../reading/calendar.ts'
import { fold, tokensOf } from '../../../../reading/text.ts'
import { sentence, unquoted } from '../normalize.ts'
import type { Line } from '../acts/lines.ts'
import { isContent } from '../acts/content.ts'
import { readSaid } from '../acts/said.ts'
import { fragmentOf } from './fragment.ts'
import { resolve } from './resolve.ts'
import type { Outcome, World } from './types.ts'
import { ask, MOST_CHOICES } from './work.ts'
import type { Named } from './work.ts'

const rowFieldOf = ({ fields }: AskedAct): Field | undefined =>
  fields.find(({ kind, isRequired }) => kind === 'entity' && isRequired)

const OTHER =
  /^(?:(?:no|and|not that one|not that|sorry|oops|oh|wait|actually|i mean|i meant|what about|how about),? )*(?:the other(?: (?!day|week|night|thing)[a-z]+)?|another one|(?:no,? )?wrong one)(?: instead| please)*[.!? ]*$/

/** It says of nothing what it is, but that it is not what was taken. */
export const isOther = (text: string): boolean => OTHER.test(fold(text))

/** The row that an act was about: the one it needs, or the only one by which a list was narrowed. */
function rowOf(act: AskedAct, input: Readonly<Record<string, unknown>>): Field | undefined {
  const narrowed = act.fields.filter(({ kind, name }) => kind === 'entity' && name in input)
  return rowFieldOf(act) ?? (narrowed.length === 1 ? narrowed[0] : undefined)
}

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

const TOO = /\b(?:as well|too|also|the same|same (?:for|with|to|on|goes))\b/

/** "And one for Lena as well", "the same for the Kangoo": it is done once more, with what was said now in its place. */
export async function onceMore(text: string, world: World): Promise<Outcome | null> {
  const { last } = world.memory
  const act = last && world.table.get(last.path)
  if (!act || act.entry.meta.effect === 'read' || !TOO.test(fold(text))) return null
  const { values, isWhole } = await fragmentOf(act, text, world)
  const row = rowFieldOf(act)
  // What is changed besides of the same row is another matter.
  if (!isWhole || (row && values.get(row.name)?.kind !== 'rows')) return null
  return resolve({ act, values, before: { input: last.input, names: { ...last.names } } }, world)
}

/** What waits for a yes is put up anew as it is meant now: "make it Tuesday", "no, 90". */
export async function putOtherwise(text: string, world: World): Promise<Outcome | null> {
  const { last } = world.memory
  const act = last && world.table.get(last.path)
  if (!act || act.entry.meta.effect === 'read' || !(await world.isWaiting())) return null
  const more = await onceMore(text, world)
  if (more) return more
  const again = (await otherOne(text, world)) ?? (await changedWish(act, text, world))
  return again?.kind === 'calls' ? { ...again, replaces: true } : again
}

const RENAMED = /^(?:(?:no|sorry|actually|oh|wait),? )*(?:call|name|title) (?:it|that|this) (?=\S)/i
const HANDED = /\b(?:give|set|change|assign|have|let) (?=it\b|that\b|this\b)/i

const INSTEAD = /^(?:(?:no|sorry|actually|oh|wait),? )*make (?:it|that) (\S.*?) instead[.! ]*$/i

/** "Call it sweep the yard" */
function renamed({ fields }: AskedAct, name: string | undefined): Map<string, Meant> | null {
  const field = fields.find(({ kind, isRequired }) => kind === 'text' && isRequired)
  if (!field || name === undefined) return null
  return new Map([[field.name, { kind: 'value', value: sentence(unquoted(name)) }]])
}

/** The name that is said to be the one: behind "call it". */
function nameIn(text: string): string | undefined {
  const lead = RENAMED.exec(text)?.[0]
  return lead === undefined ? undefined : text.slice(lead.length)
}

const DENIED = /,? *(?:and |but )?not (?:for |to |by |with )?([\p{L}\d .&'-]{2,40}?)[.! ]*$/iu

/** "For the hotel, not Bluebell": what was said before is not said again. */
function withoutDenied(text: string, names: Readonly<Record<string, string>>): string {
  const [denied, words = ''] = DENIED.exec(text) ?? []
  const before = new Set(Object.values(names).flatMap((name) => tokensOf(name).map((token) => token.text)))
  const isBefore = tokensOf(words).some((token) => isContent(token.text) && before.has(token.text))
  return denied !== undefined && isBefore ? text.slice(0, -denied.length) : text
}

/** What the words say of an act, all of them: a number, a name, or a value of its own. */
async function saidOf(act: AskedAct, text: string, world: World): Promise<ReadonlyMap<string, Meant> | null> {
  const plain = renamed(act, nameIn(text)) ?? anotherFigure(act, world.memory.last?.input ?? {}, text)
  if (plain) return plain
  const plainly = withoutDenied(text, world.memory.last?.names ?? {}).replace(HANDED, '')
  const { values, isWhole } = await fragmentOf(act, plainly, world)
  return isWhole ? values : renamed(act, INSTEAD.exec(text)?.[1])
}

/** A time alone leaves the day that was said before. */
function onSameDay(
  act: AskedAct,
  values: ReadonlyMap<string, Meant>,
  { text, world }: { text: string; world: World },
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
  const values = onSameDay(act, said, { text, world })
  return resolve({ act, values, before: { input: last.input, names: { ...last.names } } }, world)
}

const LEAD = String.raw`make (?:that|it) |(?:leave|keep|put|set) (?:that|it) (?:to )?|i meant |i mean |rather |better |say |it's |its |it was |it is |should be |it should be `
const NUMBER = String.raw`\p{Sc}?(\d{1,7}(?:[.,]\d{1,2})?)(st|nd|rd|th)?`
const FIGURE = new RegExp(
  String.raw`^(?:(?:no|hm+|oh|sorry|wait|actually|and|oops|nope),? )*(${LEAD})?(?:at )?(?:the )?${NUMBER}(?: o'?clock| euros?| pounds?| dollars?)?(,? i (?:mean|meant))?(?: instead| please| then| sorry)*(?:,? (?:and )?not (?:at )?(?:the )?${NUMBER})?[.! ]*$`,
  'u',
)

interface Figure {
  said: number
  not: number | null
  /** "The 26th" is a day. */
  isNth: boolean
}

function figureIn(text: string): Figure | null {
  const plain = fold(text)
  const [whole, before, said, nth, behind, not] = FIGURE.exec(plain) ?? []
  const lead = before ?? behind
  if (whole === undefined || (lead === undefined && not === undefined && !plain.startsWith('no'))) return null
  const numberOf = (figure: string) => Number(figure.replace(',', '.'))
  return {
    said: numberOf(said ?? ''),
    not: not === undefined ? null : numberOf(not),
    isNth: nth !== undefined,
  }
}

/** An hour, in the half of the day in which it was. */
function hourFor({ said, not, isNth }: Figure, before: string): string | null {
  const hour = Number(before.slice(0, 2))
  if (isNth || !Number.isInteger(said) || said > 23 || (not !== null && not % 12 !== hour % 12)) return null
  return `${String(hour >= 12 && said < 12 ? said + 12 : said).padStart(2, '0')}:00`
}

/** The same month, on another day. */
function dayFor({ said, not }: Figure, before: string): string | null {
  if (not !== null && not !== Number(before.slice(8))) return null
  return Number.isInteger(said) ? dayIn(yearOf(before), monthOf(before), said) : null
}

/** Of one thing that is sold once, what it costs. */
function priceFor({ said, not, isNth }: Figure, before: unknown): Line[] | null {
  const [only, ...others] = Array.isArray(before) ? (before as readonly Line[]) : []
  if (!only || isNth || others.length > 0 || Number(only.quantity) !== 1) return null
  if (not !== null && not !== Number(only.unitPrice)) return null
  return [{ ...only, unitPrice: said.toFixed(2) }]
}

/** An amount, or a count of something. */
function numberFor({ kind, isWhole }: Field, { said, not, isNth }: Figure, before: unknown): unknown {
  if (isNth || (not !== null && not !== Number(before))) return null
  if (kind === 'sum') return said.toFixed(2)
  return kind === 'number' && (!isWhole || Number.isInteger(said)) ? said : null
}

function figureFor(field: Field, figure: Figure, before: unknown): unknown {
  const { kind } = field
  if (kind === 'time') return typeof before === 'string' ? hourFor(figure, before) : null
  if (kind === 'day') return typeof before === 'string' ? dayFor(figure, before) : null
  return kind === 'lines' ? priceFor(figure, before) : numberFor(field, figure, before)
}

/** What a number alone is said for, in this order where several things were set: "no, 11", "make that 26", "it was 50". */
const BY_FIGURE: readonly Field['kind'][] = ['sum', 'lines', 'time', 'number', 'day']

/** "No, 11, not 10": of what was set before, the one that the number can be said for. */
export function anotherFigure(
  { fields }: AskedAct,
  input: Readonly<Record<string, unknown>>,
  text: string,
): Map<string, Meant> | null {
  const figure = figureIn(text)
  if (!figure) return null
  for (const kind of BY_FIGURE) {
    const set = fields.filter((field) => field.kind === kind && field.name in input)
    const [only, ...others] = set.flatMap((field) => {
      const value = figureFor(field, figure, input[field.name])
      return value === null ? [] : [[field.name, value] as const]
    })
    if (only && others.length === 0) return new Map([[only[0], { kind: 'value', value: only[1] }]])
  }
  return null
}
