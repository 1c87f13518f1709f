import { readOrRefuse } from './access.ts'
import { addDays, endOfMonth, findDate, monday, todayOf } from './dates.ts'
import { fold, quoted, unquoted } from './normalize.ts'
import { findPeople, mentionedPerson } from './people.ts'
import { TASKS } from './types.ts'
import type { Interpretation, Words, World } from './types.ts'

const noun = String.raw`(?:tasks?|to-?dos?|to dos|work items?|things to do|jobs to do|action items?)`

const asksForTasks: RegExp[] = [
  new RegExp(
    String.raw`^(?:show|list|see|display|get|give|find|view|search|fetch|read|pull up|look up|look for|bring up|open|filter)\b.*\b${noun}\b`,
  ),
  new RegExp(
    String.raw`^(?:what|which|whats|what's|how many|do i have|do we have|have i got|are there|is there|any|who has|whose)\b.*\b${noun}\b`,
  ),
  new RegExp(
    String.raw`^(?:all |the |my |our |open |overdue |late |unassigned |urgent |high[- ]priority |low[- ]priority |done |finished |completed |removed |deleted |waiting |blocked |[\p{L}]+'s )+${noun}\b`,
    'u',
  ),
  new RegExp(
    String.raw`^${noun} (?:for|of|due|about|tagged|assigned|with|that|in|without|from|after|before|by|until|on|overdue|not)\b`,
  ),
  /^(?:what|whats|what's|anything|is anything|is there anything|which)\b.*\b(?:overdue|due|late|on my plate|on my list|on the board|to do|left to do|waiting|blocked|unassigned|urgent)\b/,
  /^(?:what do i have|what have i got|what's on|what is on|what should i do|what do i need to do|what must i do|what do we have|what's up|what is next|what's next|what's coming up|what is coming up)\b/,
  /^(?:what|which) (?:is|are|has|have|did) [\p{L}]+ (?:working on|doing|got to do|got|have to do|finish(?:ed)?|complete(?:d)?)\b/u,
  /^what does [\p{L}]+ have\b/u,
  /^(?:my|the|our) (?:board|to-?do list|list|agenda|day)$/,
  /^(?:show|see|open)(?: me)? (?:my |the |our )?(?:board|to-?do list|agenda|day|week)$/,
  /^(?:show|list|see)(?: me)? (?:me )?(?:what(?:'s| is) |everything |anything |all )?(?:overdue|late|due|unassigned)\b/,
  /^(?:do|have|has|is|are|does)\b.*\b(?:due|overdue|late|to do|left to do|open|unfinished|pending|on my list|on my plate)\b/,
  /^(?:show|list|see|give)(?: me)? (?:everything|anything|all|whatever|stuff|things)\b.*\b(?:due|overdue|late|open|waiting|blocked|unassigned|done|finished|urgent|assigned|tagged)\b/,
  /^what (?:needs|has|have|must|should|still needs)\b.*\b(?:be )?(?:done|finished|completed|doing)\b/,
  /^(?:everything|anything|all)(?: that is| that's)? (?:due|overdue|late|open|unassigned|waiting|urgent|done)\b/,
  /^(?:show|list|tell|see)(?: me)? what [\p{L}]+ (?:has|is|did|have)\b/u,
  /^(?:search|find|look) (?:for )?.+/,
]

/** "Show the beans task" asks for one. */
const oneTask =
  /^(?:show|open|read|see|display|view)(?: me)? (?:the|this|that) (?!(?:list|board)\b).*\b(?:task|to-?do)$/

type Filter = Record<string, unknown>
interface Asked {
  plain: string
  text: string
  world: World
}

function period({ plain, text, world }: Asked): Filter {
  const today = todayOf(world)
  const week = monday(today)
  const fixed: [RegExp, () => Filter][] = [
    [/\b(?:overdue|late|past due|missed)\b/, () => ({ overdue: true })],
    [/\bnext week\b/, () => ({ dueFrom: addDays(week, 7), dueTo: addDays(week, 13) })],
    [/\b(?:this|the) week\b|^.*\bmy week$/, () => ({ dueFrom: week, dueTo: addDays(week, 6) })],
    [/\bnext month\b/, () => ({ dueFrom: addDays(endOfMonth(today, 0), 1), dueTo: endOfMonth(today, 1) })],
    [/\bthis month\b/, () => ({ dueFrom: `${today.slice(0, 8)}01`, dueTo: endOfMonth(today, 0) })],
    [/\b(?:today|tonight)\b|\bmy (?:day|agenda)$/, () => ({ dueFrom: today, dueTo: today })],
  ]
  const hit = fixed.find(([pattern]) => pattern.test(plain))
  if (hit) return hit[1]()
  const found = findDate(text, world)
  if (!found) return {}
  const day = found.due.dueOn
  if (/\b(?:by|before|until|till|up to)\b/.test(plain))
    return { dueTo: /\bbefore\b/.test(plain) ? addDays(day, -1) : day }
  if (/\b(?:after|from|since|starting)\b/.test(plain))
    return { dueFrom: /\bafter\b/.test(plain) ? addDays(day, 1) : day }
  return { dueFrom: day, dueTo: day }
}

function status({ plain }: Asked): Filter {
  if (/\b(?:removed|deleted|trash(?:ed)?|bin)\b/.test(plain)) return { removed: true }
  if (
    /\b(?:not done|unfinished|open|left|still to do|to be (?:done|finished|completed)|be done|needs doing)\b/.test(
      plain,
    )
  )
    return { status: 'open' }
  if (/\b(?:done|finished|completed|complete|closed|finish)\b/.test(plain)) return { status: 'done' }
  if (
    /\b(?:in progress|doing|started|ongoing)\b(?! (?:today|tomorrow))/.test(plain) &&
    !/\bis \w+ doing\b/.test(plain)
  )
    return { status: 'doing' }
  if (/\b(?:waiting|blocked|on hold)\b/.test(plain)) return { status: 'waiting' }
  return /\b(?:all|every)\b.*\btasks?\b/.test(plain) ? {} : { status: 'open' }
}

function person({ plain, text, world }: Asked): Filter {
  if (
    /\b(?:unassigned|assigned to (?:nobody|no one)|without (?:an? )?(?:owner|assignee|person)|nobody(?:'s)?|no owner|no assignee)\b/.test(
      plain,
    )
  )
    return { unassigned: true }
  if (
    /\b(?:my|mine|assigned to me|i have|do i|should i|must i|have i|for me|i need|i got|am i|my (?:plate|list))\b/.test(
      plain,
    )
  )
    return { mine: true }
  const name = mentionedPerson(text, world)
  return name === null ? {} : { personWords: name }
}

function priority({ plain }: Asked): Filter {
  if (/\b(?:high[- ]priority|urgent|important|top[- ]priority|priority high|priority is high)\b/.test(plain))
    return { priority: 'high' }
  if (/\b(?:low[- ]priority|unimportant|priority low)\b/.test(plain)) return { priority: 'low' }
  return /\b(?:normal|medium)[- ]priority\b/.test(plain) ? { priority: 'normal' } : {}
}

const tagPattern =
  /(?:\btagged(?: as| with)?|\b(?:with|under|in) (?:the )?(?:tag|label)|\blabel+ed(?: as)?|\btag:?|\bcategory) "?#?([\p{L}\p{N}-]+)"?|#([\p{L}][\p{L}\p{N}-]*)/iu

function tag({ text }: Asked): Filter {
  const match = tagPattern.exec(text)
  const value = match?.[1] ?? match?.[2]
  return value ? { tag: value } : {}
}

const searchPatterns = [
  /\b(?:about|mentioning|containing|matching|regarding|concerning|related to|with the words?|that mentions?|that says?|called|named)\s+(?:the )?(.+)$/i,
  /^(?:search|look)(?: (?:the |my |our |all )?(?:tasks?|board))?(?: for)? (?:tasks? (?:for |about |with )?|the )?(.+)$/i,
  /^find (?:me )?(?:tasks? (?:for |about |with )?|the )?(.+?)(?: tasks?)?$/i,
]

function search({ text, plain }: Asked): Filter {
  const exact = quoted(text)
  if (exact !== null && !tagPattern.test(text)) return { search: exact }
  if (tagPattern.test(text) && !/\b(?:about|mentioning|containing|matching)\b/.test(plain)) return {}
  for (const pattern of searchPatterns) {
    const words = pattern.exec(text)?.[1]
    if (words && !isFilterOnly(fold(words)))
      return { search: unquoted(words.replace(/ (?:tasks?|to-?dos?)$/i, '').replace(/^tasks? /i, '')) }
  }
  return {}
}

/** "Find overdue tasks" searches for nothing: its words are filters. */
const isFilterOnly = (words: string) =>
  words
    .split(/\s+/)
    .every((word) =>
      /^(?:all|my|mine|me|our|the|open|overdue|late|done|finished|completed|tasks?|to-?dos?|unassigned|urgent|important|high|low|normal|priority|high-priority|low-priority|due|today|tomorrow|this|next|week|month|waiting|blocked|removed|deleted|assigned|to|for|by|on|with|without|a|an|owner|tagged|#\S+)$/.test(
        word,
      ),
    )

const without = (input: Filter, name: string): Filter =>
  Object.fromEntries(Object.entries(input).filter(([key]) => key !== name))

function filterOf(asked: Asked): Filter {
  const words = search(asked)
  const when = 'search' in words ? {} : period(asked)
  const who = tagPattern.test(asked.text) && 'personWords' in person(asked) ? {} : person(asked)
  const filter = { ...status(asked), ...when, ...who, ...priority(asked), ...tag(asked), ...words }
  // Overdue means not done; words are sought in everything unless a status was named.
  const isPlainSearch = 'search' in filter && filter['status'] === 'open' && !/\bopen\b/.test(asked.plain)
  return 'overdue' in filter || isPlainSearch ? without(filter, 'status') : filter
}

/** Questions about tasks become one filtered list. */
export function taskListRule(words: Words, world: World): Interpretation | null {
  if (!asksForTasks.some((pattern) => pattern.test(words.plain)) || oneTask.test(words.plain)) return null
  const filter = filterOf({ ...words, world })
  const named = filter['personWords']
  const [only, ...others] = typeof named === 'string' ? findPeople(named, world) : []
  if (others.length > 0) {
    const names = [only, ...others].map((one) => one?.name).join(' or ')
    return {
      kind: 'answer',
      topic: 'notFound',
      text: `Whose tasks do you mean: ${names}? Ask again with the whole name.`,
    }
  }
  const input = { ...without(filter, 'personWords'), ...(only && { assigneeId: only.userId }) }
  return readOrRefuse(world, `${TASKS}.list`, { input, what: 'see tasks' })
}
