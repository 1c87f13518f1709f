import { stem } from '../../../../reading/name-index.ts'
import { tokensOf } from '../../../../reading/text.ts'
import { isPlainlyMeant, understandRequest } from './request.ts'
import type { World } from './types.ts'

/** Whether an act answers this that goes before the organization's own data: what the data makes of it is a guess then. */
export async function isBeforeData(text: string, world: World): Promise<boolean> {
  const { best, outcome, heard } = await understandRequest(text, world)
  const rule = best?.fit?.act.phrases.beforeData
  if (!best?.fit || !rule || outcome.kind !== 'calls') return false
  const isWhole =
    best.fit.leftover.length === 0 && outcome.calls.every(({ leftOut }) => leftOut === undefined)
  const others = heard.candidates.filter((one) => one !== best)
  if (!isWhole || !isPlainlyMeant(best, others)) return false
  const meansData = tokensOf(text).some((word) => rule.unless.includes(stem(word.text)))
  return !meansData && (await world.rows(rule.withRows, {})).length > 0
}
