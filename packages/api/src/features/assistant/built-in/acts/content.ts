import { STOP_WORDS } from '../../../../reading/name-index.ts'
import type { Token } from '../../../../reading/text.ts'

const setOf = (words: string) => new Set(words.split(' '))
/** They are said beside anything, and ask for nothing. */
export const fillers = setOf(
  "please pls plz kindly just also now then ok okay hey hi hello thanks thank ta so well actually oh ah sorry really maybe perhaps again still yet right cheers quick quickly instead too either we've i've they've you've we're they're i'm it's that's there's isn't isnt hasn't hasnt haven't havent aren't arent according caused ever moment currently at_all altogether look whatever whichever stuff lately recently included including bits plese plase pleas thanx bit even altogether personally exactly anyway basically simply properly anymore full only rn lmk rather um uh erm tho though",
)
/** They hold days and the like together and say nothing by themselves. */
const joints = setOf('between during within since until till before after ever per via through got get gets')
/** Whether a word says something of what is asked for. */
export const isContent = (word: string): boolean =>
  /[\p{L}\d]/u.test(word) && !STOP_WORDS.has(word) && !fillers.has(word) && !joints.has(word)

/** Where a request begins behind its pleasantries; -1 where there is nothing else. */
export const beginningOf = (tokens: readonly Token[]): number =>
  tokens.findIndex(({ text, kind }) => kind !== 'mark' && (!fillers.has(text) || text.endsWith("n't")))
