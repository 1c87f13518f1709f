import type { Machine } from '../calls/machine.ts'
import type { DeliveredEvent } from './deliveries.ts'
import type { PayloadOf, Topic } from './topics.ts'

/** What a listener of these topics gets: its payload is as the topic declares it. */
export type EventOf<Name extends Topic> = {
  [One in Name]: DeliveredEvent<One, PayloadOf<One>>
}[Name]

/**
 * Hears events by itself: with its own tries and pauses, so that a slow or failing one holds up nobody. It may hear an event
 * again after a crash; what it writes by its machine for one event is then not done twice. It has 50 seconds for each.
 */
export interface ListenerDeclaration {
  /** Begins with the module's name: `shelf.reorder`. What it has heard hangs on it; with another name it begins anew. */
  name: string
  /** The machine of its module in whose name it works. */
  as: string
  topics: readonly string[]
  /** Where it begins when it is new: with what happens from then on (default), or with what is kept of the week before. */
  since?: 'newest' | 'kept'
  run(event: DeliveredEvent, machine: Machine): Promise<void>
}

interface TypedListener<Name extends Topic> extends Omit<ListenerDeclaration, 'topics' | 'run'> {
  topics: readonly Name[]
  run(event: EventOf<Name>, machine: Machine): Promise<void>
}

/** Declares a listener whose events have the types of its topics. */
export const listener = <const Name extends Topic>(declared: TypedListener<Name>): ListenerDeclaration =>
  declared as ListenerDeclaration // the dispatcher gives it events of these topics alone, parsed
