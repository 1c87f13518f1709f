import { uuidv7 } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { Hub } from '../hub.ts'
import type { DomainEvent } from './topics.ts'

interface Source {
  hub: Pick<Hub, 'events'>
  orgId: string
  requestId: string
}

/** What happened, as it is stored. Throws where an event is not as it is declared. */
export const eventRows = ({ hub, orgId, requestId }: Source, events: readonly DomainEvent[]) =>
  events.map((event) => ({
    id: uuidv7(),
    orgId,
    requestId,
    ...event,
    payload: JSON.stringify(hub.events.parse(event.topic, event.payload)),
  }))

/** Stores what happened, in the transaction in which it did. */
export async function storeEvents(tx: OrgTx, source: Source, events: readonly DomainEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.insertInto('outboxEvent').values(eventRows(source, events)).execute()
}
