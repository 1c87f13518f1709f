import { isContent } from '../../acts/content.ts'
import { rowFieldOf } from '../../acts/needed-fields.ts'
import { rootsOf } from '../../acts/usable.ts'
import { rootOf } from '../../../../../reading/name-index.ts'
import { tokensOf } from '../../../../../reading/text.ts'
import type { Candidate } from '../candidates.ts'
import { understandRequest } from '../request.ts'
import { callsIn } from '../stands.ts'
import type { Outcome, World } from '../types.ts'

/** "…, so please note that as the new price": what was told is to be written down, and as what. */
const NOTE =
  /^(?<told>.{8,}?)(?:[.;,!]+\s*(?:(?:and|so)\s+)?|\s+(?:and|so)\s+)(?:(?:please|kindly|(?:can|could|would|will) you)\s+)*(?:put|enter|note|write|record|log|jot|save|pop|change|set|update) (?:that|it|this)(?: (?:in|down|up|there|then))*(?: (?:as|for) (?:(?:the|our|my|her|his|their|its|a)\s+)?(?<what>[^.,;]{3,40}))?(?:,? please)?[\s.!]*$/iu

/** "I have told Clara that she may have it on Wednesday": what matters is what was told. */
const TOLD_TO =
  /^(?:(?:and|so|well|ok(?:ay)?)[ ,]+)*(?:i|we)(?:'ve| have)?(?: just| already)? (?:told|said to|promised|agreed with|assured)\s+/iu

interface Noted {
  told: string
  what: string
}

const notedIn = (text: string): Noted | null => {
  const { told, what = '' } = NOTE.exec(text)?.groups ?? {}
  return told === undefined ? null : { told: told.replace(TOLD_TO, ''), what }
}

/** What changes a row that was named, and says what of it. */
function changesNamed({ fit }: Candidate, what: string): boolean {
  const field = fit ? rowFieldOf(fit.act) : undefined
  if (!fit || !field || !fit.act.isOpen || fit.act.entry.meta.effect !== 'write') return false
  // Any words would make a text: "ring the supplier, put it down" renames nothing.
  const hasText = fit.act.fields.some(({ name, kind }) => kind === 'text' && fit.values.has(name))
  if (hasText) return false
  const own = rootsOf(fit.act)
  const isOfAct = tokensOf(what).every(({ text }) => !isContent(text) || own.has(rootOf(text)))
  return isOfAct && fit.values.get(field.name)?.kind === 'rows' && fit.values.size > 1
}

/**
 * "I told Clara she would have her bike on Wednesday, put that in": what was told of a row is what it is changed to. Null where nothing
 * is to be noted, or nothing of what was told is a value of a row.
 */
export async function noteThat(text: string, world: World): Promise<Outcome | null> {
  const noted = notedIn(text)
  if (!noted) return null
  const { heard } = await understandRequest(noted.told, world)
  const meant = heard.candidates.find((one) => changesNamed(one, noted.what))
  if (!meant) return null
  const read = await understandRequest(noted.told, world, [meant.name])
  return callsIn(read).length === 1 ? read.outcome : null
}
