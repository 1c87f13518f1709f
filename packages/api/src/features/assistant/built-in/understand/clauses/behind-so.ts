import { request } from '../../wording/normalize.ts'
import { understandRequest } from '../request.ts'
import { callsIn, costOf, isRead, SECOND, stands } from '../stands.ts'
import type { Outcome, World } from '../types.ts'
import type { Understood } from '../understood.ts'
import { isAsked } from './aside.ts'
import { halvesOf } from './clauses.ts'
import type { Halves } from './clauses.ts'

const SO = /^so (?!that\b|far\b|much\b|many\b)/i

/** "Sofia has not begun with it, so put it back": behind "so" stands what comes of it, before it why. */
export const isReason = ({ first, rest }: Halves, before: Understood): boolean =>
  SO.test(rest) && !isAsked(first) && before.best?.fit?.beginsAlike !== true

/**
 * "Pedro is ill, so Inês has to take over the Trek": what is told before "so" gives what is asked for behind it no value. Null where
 * nothing stands so, or where what is behind it is no plain request by itself.
 */
export async function behindSo(text: string, world: World): Promise<Outcome | null> {
  const halves = halvesOf(text).find(({ rest }) => SO.test(rest))
  if (!halves || !isReason(halves, await understandRequest(halves.first, world))) return null
  const alone = await understandRequest(request(halves.rest.replace(SO, '')).text, world)
  const isPlain = stands(alone) && costOf(alone) < SECOND && !isRead(alone)
  const [call, ...others] = callsIn(alone)
  return isPlain && call?.about != null && others.length === 0 ? alone.outcome : null
}
