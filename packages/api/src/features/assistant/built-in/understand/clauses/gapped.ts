import { fold, tokensOf } from '../../../../../reading/text.ts'
import { understandRequest } from '../request.ts'
import type { Understood } from '../understood.ts'
import type { Field } from '../../acts/fields.ts'
import type { Fit } from '../../acts/fit.ts'
import type { Meant } from '../../acts/meaning.ts'
import type { World } from '../types.ts'

/** What is said of a second row in the words of the first costs this at most. */
const GAPPED = 1.2

/**
 * "Harlan paid 100 in cash and the hotel 340": the second says no more than what differs, and is the same act of another row. Null
 * where it names no row, or nothing is said of it.
 */
export async function gapped(rest: string, before: Understood, world: World): Promise<Understood | null> {
  const act = before.best?.fit?.act
  const isDone = before.outcome.kind === 'calls' && !denies.test(fold(before.heard.said.text))
  if (!act || !isDone || act.entry.meta.effect === 'read') return null
  const found = await understandRequest(rest, world, [act.path])
  const fit = found.outcome.kind === 'calls' ? found.best?.fit : undefined
  if (!fit || !isOfRow(fit, rest)) return null
  return (await isItsOwn(rest, fit, world)) ? null : found
}

/** "Tick off the roster and add order lids": what lies this much better over another act is a request in words of its own. */
const OWN = 0.8
async function isItsOwn(rest: string, { act, cost }: Fit, world: World): Promise<boolean> {
  const { best } = await understandRequest(rest, world)
  return best?.fit != null && best.name !== act.path && best.fit.cost < cost - OWN
}

/** What is said of a row in so few words; a status may only be what an example says by itself, and any words make a text. */
const DIFFERS: readonly (Field['kind'] | undefined)[] = [
  'entity',
  'person',
  'sum',
  'number',
  'day',
  'time',
  'month',
]

/** A row is named, and something is said of it. */
function isOfRow({ act, values, cost, leftover }: Fit, text: string): boolean {
  if (cost > GAPPED || leftover.length > 0) return false
  const said = [...values].filter(([, { kind }]) => kind !== 'unknown')
  const kindOf = (name: string) => act.fields.find((field) => field.name === name)?.kind
  const rows = said.filter(([name, meant]) => kindOf(name) === 'entity' && isNamed(meant, text))
  const others = said.filter((one) => !rows.includes(one)).map(([name]) => kindOf(name))
  return rows.length > 0 && others.some((kind) => DIFFERS.includes(kind)) && !others.includes('text')
}

/** "Ana can't do the roster, Jonas will" says the contrary of the second. */
const denies = /\b(?:not|never|no longer|cannot|(?:can|won|don|doesn|didn|isn|couldn|shouldn)'?t)\b/

/** Called by a word of its name as it is: what only looks like one is none. */
function isNamed(meant: Meant, text: string): boolean {
  const words = new Set(tokensOf(text).map((token) => token.text))
  return (
    meant.kind === 'rows' &&
    meant.candidates.every(({ name }) => tokensOf(name).some((token) => words.has(token.text)))
  )
}
