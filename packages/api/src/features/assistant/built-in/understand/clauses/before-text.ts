import { joined } from './merged.ts'
import { rawIn } from './one-request.ts'
import { understandRequest } from '../request.ts'
import { callsIn, isRead, stands } from '../stands.ts'
import type { Outcome, World } from '../types.ts'
import { after } from './after.ts'

const DICTATED =
  /^(?<first>[^:"]{6,}?),? (?:and|then)(?: (?:also|then|please))* (?<rest>(?:comment|note|remark|write|record|leave|add|put|say)\b[^:"]{0,40}?(?::|\b(?:saying|that)\b)\s*\S.*)$/isu

/** "Mark the service as done and add the comment: he comes on Monday": the text is no more than what is dictated, behind a change of its own. */
export async function askedBeforeText(text: string, world: World): Promise<Outcome | null> {
  const { first = '', rest = '' } = DICTATED.exec(text)?.groups ?? {}
  if (first === '') return null
  const before = await understandRequest(first, world)
  if (!stands(before) || isRead(before) || rawIn(before) !== '' || callsIn(before).length === 0) return null
  const second = await understandRequest(rest, after(world, callsIn(before)))
  return rawIn(second) !== '' && callsIn(second).length > 0
    ? joined(before.outcome, second.outcome, false)
    : null
}
