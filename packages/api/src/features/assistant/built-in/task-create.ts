import type { Draft } from '../memory.ts'
import { findDate } from './dates.ts'
import { quoted, sentence } from './normalize.ts'
import { findAssignee } from './people.ts'
import type { Interpretation, Words, World } from './types.ts'

const noun = String.raw`(?:tasks?|to-?dos?|to do|reminders?|action items?)`

/** What opens a request for a new task; the rest says what it is about. */
const openings: RegExp[] = [
  new RegExp(
    String.raw`^(?:add|create|make|open|start|set up|put in|log|file|write down|enter)(?: me| us)? (?:an?|another|one|the|this|my|new)?\s*(?:new |quick |short )*(?<head>(?:(?:high|low|normal|top)[- ]priority|urgent|important) )?${noun}\b(?: (?:called|named|titled|saying|that says))?`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:an? |one |my )?(?:new|another) (?<head>(?:(?:high|low|normal|top)[- ]priority|urgent|important) )?${noun}\b`,
    'i',
  ),
  /^(?:task|todo|to-do|reminder)(?:\s*[:\-–]|$)/i,
  /^(?:remind me|don't let me forget|do not let me forget|make sure i|i must not forget|remember)(?: that i (?:have|need) to\b| to\b| about\b|:)/i,
  /^remind me\b/i,
  /^(?:note|write) down(?: that (?:i|we) (?:have|need) to| to)?\b/i,
  /^(?:we|i) (?:need|have) a (?:new )?task (?=to|for|:)/i,
  /^add (?=.+ (?:to|on) (?:the|my|our) (?:board|list|tasks|task list|to-?do list)\b)/i,
  /^put (?=.+ (?:to|on) (?:the|my|our) (?:board|list|tasks|task list|to-?do list)\b)/i,
]

const boardEnd = /\s*\b(?:to|on) (?:the|my|our) (?:board|list|tasks|task list|to-?do list)\b/i

const priorities: [RegExp, 'low' | 'normal' | 'high'][] = [
  [
    /[,;]?\s*\b(?:with |at |it is |it's |and )*(?:a )?(?:high|top|highest)[- ]priority\b|[,;]?\s*\bpriority:? (?:is )?high\b|[,;]?\s*\b(?:it is |it's |this is |very )*(?:urgent|urgently|asap)\b|\s!(?:high|1)\b/i,
    'high',
  ],
  [
    /[,;]?\s*\b(?:with |at |it is |it's |and )*(?:a )?(?:low|lowest)[- ]priority\b|[,;]?\s*\bpriority:? (?:is )?low\b|\s!(?:low|3)\b/i,
    'low',
  ],
  [
    /[,;]?\s*\b(?:with |at |and )*(?:a )?(?:normal|medium)[- ]priority\b|[,;]?\s*\bpriority:? (?:is )?(?:normal|medium)\b/i,
    'normal',
  ],
]

const tags = [
  /[,;]?\s*\b(?:and )?(?:tagged|tag(?: it)?|label+ed|labell?)(?: it)?(?: as| with)? "?#?([\p{L}\p{N}-]+)"?/iu,
  /[,;]?\s*\b(?:with|under) (?:the )?(?:tag|label) "?#?([\p{L}\p{N}-]+)"?/iu,
  /\s#([\p{L}][\p{L}\p{N}-]*)/u,
]

interface Taken<T> {
  value: T | undefined
  rest: string
}

function takePriority(text: string): Taken<'low' | 'normal' | 'high'> {
  for (const [pattern, value] of priorities) {
    if (pattern.test(text)) return { value, rest: text.replace(pattern, ' ') }
  }
  return { value: undefined, rest: text }
}

function takeTag(text: string): Taken<string> {
  for (const pattern of tags) {
    const match = pattern.exec(text)
    if (match?.[1]) return { value: match[1], rest: text.replace(match[0], ' ') }
  }
  return { value: undefined, rest: text }
}

const titleOf = (rest: string) =>
  sentence(
    rest
      .replaceAll(/\s+/g, ' ')
      .replace(/^[\s:,\-–]+/, '')
      .replace(/^(?:to|for|that|about|called|named|saying|that says|which says)\b[\s:]*/i, '')
      .replace(/(?:[\s,]+(?:and|due|by|on|at|with|for))+$/i, ''),
  )

/** "… on 3 December and assign it to Noor", "… for Noor on 3 December": whichever stands last is found first. */
function takeDateAndPerson(text: string, world: World) {
  const early = findAssignee(text, world)
  const before = (early?.rest ?? text).replace(/[\s,]+(?:and )?$/, '')
  const when = findDate(before, world)
  const left = when?.rest ?? before
  const late = early ? null : findAssignee(left, world)
  return { when, assignee: early ?? late, rest: late?.rest ?? left }
}

/** Title, person, due day, priority and tag of a new task. */
export function describeTask(text: string, world: World, head = ''): Draft {
  // Quotes name the whole title only where the description begins with them.
  const title = /^[\s:,-]*(?:called |named |titled )?"/i.test(text) ? quoted(text) : null
  const described = title === null ? text : text.replace(/"[^"]+"/, ' ')
  const priority = takePriority(` ${head}${described}`)
  const tag = takeTag(priority.rest)
  const { when, assignee, rest: about } = takeDateAndPerson(tag.rest, world)
  const fields = { ...(priority.value && { priority: priority.value }), ...(tag.value && { tag: tag.value }) }
  return {
    act: 'create',
    value: title ?? titleOf(about),
    fields,
    ...(when && { due: when.due }),
    ...(assignee && { personWords: assignee.words }),
  }
}

/** "Remind Ana to …" is a task for Ana. */
function remindSomebody({ text }: Words, world: World): Interpretation | null {
  const match = /^remind ([\p{L}'-]+(?: [\p{L}'-]+)??)(?: to| about|:) (.+)$/iu.exec(text)
  if (!match?.[1] || !match[2]) return null
  return { kind: 'draft', draft: { ...describeTask(match[2], world), personWords: match[1] } }
}

export function createTaskRule(words: Words, world: World): Interpretation | null {
  for (const opening of openings) {
    const match = opening.exec(words.text)
    if (!match) continue
    const rest = words.text.slice(match[0].length).replace(boardEnd, ' ')
    return { kind: 'draft', draft: describeTask(rest, world, match.groups?.['head']) }
  }
  return remindSomebody(words, world)
}
