import { maskedWords } from '../../acts/masked-words.ts'
import { fold } from '../../../../../reading/text.ts'
import { readSaid } from '../../acts/said.ts'
import { request, tidy } from '../../wording/normalize.ts'
import type { Outcome, World } from '../types.ts'

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

/** "When does a task count as overdue?" is about the hub, and asks for nothing to be done or looked up. */
export function guideAsked(said: string, world: World): Outcome | null {
  for (const text of questionsIn(withoutQuotes(request(tidy(said)).text))) {
    const ranked = world.ranker.rank(maskedWords(readSaid(text, world)))
    const asked = ranked.filter(({ name }) => world.guides.has(name))
    const [likeliest] = asked
    const guide = likeliest && world.guides.get(likeliest.name)
    const isLikeliest =
      likeliest === ranked[0] || asked.reduce((sum, { chance }) => sum + chance, 0) >= ASKED.any
    if (guide && isLikeliest && likeliest.chance >= ASKED.one) return { kind: 'help', guide }
  }
  return null
}
