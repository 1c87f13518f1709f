import type { Fit } from '../acts/fit.ts'
import type { Candidate } from '../understand/candidates.ts'
import { understandRequest } from '../understand/request.ts'
import { stands } from '../understand/stands.ts'
import type { Outcome, World } from '../understand/types.ts'
import { request } from '../wording/normalize.ts'

/** What sounds this much like an act that recurs by itself, and names its row, is that act and no workflow; less, where all fits. */
const RECURS = 0.15
const FITS = { chance: 0.05, cost: 0.5 }

const soundsLike = ({ fit, chance }: Candidate): boolean =>
  chance >= RECURS ||
  (fit !== null && chance >= FITS.chance && fit.cost <= FITS.cost && fit.leftover.length === 0)

const isOfRow = ({ act, values }: Fit) =>
  act.fields.some(
    ({ name, kind, isRequired }) => kind === 'entity' && isRequired && values.get(name)?.kind === 'rows',
  )

/** An act that has the same done again and again by itself; null where the words mean none. */
export async function recurring(said: string, world: World): Promise<Outcome | null> {
  const { text } = request(said)
  const understood = await understandRequest(text, world)
  if (stands(understood) && understood.best?.fit?.act.phrases.recurs === true) return understood.outcome
  const own = understood.heard.candidates.find(
    (one) => one.fit?.act.phrases.recurs === true && soundsLike(one) && isOfRow(one.fit),
  )
  if (!own) return null
  const { outcome } = await understandRequest(text, world, [own.name])
  return outcome.kind === 'calls' || outcome.kind === 'ask' ? outcome : null
}
