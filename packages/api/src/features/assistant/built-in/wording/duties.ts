import { readSaid } from '../acts/said.ts'
import type { World } from '../understand/types.ts'

/** Who has to do what. */
export interface Duty {
  who: string
  what: string
}

const OBLIGED = /^\s*(?:to|must|has to|have to|should|needs to|has got to|is to|shall|will|:)\s+(?=\S)/i
/** "Ana buys rolls", and not how she is. */
const DOES =
  /^\s*(?!(?:is|was|has|needs|wants|says|knows|thinks|likes|owns|always|sometimes|works|as|this|plus)\b)(\p{L}+s)\s+(?=\S)/iu
const JOINT = /(?:[,;.\n]\s*(?:and\s+|then\s+)?|\s+and\s+)(?=\S)/gi

/** "Washes" as it stands behind "to". */
const bare = (verb: string): string =>
  verb
    .replace(/ies$/i, 'y')
    .replace(/(sh|ch|x|ss|zz|o)es$/i, '$1')
    .replace(/(?<=[^s])s$/i, '')

const infinitive = (what: string): string =>
  OBLIGED.test(what) ? what.replace(OBLIGED, '') : what.trimStart().replace(/^\S+/, (verb) => bare(verb))

/** "Ana has to wash the van": who, and what; null where it begins with nobody. */
export function dutyIn(part: string, world: World): Duty | null {
  const { people, tokens } = readSaid(part, world)
  const first = people.find(({ from }) => from === 0)
  const end = tokens[(first?.to ?? 0) - 1]?.to
  if (end === undefined) return null
  const what = part.slice(end)
  return OBLIGED.test(what) || DOES.test(what) ? { who: part.slice(0, end), what: infinitive(what) } : null
}

/** The duties of a list, each with all that is said of it; null where it is none. */
export function dutiesIn(list: string, world: World): Duty[] | null {
  const joints = [...list.matchAll(JOINT)].map(({ 0: found, index }) => ({
    from: index,
    to: index + found.length,
  }))
  const starts = joints.filter(({ to }) => dutyIn(list.slice(to), world))
  const parts = [{ from: 0, to: 0 }, ...starts].map(({ to }, at) => list.slice(to, starts[at]?.from))
  const duties = parts.map((part) => dutyIn(part, world))
  return duties.length > 1 && duties.every((duty) => duty !== null) ? duties : null
}

const isDated = (text: string, world: World): boolean => readSaid(text, world).moments.length > 0

/** Asked for as everybody does, for this day where it has none of its own. */
export const reminding = ({ who, what }: Duty, day: string, world: World): string =>
  `remind ${who} to ${what}${day === '' || isDated(what, world) ? '' : ` ${day}`}`
