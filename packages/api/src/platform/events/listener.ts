import type { Hub } from '../hub.ts'
import type { DeliveredEvent } from './deliveries.ts'
import type { PayloadOf, Topic } from './topics.ts'

/** What a listener of these topics gets: its payload is as the topic declares it. */
export type EventOf<Name extends Topic> = {
  [One in Name]: DeliveredEvent<One, PayloadOf<One>>
}[Name]

/**
 * Hears events by itself: with its own tries and pauses, so that a slow or failing one holds up nobody. It may hear an event
 * again after a crash, so it must be harmless to repeat, and has 50 seconds for each.
 */
export interface ListenerDeclaration {
  /** Begins with the module's name: `shelf.reorder`. What it has heard hangs on it; with another name it begins anew. */
  name: string
  topics: readonly string[]
  /** Where it begins when it is new: with what happens from then on (default), or with what is kept of the week before. */
  since?: 'newest' | 'kept'
  run(hub: Hub, event: DeliveredEvent): Promise<void>
}

interface TypedListener<Name extends Topic> extends Omit<ListenerDeclaration, 'topics' | 'run'> {
  topics: readonly Name[]
  run(hub: Hub, event: EventOf<Name>): Promise<void>
}

/** Declares a listener whose events have the types of its topics. */
export const listener = <const Name extends Topic>(declared: TypedListener<Name>): ListenerDeclaration =>
  declared as ListenerDeclaration // the dispatcher gives it events of these topics alone, parsed
