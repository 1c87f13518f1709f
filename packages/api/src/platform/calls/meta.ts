import type { Effect } from '../../shared/effect.ts'
import type { Door } from './call.ts'
import type { Permission } from '../access/permissions.ts'

/** Micro-credits per door; a door that is not named is free. */
export type FixedPrice = { fixed: Partial<Record<Door, number>> }
/** Worst case in micro-credits before the call; the procedure reports the actual amount with `ctx.meter`. */
export type MeteredPrice = { metered: (input: never) => number }

/** null = the price book's row for the procedure's effect and the caller's door. */
export type Price = null | 'free' | FixedPrice | MeteredPrice

export interface Limit {
  /** Calls with the same name share one counter. */
  name: string
  /** `actor` is the caller's address where nobody is signed in. */
  per: 'actor' | 'organization'
  points: number
  seconds: number
  /** Counts in place of the hourly limit of the person or address, not beside it. */
  isOnly?: true
}

/**
 * A free read whose answer may be given again. It must hold no secret and depend on nothing but its input, the
 * organization or person, and what the named features change by `ctx.write`; charges and the clock announce nothing.
 */
export interface CacheRule {
  /** The longest an answer is kept. */
  seconds: number
  /** `everyone` is for what only settings decide: nothing but time ends such an answer. */
  per: 'actor' | 'organization' | 'everyone'
  /** Other features whose changes reach this answer; its own always do. */
  from?: readonly string[]
}

/** Declared once on every procedure; holds behind every door (CON-2). */
export interface Meta {
  title: string
  description: string
  permission: Permission
  price: Price
  effect: Effect
  /** `noTools`: never by MCP, assistant or workflow. `browserOnly`: a person's browser session only. */
  doors: 'all' | 'noTools' | 'browserOnly'
  /** Machines reach it though tools do not: a step of their module's own work. */
  forMachines?: true
  limit?: Limit
  /**
   * Takes nothing from the hour of its person or address: it costs nothing, or counts its tries itself. Nobody's sign-in
   * may depend on what somebody else at the same address has called.
   */
  uncounted?: true
  cache?: CacheRule
  /** Shows of whatever part of the hub what happens there: it is read again after every change that its reader may hear of. */
  followsAll?: true
  /** A write that leaves everything as it is when it is done again with the same input. */
  isRepeatable?: true
  /**
   * Has another service do something before its own write. A key is then taken before that, so that two calls with one key never
   * both do it; whatever only looks needs none of this.
   */
  actsOutside?: true
  /** Touches credentials, ownership, billing or whole data: only a person, not an administrator in their place, who proved within ten minutes who they are. */
  stepUp?: true
  /** Open to a person whose account is about to be deleted; everything else is closed to them (AUTH-10). */
  whileLeaving?: true
  /** No daily work (`isWork`), and yet open to an administrator in the person's place. */
  byImpersonator?: true
  /** The answer holds a secret that is shown once; it is never stored for replay. */
  secret?: true
}
