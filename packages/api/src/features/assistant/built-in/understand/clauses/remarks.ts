import { readSaid } from '../../acts/said.ts'
import { clausesOf } from './aside.ts'
import { callsIn, isReading, stands } from '../stands.ts'
import { understandRequest } from '../request.ts'
import type { Outcome, World } from '../types.ts'
import { onlyTells } from './only-tells.ts'

const QUESTION = /^([^?]*\p{L}\s*\?)\s+(\p{L}[^?]*)$/u

/** Whether a sentence is a remark: it tells, and names nobody and nothing by which a question could be narrowed. */
function isRemark(text: string, world: World): boolean {
  if (!onlyTells(text, world)) return false
  const { people, moments, numbers, quoted } = readSaid(text, world)
  return [people, moments, numbers, quoted].every(({ length }) => length === 0)
}

/** "Which tasks are late? The customers have started asking": the question, where nothing is asked for behind it; null for all else. */
export async function askedBesideRemark(text: string, world: World): Promise<Outcome | null> {
  const [, question = '', rest = ''] = QUESTION.exec(text.trim()) ?? []
  if (question === '' || !isRemark(rest, world)) return null
  const asked = await understandRequest(question, world)
  if (!stands(asked) || asked.outcome.kind !== 'calls') return null
  const told = await understandRequest(rest, world)
  const isChange = stands(told) && callsIn(told).some((call) => !isReading(call))
  return isChange ? null : asked.outcome
}

/** "All right with me. Approve that one": what is wanted stands behind what is only said, and is done by hand. */
export async function behindTalk(text: string, outcome: Outcome, world: World): Promise<Outcome> {
  const last = outcome.kind === 'talk' ? clausesOf(text).at(-1) : undefined
  if (!last) return outcome
  const wanted = await understandRequest(last.behind, world)
  return wanted.outcome.kind === 'byHand' ? wanted.outcome : outcome
}
