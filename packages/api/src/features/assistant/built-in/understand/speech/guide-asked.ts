import { maskedWords } from '../../acts/masked-words.ts'
import { fold } from '../../../../../reading/text.ts'
import { isContent } from '../../acts/content.ts'
import { readSaid } from '../../acts/said.ts'
import type { Said } from '../../acts/said.ts'
import { request, tidy } from '../../wording/normalize.ts'
import type { Outcome, World } from '../types.ts'
import { ASKING } from './asks-what-is.ts'

/**
 * The chance from which a question is one that this guide answers, where no act is likelier or all guides together have most; what is
 * told of it is weighed beside all acts.
 */
const ASKED = { one: 0.3, any: 0.5 }
const QUESTION =
  /^(?:(?:and|so|but|please|can you|could you) )*(?:tell me |explain (?:to )?(?:me )?|show me |guide me on |i (?:want|would like|need) to know )?(?:how|(?:(?:from|on|in) )?(?:when|which|what)|where|who|what's|wheres|where's|hows|how's|why|am|is|are|can|could|may|do|does|will|would|if)\b|\bhow (?:do|does|can|would|is|are)\b/

/** "I'm new here, where is the bin? I cannot see it": what is told before or behind a question is no part of it. */
function questionsIn(text: string): string[] {
  const parts = text.replace(/\?\s.*$/s, '?').split(/(?<=[,.;!:–—]|\s-) +/)
  return parts.map((_, at) => parts.slice(at).join(' ')).filter((part) => QUESTION.test(fold(part)))
}

/** What a word on a page means is asked with the word in quotes. */
const withoutQuotes = (text: string) => text.replaceAll(/["“”„«»]/g, '')

/** What these mean was spoken of before. */
const POINTING = /\b(?:they|them|it|those|these)\b/

/** "Why not?" says nothing of what is asked. */
export const saysOfWhat = ({ tokens }: Said): boolean =>
  tokens.some(({ text }) => isContent(text) && !ASKING.test(text))

const partOf = (name: string): string => name.replace(/^#/, '').split('.').slice(0, -1).join('.')

/** "When do they expire?" behind a list of keys is no question about websites. */
function isOfAnother(name: string, text: string, { memory: { last } }: World): boolean {
  return last !== null && POINTING.test(fold(text)) && !partOf(last.path).startsWith(partOf(name) || '-')
}

/** "When does a task count as overdue?" is about the hub, and asks for nothing to be done or looked up. */
export function guideAsked(said: string, world: World): Outcome | null {
  for (const text of questionsIn(withoutQuotes(request(tidy(said)).text))) {
    const heard = readSaid(text, world)
    if (!saysOfWhat(heard)) continue
    const ranked = world.ranker.rank(maskedWords(heard))
    const asked = ranked.filter(({ name }) => world.guides.has(name) && !isOfAnother(name, text, world))
    const [likeliest] = asked
    const guide = likeliest && world.guides.get(likeliest.name)
    const isLikeliest =
      likeliest === ranked[0] || asked.reduce((sum, { chance }) => sum + chance, 0) >= ASKED.any
    if (guide && isLikeliest && likeliest.chance >= ASKED.one) return { kind: 'help', guide }
  }
  return null
}
