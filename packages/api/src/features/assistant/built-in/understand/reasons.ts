import { halvesOf } from './clauses.ts'
import { rawIn } from './one-request.ts'
import { understandRequest } from './request.ts'
import type { Understood } from './understood.ts'
import { speechActOf } from './speech-act.ts'
import { costOf, isRead, SAID, SECOND, stands } from './stands.ts'
import type { Outcome, World } from './types.ts'

const says = (best: Understood['best']): boolean => best?.fit != null && best.chance >= SAID

/** The world in which the row was spoken of that a clause names. */
function mentioning({ best }: Understood, world: World): World {
  const { act, values } = best?.fit ?? {}
  const row = act?.fields.find(({ kind, isRequired }) => kind === 'entity' && isRequired)
  const meant = row && values?.get(row.name)
  const [only, ...others] = meant?.kind === 'rows' ? meant.candidates : []
  if (!only || others.length > 0 || row?.entity == null) return world
  return {
    ...world,
    memory: { ...world.memory, it: { entity: row.entity, id: only.id, name: only.name } },
  }
}

/** "I spoke to the landlord": that was told, and asks for nothing. */
const isReport = ({ heard }: Understood): boolean => speechActOf(heard.said) === 'report'

/** "I have sent the invoice, mark it as done": the request is often what is said last, about what came before. */
export async function lastClause(text: string, place: World): Promise<Outcome | null> {
  for (const { first, rest, isClause } of halvesOf(text).toReversed()) {
    if (!isClause) continue
    const before = await understandRequest(first, place)
    const found = await understandRequest(rest, mentioning(before, place))
    const isTold = isRead(found) || isReport(before) || /\b(?:it|that|this|them|both|those)\b/i.test(rest)
    if (isTold && stands(found) && costOf(found) < SECOND) return found.outcome
  }
  return null
}

const countOf = ({ best }: Understood) =>
  [...(best?.fit?.values.values() ?? [])].filter(({ kind }) => kind !== 'unknown').length

/** "An invoice for Harlan, 6 hours at 55": what stands behind the mark is of the same request or its text, and no reason for it. */
const saysMore = (whole: Understood, part: Understood): boolean =>
  whole.best?.name === part.best?.name && (countOf(whole) > countOf(part) || rawIn(whole) !== rawIn(part))

/** An act that reads sentences itself takes all of them: "Rome, 5 to 7 March, two of us". */
async function takesAll({ best, outcome }: Understood, text: string, world: World): Promise<Outcome> {
  const { path = '', phrases } = best?.fit?.act ?? {}
  return phrases?.whole === undefined ? outcome : (await understandRequest(text, world, [path])).outcome
}

/** "Bin the labels, we keep the old ones": the request, and behind it why. */
export async function firstClause(text: string, whole: Understood, world: World): Promise<Outcome | null> {
  for (const { first, rest, isClause } of halvesOf(text)) {
    if (!isClause) continue
    const found = await understandRequest(first, world)
    if (!stands(found) || costOf(found) >= SECOND || saysMore(whole, found)) continue
    const { outcome, best } = await understandRequest(rest, world)
    const isTold =
      !best?.fit || outcome.kind === 'cannot' || outcome.kind === 'offer' || outcome.kind === 'talk'
    if (isTold && !says(best)) return takesAll(found, text, world)
  }
  return null
}
