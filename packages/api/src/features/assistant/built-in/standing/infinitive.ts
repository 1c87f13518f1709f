import { sentence } from '../wording/normalize.ts'
import { readSaid } from '../acts/said.ts'
import type { World } from '../understand/types.ts'

const making =
  /^(?:please\s+)?(?:add|create|make|set up|put|new|open|log|note|write|start|another|an?|remind)\b/i
/** What no verb begins with. */
const noVerb =
  /^(?:the|an?|my|our|your|his|her|their|its?|this|that|these|those|me|us|him|them|everyone|everybody)\b|^\p{Lu}/u

/** Where what belongs to the record and not to its title begins: ", due Friday", "by Monday", "for Jonas". */
function endOfTitle(text: string, world: World): number {
  const said = readSaid(text, world)
  const { tokens } = said
  const places = [...said.moments.filter(({ value }) => value.isSure), ...said.people]
    .filter(({ to }) => to === tokens.length)
    .map(({ from }) => (/^(?:for|to)$/.test(tokens[from - 1]?.text ?? '') ? from - 1 : from))
    .filter((from) => tokens[from]?.text !== undefined && from > 0)
  const isLed = (from: number) =>
    /^(?:for|to|due|by|on|at|until|before|in|today|tomorrow)$/.test(tokens[from]?.text ?? '')
  const [place] = places.filter(isLed).toSorted((a, b) => a - b)
  const comma = text.indexOf(', ')
  const end = place === undefined ? text.length : (tokens[place]?.from ?? text.length)
  return comma === -1 ? end : Math.min(end, comma)
}

/** "Add a task to file the return, due Friday" with what is to be done in quotes: it is a title, whatever else its words may mean. Null where nothing is said like this. */
export function withTitleQuoted(wish: string, world: World): string | null {
  if (wish.includes('"') || !making.test(wish)) return null
  const nouns = world.nouns.map((noun) => noun.replaceAll(/[^a-z -]/g, '')).join('|')
  const shape = new RegExp(
    `^(?:(?:\\S+\\s+){0,5}?(?:${nouns})(?:\\s+for\\s+\\S+(?:\\s+\\p{Lu}\\S+)?)?|remind (?:me|us))\\s+to\\s+(?=\\S)`,
    'iu',
  )
  const lead = shape.exec(wish)?.[0]
  const rest = lead === undefined ? '' : wish.slice(lead.length)
  if (lead === undefined || rest === '' || noVerb.test(rest)) return null
  const end = endOfTitle(rest, world)
  const title = sentence(rest.slice(0, end))
  const isReminder = /^(?:please\s+)?remind/i.test(lead)
  const before = isReminder ? lead : lead.replace(/\s+to\s+$/i, ' ')
  return `${before}"${title}"${rest.slice(end) === '' ? '' : ` ${rest.slice(end).replace(/^,?\s*/, '')}`}`
}
