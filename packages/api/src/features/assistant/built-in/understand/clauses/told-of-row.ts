import { isContent } from '../../acts/content.ts'
import { withCapital } from '../../../../../reading/titles.ts'
import { stem } from '../../../../../reading/name-index.ts'
import { tokensOf } from '../../../../../reading/text.ts'
import type { Token } from '../../../../../reading/text.ts'
import type { Range, Said } from '../../acts/said.ts'
import type { Thing } from '../../acts/usable.ts'
import type { Understood } from '../understood.ts'

/** "Rui says that", "the school has telephoned:" */
const WHO_TOLD =
  /^.*?\b(?:says?|said|tells?|told|reports?|reported|complains?|complained|mentions?|mentioned|telephoned|phoned|rang|wrote)\b(?: (?:me|us))?(?: to say| saying)?(?: that)?[:,]?(?:\s+|$)/iu
/** "Hugo has left", of his bike. */
const BROUGHT =
  /^.*\b(?:(?:left|brought|dropped|handed|gave|given|took|taken)\b(?: off| in| back| over)?|(?:is|are|was|has come|came) (?:back|here|in)(?: again)?)\s*$/iu
/** "Amelia Hart has a loose saddle", on her bike. */
const WHO_HAS = /^(?:\p{Lu}[\p{L}.]* ){1,3}(?:has|had)(?: got| also| now)* (?:an? )?/u
/** What leads to a name. */
const TO_NAME = /(?:\b(?:on|of|for|at|in|to|with)\s+)?(?:\b(?:his|her|their|the|my|our)\s+)?$/i
const HAS =
  /^(?:(?:'s|is|are|has|have|had|was|were|also|again|too|now|just|got|here|back|in|with|come|came|because|since)\b[ ,:]*)+(?:an? )?|^(?:an? |the )/i
const AGAIN = /(?:[ ,]*\b(?:as well|too|again|now))+$/i

/** Of a name whose words stand apart, the words that stand together last: "old Peugeot" of "Rui says the bell on his old Peugeot". */
function lastOfName({ tokens }: Said, { from, to, value: [row] }: Thing): Range {
  const own = new Set(tokensOf(row?.name ?? '').map(({ text }) => stem(text)))
  const isOwn = ({ text }: Token) => own.has(stem(text)) || own.has(stem(text.replace(/'s$/, '')))
  const before = tokens.slice(from, to).findLastIndex((token) => !isOwn(token))
  return { from: from + before + 1, to }
}

/**
 * What is told of the one row that is named, without its name: "Pedals are loose" of "on Clara's bike the pedals are loose too"; empty
 * where nothing is.
 */
export function toldOfRow({ heard: { said }, best }: Pick<Understood, 'heard' | 'best'>): string {
  const things = best?.fit?.things ?? []
  const thing = things.at(-1)
  const isOne = new Set(things.map(({ value: [row] }) => row?.id)).size === 1
  if (!thing || !isOne) return ''
  const { from, to } = lastOfName(said, thing)
  const [start, end] = [said.tokens[from]?.from ?? 0, said.tokens[to - 1]?.to ?? 0]
  const before = said.text
    .slice(0, start)
    .replace(TO_NAME, '')
    .replace(WHO_TOLD, '')
    .replace(BROUGHT, '')
    .replace(WHO_HAS, '')
  const text = `${before.trim()} ${said.text.slice(end).trim()}`.trim().replace(/[\s.,;!]+$/, '')
  const own = text.replace(HAS, '').replace(AGAIN, '')
  return tokensOf(own).some((token) => isContent(token.text)) ? withCapital(own) : ''
}
