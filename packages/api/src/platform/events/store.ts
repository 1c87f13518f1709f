import { uuidv7 } from '@hub/db'
import type { OrgTx, SystemTx } from '@hub/db'
import type { Hub } from '../hub.ts'
import type { DomainEvent } from './topics.ts'

/** Where something happened, and the request behind it. */
export interface EventSource {
  hub: Pick<Hub, 'events'>
  orgId: string
  requestId: string
  /** The person who did it; without one nobody did. */
  actorId?: string | null
}

/** What happened, as it is stored. Throws where an event is not as it is declared. */
export const eventRows = (
  { hub, orgId, requestId, actorId = null }: EventSource,
  events: readonly DomainEvent[],
) =>
  events.map((event) => ({
    id: uuidv7(),
    orgId,
    requestId,
    actorId,
    ...event,
    payload: JSON.stringify(hub.events.parse(event.topic, event.payload)),
  }))

/** Stores what happened, in the transaction in which it did. */
export async function storeEvents(
  tx: OrgTx,
  source: EventSource,
  events: readonly DomainEvent[],
): Promise<void> {
  if (events.length === 0) return
  await tx.insertInto('outboxEvent').values(eventRows(source, events)).execute()
}

/** System work storing what happened in an organization, where its transaction is bound to none. */
export async function storeOrgEvents(
  tx: SystemTx,
  source: EventSource,
  events: readonly DomainEvent[],
): Promise<void> {
  if (events.length === 0) return
  await tx.insertInto('outboxEvent').values(eventRows(source, events)).execute()
}
