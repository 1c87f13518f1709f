import { fold } from '../../../../reading/text.ts'
import { withQuotesHidden } from './normalize.ts'
import type { World } from '../understand/types.ts'

/** "The whole lot", "all of that", "every one of them". */
const ALL =
  /\b(?:all (?:of )?(?:that|this|it)|(?:all of |every (?:single )?one of |each (?:one )?of |each and every one of )(?:these|those|them)|the (?:whole |entire )?lot(?: of (?:it|them|these|those))?|the whole list|everything (?:there|here|(?:on|in) (?:it|there|(?:this|that|the) list))|everything(?= (?:to|until|till|as|by|is|goes|should)\b))(?! \p{L}+ (?:is|are|was|were)\b)(?![\p{L}'-])/gu

/** Behind a list all its rows may be spoken of in many words: they all mean "all of them". */
export function pointingAtAll(said: string, { memory: { focus } }: World): string {
  if (focus.length < 2) return said
  const plain = fold(withQuotesHidden(said))
  const spots = [...plain.matchAll(ALL)]
  return spots.reduceRight(
    (text, { 0: { length }, index }) => `${text.slice(0, index)}all of them${text.slice(index + length)}`,
    said,
  )
}
