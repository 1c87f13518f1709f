import type { Understood } from './understood.ts'
import type { Call } from './types.ts'

/** What a request costs at most that stands by itself. */
const STANDS = 0.15
/** What a second request costs at most: it has to be one in words of its own. */
export const SECOND = -0.25
/** What is said as plainly as this is a request of its own. */
export const SAID = 0.6

export const costOf = ({ best }: Understood): number => best?.fit?.cost ?? 1

/** A request that stands by itself: it names an act in words of its own. */
export const stands = ({ best, outcome }: Understood): boolean =>
  best?.fit != null &&
  best.fit.act.isOpen &&
  best.fit.cost < STANDS &&
  best.fit.leftover.length === 0 &&
  (outcome.kind === 'calls' || outcome.kind === 'ask')

export const callsIn = ({ outcome }: Understood): readonly Call[] =>
  outcome.kind === 'calls' ? outcome.calls : []

export const isRead = ({ best }: Understood): boolean => best?.fit?.act.entry.meta.effect === 'read'

export const isReading = ({ act }: Call): boolean => act.entry.meta.effect === 'read'

/** "Make Ana an admin" behind who the admins are: done by hand, and no other way of asking for that list. */
export const isPlainlyByHand = (alone: Understood): boolean =>
  alone.outcome.kind === 'byHand' && costOf(alone) < 0 && (alone.best?.chance ?? 0) >= SAID
