import { readSaid } from '../acts/said.ts'
import type { World } from '../understand/types.ts'

/* A list whose lines say of one thing what it is, whose, and when: "New task / - clean the van / - Jonas / - due Friday". */

/** What stands before the mark of such a line, and how the same is said in a sentence. */
const LABELS: readonly (readonly [RegExp, (value: string) => string])[] = [
  [/^(?:title|what|name|subject|task|to-?do|job)$/i, (value) => value],
  [
    /^(?:who|for|owner|assignee|assigned(?: to)?|assign to|person|responsible|whose)$/i,
    (value) => `for ${value}`,
  ],
  [
    /^(?:when|day|date|due|due (?:date|day|on|by)|deadline|by)$/i,
    (value) => `due ${value.replace(/^(?:by|on|due) /i, '')}`,
  ],
  [/^(?:time|at|hour)$/i, (value) => `at ${value}`],
  [/^(?:priority|prio|urgency)$/i, (value) => `${value} priority`],
  [/^(?:tag|label|category)$/i, (value) => `tag ${value}`],
  [/^(?:notes?|details?|remarks?|more)$/i, (value) => `notes: ${value}`],
]
const TITLE = 0
const LABELLED = /^([\p{L} -]{2,14}?)\s*[:=]\s*(?=\S)/u

/** "Due Friday", "for Jonas", "high priority", "#stock" stand for themselves. */
const LED = /^(?:due|by|for|on|at|before|until|till|assigned to)\s+/i
const PLAIN =
  /^(?:(?:tag(?:ged)?:? |#)[\p{L}\d-]+|(?:(?:very|quite) )?urgent|(?:(?:high|low|normal|top) )(?:prio(?:rity)?)|(?:prio(?:rity)?:? )(?:high|low|normal))$/iu

interface Line {
  text: string
  /** It is what the thing is called. */
  isTitle: boolean
  isLabelled: boolean
}

/** A day, a time or a person, and nothing else. */
export function isValue(text: string, world: World): boolean {
  const { people, moments, tokens } = readSaid(text.replace(LED, ''), world)
  return (
    tokens.length > 0 &&
    tokens.every(
      ({ kind }, at) =>
        kind === 'mark' || [...people, ...moments].some(({ from, to }) => at >= from && at < to),
    )
  )
}

function lineOf(text: string, world: World): Line {
  const [lead = '', label = ''] = LABELLED.exec(text) ?? []
  const at = lead === '' ? -1 : LABELS.findIndex(([named]) => named.test(label.trim()))
  const said = at === -1 ? undefined : LABELS[at]?.[1](text.slice(lead.length))
  if (said !== undefined) return { text: said, isTitle: at === TITLE, isLabelled: true }
  if (PLAIN.test(text)) return { text, isTitle: false, isLabelled: false }
  if (!isValue(text, world)) return { text, isTitle: true, isLabelled: false }
  const isPerson = !LED.test(text) && readSaid(text, world).people.length > 0
  return { text: isPerson ? `for ${text}` : text, isTitle: false, isLabelled: false }
}

/** Whether this line says by its label what it tells. */
export const isLabelled = (text: string, world: World): boolean => lineOf(text, world).isLabelled

const IN_BRACKETS = /\s*\(([^()]{2,60})\)$/

/** "Order crates, Ana Lopes, Wednesday", "order crates (Ana Lopes)": what stands alone there says whose it is, and when. */
export function withFactsNamed(item: string, world: World): string {
  const isFact = (part: string) => !lineOf(part, world).isTitle
  const bare = item.replace(IN_BRACKETS, (all, within: string) =>
    within.split(/,\s+/).every(isFact) ? `, ${within}` : all,
  )
  const [title = '', ...parts] = bare.split(/,\s+/)
  return [title, ...parts.map((part) => (isFact(part) ? lineOf(part, world).text : part))].join(', ')
}

/** The things that lines tell of, each with what is said of it; what is said of none of them is one by itself. */
export function thingsTold(lines: readonly string[], world: World): string[] {
  const things: string[] = []
  const before: string[] = []
  for (const line of lines) {
    const { text, isTitle } = lineOf(line, world)
    const last = things.length - 1
    if (isTitle) things.push([withFactsNamed(text, world), ...before.splice(0)].join(', '))
    else if (last === -1) before.push(text)
    else things[last] = `${things[last]}, ${text}`
  }
  return things.length === 0 ? [before.join(', ')] : things
}

const HEADING = /^([^:"]{4,60}):\s+(?=\S)/

/** "High priority, due tomorrow: chase the deposit" tells first what it is that stands behind the mark; null for any other heading. */
export function headedByFacts(text: string, world: World): string | null {
  const [lead = '', heading = ''] = HEADING.exec(text) ?? []
  const parts = heading.split(/,\s+/)
  const isFact = (part: string) => !lineOf(part, world).isTitle
  const isPlain = parts.some((part) => PLAIN.test(part) || /^due\b/i.test(part))
  return parts.length > 1 && isPlain && parts.every(isFact) ? `${text.slice(lead.length)}, ${heading}` : null
}

const CALLED = /^(?:title|what|task|to-?do|job)\s*[:=]/i

/** "Title: clean the van / Due: Friday": such lines ask by themselves for one thing that is to be made. */
export const isForm = (lines: readonly string[], world: World): boolean =>
  lines.filter((line) => CALLED.test(line)).length === 1 &&
  lines.length > 1 &&
  lines.every((line) => lineOf(line, world).isLabelled)
