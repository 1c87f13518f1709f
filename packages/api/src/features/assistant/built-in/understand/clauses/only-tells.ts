import { maskedWords } from '../../acts/masked-words.ts'
import { readSaid } from '../../acts/said.ts'
import { isAsked } from './aside.ts'
import type { World } from '../types.ts'

/** A name alone, or a word of thanks, is no clause. */
const SHORTEST = 3

/** From this chance on a clause only tells. */
const TOLD = 0.6
/** The same, where something else speaks for it. */
export const LIKELY = 0.25

/** "Did anyone fetch the bike, R-108": asked without a question mark. */
const QUESTION =
  /^(?:did|do|does|can|could|will|would|should|shall|may|which|how (?:many|much|often|long))\b|^(?:is|are|was|were|has|have|had) (?:there|it|we|you|they|he|she|i|any\p{L}*|the|our|my)\b/iu

const isQuestion = (clause: string): boolean => clause.trim().endsWith('?') || QUESTION.test(clause)

/** "I would rather hear it from you", "The customers have started asking": it only tells, and asks for nothing itself. */
export function onlyTells(clause: string, world: World, least = TOLD): boolean {
  if (isQuestion(clause) || isAsked(clause)) return false
  const said = readSaid(clause.replace(/[\s.!]+$/, ''), world)
  return said.tokens.length >= SHORTEST && world.ranker.tells(maskedWords(said)) >= least
}
