import { isContent } from '../../acts/content.ts'
import { request, tidy } from '../../wording/normalize.ts'
import { fold, tokensOf } from '../../../../../reading/text.ts'
import { understandRequest } from '../request.ts'
import { costOf, SECOND, stands } from '../stands.ts'
import { isDissent, isUndo, leaves } from '../speech/talk.ts'
import { isChoosing } from '../../../memory.ts'
import type { Outcome, World } from '../types.ts'

/** Where one thing said ends and the next begins. */
const MARKS = /\s*[,.;:!?–]+\s+|\s+[-–]\s+/

const BEFORE =
  "(?:(?:oh|omg|gosh|damn|ah|eh|meh|um|hm+|ok|okay|actually|sorry|please|kindly|no+|nah|nope|wait|stop|oops|so|and|but|just|then|hold on|hang on|would you|could you|can you|will you|you should|let us|let's) )*"
const AFTER =
  '(?: (?:please|pls|plz|quick|quickly|now|then|again|for now|after all|for me|would you|thanks|if you can))*'
const WAS = '(?:is|was|are|were|has been|had been|used to be|stands)'
const AS_BEFORE = `(?:(?:as|like) (?:it|they|that) ${WAS}|(?:to )?(?:the way|how|where|what) (?:it|they|that|things) ${WAS}|(?:as|like) before|as is)(?: before| originally| until now)?`
const IT = '(?:it|(?:that|this)(?: one)?|them|those|both|everything|all of (?:it|that|them))'

/** "Don't forget it" wants it done all the same. */
const CONTRARY = '(?:forget|lose|miss|skip|ignore|drop|cancel|stop|undo|leave|keep)'

/** "Leave it as it is", "don't touch it". */
const leaving = [
  `(?:leave|keep) (?<what>.{2,40}?) (?:${AS_BEFORE}|alone|be|untouched|unchanged|in peace)`,
  `let (?<what>.{2,40}?) (?:be|stay|remain|stand)(?: ${AS_BEFORE})?`,
  `(?:don't|dont|do not) (?!${CONTRARY}\\b)\\p{L}+ (?<what>${IT})(?: yet| at all| anymore)?`,
  `(?:leave|keep) (?<what>${IT})(?: there)?`,
].map((one) => new RegExp(`^${BEFORE}${one}${AFTER}$`, 'u'))

const CHANGE = '(?:change|step|edit|action|move|thing|one)'
const DONE = `(?:${IT}|(?:that|this|the|my|your)(?: last| latest)? ${CHANGE}|what you (?:just )?did|the last (?:one|${CHANGE}))(?: just now)?`
/** "Would you kindly undo that", "put it back the way it was". */
const undoing = [
  `(?:undo|revert|reverse) ${DONE}(?: ${AS_BEFORE})?`,
  `(?:take|roll) (?:${DONE} back|back ${DONE})`,
  `(?:put|change|set|turn|switch|move|bring) (?:${IT} back|back ${IT})(?: ${AS_BEFORE})?`,
  `(?:put|change|set|turn|switch|move|bring) (?<what>.{2,40}?) back ${AS_BEFORE}`,
  `(?:make|have|get|restore|return) (?<what>.{2,40}?)(?: back| again| back again)? (?:to )?${AS_BEFORE}`,
].map((one) => new RegExp(`(?:^|\\s)${one}${AFTER}$`, 'u'))

/** It speaks of what was spoken of: "it", or a word of what that is called. */
function isOfLast(what: string, { memory: { it, last } }: World): boolean {
  if (new RegExp(`^${IT}$`).test(what)) return true
  const names = [it?.name ?? '', ...Object.values(last?.names ?? {})]
  const known = new Set(names.flatMap((name) => tokensOf(fold(name)).map(({ text }) => text)))
  return tokensOf(what).some(({ text }) => isContent(text) && known.has(text))
}

/** One of these says it, of what was spoken of where it says of what. */
const saysOf = (patterns: readonly RegExp[], part: string, world: World): boolean =>
  patterns.some((one) => {
    const found = one.exec(part)
    const what = found?.groups?.['what']
    return found !== null && (what === undefined || isOfLast(what, world))
  })

const isLeaving = (part: string, world: World): boolean =>
  (leaves.test(part) && isDissent(part)) || saysOf(leaving, part, world)

/** "No", "oh dear": it says no more than that one is of another mind. */
const SIGHS = new RegExp(`^${BEFORE}(?:(?:oh |my )?(?:dear|god|goodness|gosh|days))? ?$`)
/** "It is no longer needed", beside a word that leaves it: why, and nothing to be removed. */
const NEEDLESS = new RegExp(
  `^${BEFORE}(?:(?:it|that|this|they)(?:'s|'re| is| are| was) )?(?:no longer|not(?: really)?) (?:needed|necessary|required|wanted|relevant|urgent)(?: any ?more| any longer| now| after all)?$`,
)
/** "Leave it, it doesn't matter" */
const MATTERS_NOT = new RegExp(
  `^${BEFORE}(?:it )?(?:doesn't|doesnt|does not|don't) matter(?: now| any ?more)?$`,
)
const isSigh = (part: string): boolean =>
  MATTERS_NOT.test(part) || isDissent(part) || NEEDLESS.test(part) || SIGHS.test(`${part} `)

/** What is asked for beside it; null where that is only why it is taken back, or that one is sorry. */
async function askedBeside(text: string, world: World): Promise<Outcome | null> {
  if (!/\p{L}{2}/u.test(text)) return null
  const memory = { ...world.memory, draft: null, offer: null }
  const alone = await understandRequest(text, { ...world, memory })
  return stands(alone) && costOf(alone) < SECOND ? alone.outcome : null
}

/** Something was put up or done, or waits to be settled. */
function isUnderWay({ memory, table }: World): boolean {
  const act = memory.last && table.get(memory.last.path)
  return isChoosing(memory) || (act != null && act.entry.meta.effect !== 'read')
}

/**
 * "Oh dear, I was looking at the wrong line; would you kindly undo that?", "no, wait, leave it as it is, Jonas has only done half of
 * it": what was asked for last is taken back, or left, whatever is said around it. Null where the words ask for something.
 */
export async function takenBack(said: string, world: World): Promise<Outcome | null> {
  if (!isUnderWay(world)) return null
  const parts = fold(tidy(said))
    .split(MARKS)
    .map((part) => part.replace(/[\s,.;:!?]+$/, ''))
  // "Wait, no it isn't, undo": behind something else said, the word is enough.
  const back = parts.filter((part) => saysOf(undoing, part, world) || (parts.length > 1 && isUndo(part)))
  // "They have given up on it, cancel" may be said of what was spoken of.
  const isBare = (part: string) => parts.length > 1 && /^(?:cancel|stop|abort|quit)$/.test(part)
  const left = parts.filter((part) => !isBare(part) && isLeaving(part, world))
  if (back.length + left.length === 0) return null
  const others = parts.filter((part) => !back.includes(part) && !left.includes(part) && !isSigh(part))
  const beside = await askedBeside(others.join(', '), world)
  // Rows that keep what their source says have a way of their own to put that back.
  if (back.length > 0) return beside || (await world.correction(request(said).text)) ? null : { kind: 'undo' }
  if (!beside) return { kind: 'dropped', text: 'All right, I leave it.' }
  // In its place something else is to be done.
  return beside.kind === 'calls' && (await world.isWaiting()) ? { ...beside, replaces: true } : beside
}
