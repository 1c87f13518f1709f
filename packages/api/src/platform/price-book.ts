import { MICRO } from '../shared/micro.ts'
import type { Door } from './call.ts'
import type { Effect, Meta } from './meta.ts'

const read = MICRO / 100
const write = MICRO / 20

/** Prices by effect and door in micro-credits, unless a procedure's meta says otherwise (DESIGN section 3). */
export const priceBook: Record<Door, Record<Effect, number>> = {
  web: { read: 0, write: 0, destructive: 0 },
  rest: { read: 0, write: 0, destructive: 0 },
  cli: { read: 0, write: 0, destructive: 0 },
  system: { read: 0, write: 0, destructive: 0 },
  mcp: { read, write, destructive: write },
  workflow: { read: 0, write, destructive: write },
  assistant: { read: 0, write, destructive: write },
}

/** Given once to a person's first organization when the e-mail address is verified. */
export const signUpGrantMicro = 100 * MICRO

/** What a call costs at most, in micro-credits; reads by a model behind the assistant cost what a tool call costs. */
export function worstCaseMicro(
  meta: Meta,
  caller: { door: Door; driver?: string | undefined },
  input: unknown,
): number {
  const { price } = meta
  if (price === 'free') return 0
  if (price !== null && 'fixed' in price) return price.fixed[caller.door] ?? 0
  if (price !== null) return (price.metered as (input: unknown) => number)(input)
  if (caller.door === 'assistant' && meta.effect === 'read' && caller.driver !== 'built-in') return read
  return priceBook[caller.door][meta.effect]
}
