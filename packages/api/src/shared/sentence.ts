import { z } from 'zod'

/** Words of a sentence; those with a link name a record the web app shows. */
export const SentencePart = z.strictObject({ text: z.string(), link: z.string().nullable() })
export type SentencePart = z.infer<typeof SentencePart>

/** What somebody did, after their name. */
export const Sentence = z.array(SentencePart)
export type Sentence = z.infer<typeof Sentence>

export const textOfSentence = (sentence: Sentence): string => sentence.map(({ text }) => text).join('')

/** For where it stands alone, without the name of who did it: "Created Fix the seal". */
export function capitalized([first, ...rest]: Sentence): Sentence {
  if (!first) return []
  return [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest]
}
