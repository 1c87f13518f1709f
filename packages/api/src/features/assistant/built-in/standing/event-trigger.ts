import { withQuotesHidden } from '../wording/normalize.ts'
import type { World } from '../understand/types.ts'
import { happeningIn } from './happening.ts'
import type { Split } from './trigger.ts'
import { wishIn } from './wish.ts'

/** Words that something follows from what happens; a strong one is said of nothing else. */
const leads =
  /(?:^|[\s,])(whenever|any ?time|(?:every|each) time|as soon as|the moment|when|once|if|after|upon|(?:for|on) (?:every|each))\s+(?:that\s+)?/gi
const strong = /^(?:whenever|any ?time|every time|each time|as soon as|the moment)$/i
const asking =
  /^(?:is|are|was|were|did|do|does|will|would|can|could|should|shall|has|have|had|must|may|possible|you can|we can)\b/i
const past = /\b(?:was|were|did|had)\b/i

/** What a sentence may say of something that happens. */
export interface Eventful {
  splits: readonly Split[]
  when: string
  rest: string
  isStrong: boolean
  isFirst: boolean
}

interface Place {
  text: string
  /** Where the lead begins, and the clause behind it. */
  from: number
  to: number
}

const MOST_WORDS = 12
const trimmed = (text: string) => text.replace(/^[\s,:;-]+(?:then\s+)?|[\s,:;.!?-]+$/gi, '')

/** Where a clause may end that begins a sentence: at marks first, then behind each word. */
function endsOf(clause: string): number[] {
  const hidden = withQuotesHidden(clause)
  const marks = [...hidden.matchAll(/,?\s+then\s+|[,:;]\s+|\s-\s/g)].map(({ index }) => index)
  const words = [...hidden.matchAll(/\s+/g)].slice(0, MOST_WORDS).map(({ index }) => index)
  return [...new Set([...marks, ...words])]
}

function splitsAt({ text, from, to }: Place, world: World): Split[] {
  const clause = text.slice(to)
  const before = trimmed(text.slice(0, from))
  if (before !== '') {
    const happening = happeningIn(trimmed(clause), world)
    return happening
      ? [{ trigger: { kind: 'event', happening }, when: trimmed(text.slice(from)), rest: before }]
      : []
  }
  return endsOf(clause).flatMap((end) => {
    const happening = happeningIn(trimmed(clause.slice(0, end)), world)
    const when = trimmed(text.slice(from, to + end))
    const rest = trimmed(clause.slice(end))
    return happening && rest !== '' ? [{ trigger: { kind: 'event' as const, happening }, when, rest }] : []
  })
}

interface Lead {
  words: string
  from: number
  to: number
}

const leadsIn = (hidden: string): Lead[] =>
  [...hidden.matchAll(leads)]
    .map(({ 0: found, 1: words = '', index }) => ({
      words,
      from: index + found.search(/[^\s,]/),
      to: index + found.length,
    }))
    .filter(({ to }) => !asking.test(hidden.slice(to)) && !past.test(hidden.slice(to)))

/** The words of the trigger and those of the wish, where nothing says where one ends. */
function halves(text: string, { from }: Lead, isFirst: boolean): { when: string; rest: string } {
  if (!isFirst) return { when: trimmed(text.slice(from)), rest: trimmed(text.slice(0, from)) }
  const [when = '', ...rest] = text.slice(from).split(/[,:]\s/)
  return { when: trimmed(when), rest: trimmed(rest.join(', ')) }
}

/** Where a sentence speaks of something that happens; null where it does not. */
export function eventIn(text: string, world: World): Eventful | null {
  for (const lead of leadsIn(withQuotesHidden(text))) {
    const isFirst = wishIn(trimmed(text.slice(0, lead.from))).text === ''
    const cut = isFirst ? lead.from : 0
    const splits = splitsAt({ text: text.slice(cut), from: lead.from - cut, to: lead.to - cut }, world)
    const isWhen = /^when$/i.test(lead.words)
    const isStrong = strong.test(lead.words) || (isFirst && isWhen)
    if (splits.length > 0 || isStrong || isWhen)
      return { splits, ...halves(text, lead, isFirst), isStrong, isFirst }
  }
  return null
}
