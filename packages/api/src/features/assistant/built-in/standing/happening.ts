import { entityOf, propertiesOf } from '../../../../platform/catalog/entities.ts'
import type { TopicInfo } from '../../../../platform/events/topic-info.ts'
import { PERSON } from '../acts/fields.ts'
import { readSaid } from '../acts/said.ts'
import type { Said } from '../acts/said.ts'
import { withQuotesHidden } from '../wording/normalize.ts'
import { isContent } from '../acts/content.ts'
import { rootOf, stem } from '../../../../reading/name-index.ts'
import type { World } from '../understand/types.ts'

/** What happens, in the many words there are for it. */
const happenings = [
  'created create added add made make new opened open entered put arrives comes',
  'completed complete finished finish done closed close ticked checked ready',
  'assigned assign given handed gets',
  'commented comment written wrote posted left',
  'removed remove deleted delete leaves leave left gone goes quits',
  'joined join arrives starts accepts comes',
  'changed change updated update edited edit modified',
  'failed fail breaks broke wrong crashes error',
  'low short scarce out runs run',
  'requested request asked asks needed waits',
  'decided approved declined decision',
  'paused pause stopped stops stop',
  'processing begun began started starts',
  'queued waits',
  'invited invite invitation',
  'paid pays settled',
  'cancelled canceled called',
  'received receive arrives comes',
  'sent sends',
  'overdue late missed lapses lapsed passes passed',
]

const root = (word: string) => rootOf(stem(word))
const rootsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
    .map(root)

const groups = happenings.map((words) => new Set(rootsOf(words)))

const persons = new Set(
  'somebody someone anybody anyone person people colleague employee user teammate'.split(' '),
)
/** They say nothing of what happens. */
const fillers = new Set(
  'team staff organization company firm hub us here gets get got become becomes turns is are being been has have was marked as by into there new soon mine'.split(
    ' ',
  ),
)

/** How well a word says what a topic is about: by its name, by its title, or by its description. */
interface Words {
  subject: ReadonlySet<string>
  happening: ReadonlySet<string>
  meant: ReadonlySet<string>
  title: ReadonlySet<string>
  description: ReadonlySet<string>
}

const known = new WeakMap<TopicInfo, Words>()

function wordsOf(info: TopicInfo, { noun }: World): Words {
  const kept = known.get(info)
  if (kept) return kept
  const parts = info.topic.split('.')
  const subject = parts.at(-2) ?? ''
  const happening = rootsOf((parts.at(-1) ?? '').replaceAll('_', ' '))
  // Of "role_changed" the last word happens, and the others say what it happens to.
  const [last = '', ...others] = happening.toReversed()
  const made: Words = {
    subject: new Set([...rootsOf(subject), ...others, ...nounsOf(info, subject, noun)]),
    happening: new Set([last]),
    meant: new Set(groups.filter((group) => group.has(last)).flatMap((one) => [...one])),
    title: new Set(rootsOf(info.title)),
    description: new Set(rootsOf(info.description)),
  }
  known.set(info, made)
  return made
}

/** What the record is called that it happens to; persons join and leave. */
function nounsOf({ schema }: TopicInfo, subject: string, noun: World['noun']): string[] {
  const entities = Object.values(propertiesOf(schema)).flatMap((field) => entityOf(field) ?? [])
  const own = entities
    .filter((entity) => entity.endsWith(`_${subject}`))
    .flatMap((entity) => rootsOf(noun(entity)))
  return subject === 'member' ? [...own, ...[...persons].map(root)] : own
}

interface Found {
  score: number
  hasSubject: boolean
  hasHappening: boolean
}

/** What a clause says of a topic; null where a word of weight is not explained by it. */
function held(words: readonly string[], topic: Words): Found | null {
  const found: Found = { score: 0, hasSubject: false, hasHappening: false }
  for (const word of words) {
    const own = root(word)
    if (topic.happening.has(own)) {
      found.score += 3
      found.hasHappening = true
    } else if (topic.subject.has(own)) {
      found.score += 2
      found.hasSubject = true
    } else if (topic.meant.has(own)) {
      found.score += 2.5
      found.hasHappening = true
    } else if (topic.title.has(own)) {
      found.score += 1.5
      found.hasHappening ||= !topic.subject.has(own)
    } else if (topic.description.has(own)) found.score += 0.5
    else if (!fillers.has(word) && !persons.has(word)) return null
  }
  return found
}

/** What sets it going, and the condition that was said beside it. */
export interface Happening {
  info: TopicInfo
  match: string | null
}

/** Events name people also as what they are outside the organization: they tell of those who have left. */
const personKinds = new Set<string | undefined>([PERSON, 'auth_user'])

/** The one field of an event that holds a person. */
function personField(schema: Record<string, unknown>): string | undefined {
  const fields = Object.entries(propertiesOf(schema)).filter(([, field]) => personKinds.has(entityOf(field)))
  return fields.length === 1 ? fields[0]?.[0] : undefined
}

const quoted = (value: string) => JSON.stringify(value)

/** Who is spoken of beside what happens; undefined where that is not one person. */
function personIn({ text, people }: Said, { me }: World): string | null | undefined {
  const isMe = /\b(?:to|for) me\b/i.test(text)
  if (people.length === 0) return isMe ? me.id : null
  const [person, ...others] = people.flatMap(({ value }) => value)
  return isMe || others.length > 0 ? undefined : person?.id
}

/** "Called “Quote”", "assigned to me": what is said beside what happens, as a condition. Undefined where its events do not tell. */
function matchOf({
  info,
  said,
  world,
}: {
  info: TopicInfo
  said: Said
  world: World
}): string | null | undefined {
  const fields = propertiesOf(info.schema)
  const [quote, ...quotes] = said.quoted
  const person = personIn(said, world)
  if (quote) {
    const name = ['title', 'name'].find((one) => one in fields)
    const isClear = name !== undefined && quotes.length === 0 && person === null
    return isClear ? `event.${name} == ${quoted(quote.value)}` : undefined
  }
  const field = personField(info.schema)
  if (person === null && field === 'assigneeId' && /\b(?:of mine|my)\b/i.test(said.text))
    return `event.assigneeId == ${quoted(world.me.id)}`
  if (person === null || person === undefined) return person
  return field === undefined ? undefined : `event.${field} == ${quoted(person)}`
}

const LEAST = 3.5

const notDone =
  /\b(?:(?:is|are|was|has|have|does|do)(?:\s+not|n['’]?t)|not|never)\s+(?:yet\s+)?(?:been\s+|get\s+|gets\s+)?(?:done|finished|completed?|closed|paid)(?:\s+(?:in|on)\s+time|\s+by\s+(?:its|the|their)\s+(?:due\s+)?(?:day|date))?/gi
const denial = /\b(?:not|never|no longer|nobody|no one|nothing|cannot)\b|n['’]t\b/i

/** What is not done in time is overdue; of anything else that does not happen nothing is told. */
function affirmed(clause: string): string | null {
  const text = clause.replaceAll(notDone, 'is overdue')
  return denial.test(withQuotesHidden(text)) ? null : text
}

/** Small words that say what happens all the same: "done". */
const isSpoken = (word: string) => fillers.has(word) || groups.some((group) => group.has(root(word)))

/** Which of the things that happen here a clause speaks of: "a task is completed", "somebody joins". */
export function happeningIn(clause: string, world: World): Happening | null {
  const text = affirmed(clause)
  if (text === null) return null
  const said = readSaid(text, world)
  const isTaken = (at: number) =>
    [...said.quoted, ...said.people].some(({ from, to }) => at >= from && at < to)
  const words = said.tokens.flatMap(({ text, kind }, at) => {
    const bare = text.replace(/'s$/, '')
    return kind === 'word' && !isTaken(at) && (isContent(bare) || isSpoken(bare)) ? [bare] : []
  })
  const ranked = world.topics
    .flatMap((info) => {
      const found = held(words, wordsOf(info, world))
      return found?.hasHappening && (found.hasSubject || found.score >= LEAST + 1) && found.score >= LEAST
        ? [{ info, score: found.score }]
        : []
    })
    .toSorted((a, b) => b.score - a.score)
  const [best, next] = ranked
  if (!best || next?.score === best.score) return null
  const match = matchOf({ info: best.info, said, world })
  return match === undefined ? null : { info: best.info, match }
}
