import type { Spoken } from '../../../memory.ts'
import { fold } from '../../../../../reading/text.ts'
import { ordinals } from '../../acts/said.ts'
import { withQuotesHidden } from '../../wording/normalize.ts'
import type { World } from '../types.ts'
import { furthestRow, SUPERLATIVES } from './compared.ts'

/** Some of the rows that were shown last, as "the first two" and "1 and 3" point at them. */
interface Pointed {
  from: number
  to: number
  rows: readonly Spoken[]
}

type Shown = Pick<World, 'memory' | 'nouns'>

const COUNTS: ReadonlyMap<string, number> = new Map(
  ['two', 'three', 'four', 'five', 'six'].flatMap((word, at): [string, number][] => [
    [word, at + 2],
    [String(at + 2), at + 2],
  ]),
)
const NTH = ordinals.join('|')
const COUNT = [...COUNTS.keys()].join('|')
const OF_THEM = String.raw`(?: of (?:them|those|these)| ones)?`

/** "The first two", "the last three tasks"; what else there may be two of, such as weeks, was not shown. */
const ENDS = new RegExp(
  String.raw`\bthe (first|top|last|bottom) (${COUNT})${OF_THEM}(?: (?!this\b)(\p{L}{3,})s\b)?(?![\p{L}\d-])`,
  'u',
)
/** "The first and the third", of whatever is no day of a month. */
const PLACES = new RegExp(
  String.raw`\bthe (${NTH})(?: one)?(?: and|,| &) (?:and )?(?:the )?(${NTH})(?: ones?)?(?! of (?!them|those|these))(?![\p{L}\d-])`,
  'u',
)
/** "1, 2 and 4" as the list numbers its rows; behind "at" or "until" they are times and days. */
const FIGURES =
  /(?<![\p{L}\d#€$£.,:/-])(?<!\b(?:at|on|by|until|till|between|from|of|the|for|to|than|is|are)\s)(?:(?:numbers?|nos?\.?|nrs?\.?|rows?|items?) )?(\d{1,2}(?:(?: ?, ?(?:and )?| ?(?:and|&|\+) ?)\d{1,2})+)(?= (?:as|to|for|off|done|please|are|with|until|till|by|on|high|low|urgent|too|again)\b|\s*[.,!?]?\s*$)/u
/** "Mark 2 as done", "close 3" */
const FIGURE =
  /\b(?:mark|close|tick|tick off|finish|complete|reopen|restore|delete|remove|bin|drop|assign|give|move|push|open) (?:off )?(\d{1,2})(?= (?:as|to|for|off|done|please|until|till|again)\b|\s*[.!?]?\s*$)/u
/** All but those that something was done with since. */
const REST = new RegExp(
  String.raw`\b(?:the (?:rest|others|remaining(?: (?:ones|${COUNT}))?|other (?:ones|${COUNT}))|all the others)(?: of (?:them|those|these))?(?! of\b)(?![\p{L}\d'-])`,
  'u',
)

const at = ({ memory: { focus } }: Shown, places: readonly number[]): readonly Spoken[] => {
  const rows = [...new Set(places)].flatMap((place) => focus[place - 1] ?? [])
  return rows.length === places.length ? rows : []
}

const placeOf = (ordinal = ''): number => ordinals.indexOf(ordinal) + 1

function ends({ memory: { focus }, nouns }: Shown, found: readonly string[]): readonly Spoken[] {
  const [, end, word = '', noun] = found
  const count = COUNTS.get(word) ?? 0
  if (count > focus.length || (noun !== undefined && !nouns.includes(noun))) return []
  return end === 'first' || end === 'top' ? focus.slice(0, count) : focus.slice(-count)
}

const rest = ({ memory: { focus, handled } }: Shown): readonly Spoken[] =>
  focus.some(({ id }) => handled.includes(id)) ? focus.filter(({ id }) => !handled.includes(id)) : []

const FORMS: readonly [RegExp, (shown: Shown, found: readonly string[]) => readonly Spoken[]][] = [
  [ENDS, ends],
  [PLACES, (shown, [, one, other]) => at(shown, [placeOf(one), placeOf(other)])],
  [FIGURES, (shown, [, figures = '']) => at(shown, (figures.match(/\d+/g) ?? []).map(Number))],
  [FIGURE, (shown, [, figure]) => at(shown, [Number(figure)])],
  [REST, rest],
]

/** "The oldest one", "the cheapest of them", "the biggest invoice"; "the latest prices" are none of these rows. */
const FURTHEST = new RegExp(
  String.raw`\bthe (${SUPERLATIVES})(?:(?: one)? of (?:them|those|these)| (\p{L}{3,}))(?![\p{L}\d-])`,
  'u',
)

/** What is dictated behind these points at nothing. */
const DICTATED = /:|\b(?:saying|called|named|titled)\b/

function pointedIn(said: string, shown: Shown): Pointed | null {
  const plain = fold(withQuotesHidden(said))
  for (const [form, rowsOf] of FORMS) {
    const found = form.exec(plain)
    if (!found || DICTATED.test(plain.slice(0, found.index))) continue
    const rows = rowsOf(shown, [...found])
    const to = found.index + found[0].length
    // Of "mark 2" the figure alone points.
    const from = form === FIGURE ? to - (found[1] ?? '').length : found.index
    if (rows.length > 0) return { from, to, rows }
  }
  return null
}

async function furthestIn(said: string, world: World): Promise<Pointed | null> {
  const plain = fold(withQuotesHidden(said))
  const found = FURTHEST.exec(plain)
  const [whole = '', word = '', noun = 'one'] = found ?? []
  const isOfRows = noun === 'one' || world.nouns.includes(noun)
  if (!found || !isOfRows || DICTATED.test(plain.slice(0, found.index))) return null
  const row = await furthestRow(word, world)
  return row && { from: found.index, to: found.index + whole.length, rows: [row] }
}

/**
 * Behind a list, "the first two", "1 and 3", "the second and the last", "the oldest one" and "the rest" are some of its rows: the message
 * with "all of them" in their place, in a world where no other rows were shown.
 */
export async function ofShown(said: string, world: World): Promise<{ said: string; world: World }> {
  const { memory } = world
  if (memory.focus.length < 2) return { said, world }
  const pointed = pointedIn(said, world) ?? (await furthestIn(said, world))
  if (!pointed) return { said, world }
  const { from, to, rows } = pointed
  const [only, ...others] = rows
  const isOne = only !== undefined && others.length === 0
  return {
    said: `${said.slice(0, from)}${isOne ? 'it' : 'all of them'}${said.slice(to)}`,
    world: { ...world, memory: { ...memory, focus: [...rows], it: isOne ? only : memory.it } },
  }
}
