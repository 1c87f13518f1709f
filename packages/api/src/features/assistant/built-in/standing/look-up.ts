import { opensTo } from '../../../../platform/catalog/catalog.ts'
import { isContent } from '../acts/content.ts'
import type { Fit } from '../acts/fit.ts'
import { vocabularyOf } from '../acts/usable.ts'
import { stem } from '../../../../reading/name-index.ts'
import { errorsAllowed, typingErrors } from '../../../../reading/typing-errors.ts'
import { stands } from '../understand/stands.ts'
import { understandRequest } from '../understand/request.ts'
import type { Understood } from '../understand/understood.ts'
import type { Call, World } from '../understand/types.ts'

/** Below this the words are hardly those of the look-up, however well one of its sentences lies over them. */
const LIKELY = 0.3
const PLAINLY = -0.3

/** Words that lead to what is searched for; without one, a search was only guessed at. */
const searching =
  /\b(?:about|for|with|containing|called|named|like|matching|on|mentioning|says|saying|word|name|search|find|titled|under|tagged)\s*$|"$/i

const isRead = ({ act }: Call) => act.entry.meta.effect === 'read'
export const isUsable = ({ act }: Call): boolean =>
  opensTo(act.entry, 'workflow') && act.entry.type !== 'subscription'

/** The words that fields of the look-up have for their values, and what was searched for where that was said. */
function valueWords({ act, values }: Fit, text: string): Set<string> {
  const words = new Set<string>()
  const put = (phrase: string) => {
    for (const word of phrase.toLowerCase().split(/[^\p{L}\d]+/u)) words.add(word)
  }
  for (const field of act.fields) for (const choice of field.choices) choice.words?.forEach(put)
  for (const [name, meant] of values) {
    const isText = act.fields.some((field) => field.name === name && field.kind === 'text')
    if (!isText || meant.kind !== 'value' || typeof meant.value !== 'string') continue
    const at = text.toLowerCase().indexOf(meant.value.toLowerCase())
    if (at > -1 && searching.test(text.slice(0, at))) put(meant.value)
  }
  return words
}

const isNear = (word: string, known: ReadonlySet<string>) =>
  [...known].some(
    (one) =>
      one[0] === word[0] &&
      typingErrors(word, one, errorsAllowed(word.length)) <= errorsAllowed(word.length) &&
      word.length > 3,
  )

/** "The open invoices" are no tasks that have "invoices" in them: every word of weight has to be one of the look-up. */
function isExplained(fit: Fit, { said }: Understood['heard'], text: string): boolean {
  const vocabulary = vocabularyOf(fit.act)
  const values = valueWords(fit, text)
  const spots = [said.people, said.moments, said.numbers, said.quoted, said.emails].flat()
  const rows = fit.things
  return said.tokens.every(({ text: word, kind }, at) => {
    if (kind !== 'word' || !isContent(word)) return true
    if ([...spots, ...rows].some(({ from, to }) => at >= from && at < to)) return true
    const known = (set: ReadonlySet<string>) => set.has(word) || set.has(stem(word))
    return known(vocabulary) || known(values) || isNear(word, vocabulary)
  })
}

function isPlain(found: Understood, text: string): boolean {
  const { best } = found
  if (!best?.fit || !stands(found)) return false
  const isLikely = best.chance >= LIKELY || best.fit.cost < PLAINLY
  return isLikely && isExplained(best.fit, found.heard, text)
}

const listed =
  /^(?:an?|the|our|my)?\s*(?:short |full |whole |complete |current )?(?:list|overview|summary|report|digest) (?:of|on|about|with) /i

const verb =
  /^(?:list|show(?: me)?|get(?: me)?|find(?: me)?|give me|receive|have|see|look up|fetch|read out)\s+/i

/** What is looked up of these words; null where no look-up is plainly meant. */
async function lookUp(what: string, world: World): Promise<readonly Call[] | null> {
  const bare = what.replace(verb, '').replace(listed, '')
  let best: { cost: number; calls: readonly Call[] } | null = null
  for (const text of new Set([what.replace(verb, 'show me '), `list ${bare}`, `show me ${bare}`, bare])) {
    const found = await understandRequest(text, world)
    const { outcome } = found
    if (outcome.kind !== 'calls' || !isPlain(found, text)) continue
    if (!outcome.calls.every((call) => isRead(call) && isUsable(call))) continue
    const cost = found.best?.fit?.cost ?? 1
    if (!best || cost < best.cost) best = { cost, calls: outcome.calls }
  }
  return best?.calls ?? null
}

/** The same of several things: "the open tasks and the members". */
export async function lookUps(what: string, world: World): Promise<readonly Call[] | null> {
  const whole = await lookUp(what, world)
  if (whole) return whole
  const [first = '', second] = what.split(/,?\s+and\s+/i)
  if (second === undefined) return null
  const [one, other] = [await lookUp(first, world), await lookUp(second, world)]
  return one && other ? [...one, ...other] : null
}
