import { maskedWords } from '../../acts/masked-words.ts'
import { fold } from '../../../../../reading/text.ts'
import { readSaid } from '../../acts/said.ts'
import { request, tidy } from '../../wording/normalize.ts'
import type { Outcome, World } from '../types.ts'

/** The chance from which a question is one that a guide answers; what is told of it is weighed beside all acts. */
const ASKED = 0.3
const QUESTION =
  /^(?:(?:and|so|but|please|can you|could you) )*(?:tell me |explain (?:to )?(?:me )?|show me |guide me on |i (?:want|would like|need) to know )?(?:how|(?:from )?when|where|what|what's|which|why|is|are|can|could|do|does|if)\b|\bhow (?:do|does|can|would|is|are)\b/

/** "When does a task count as overdue?" is about the hub, and asks for nothing to be done or looked up. */
export function guideAsked(said: string, world: World): Outcome | null {
  const { text } = request(tidy(said))
  if (!QUESTION.test(fold(text))) return null
  const [likeliest] = world.ranker.rank(maskedWords(readSaid(text, world)))
  const guide = likeliest && world.guides.get(likeliest.name)
  return guide && likeliest.chance >= ASKED ? { kind: 'help', guide } : null
}
