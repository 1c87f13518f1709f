import type { Hub } from './platform/hub.ts'
import type { Listener } from './platform/outbox.ts'

/** Which events somebody acts on; an event without a listener is delivered by being stored. */
export function listeners(hub: () => Hub): Record<string, Listener> {
  return {
    'mail.requested': (event) =>
      hub().mail.send(event.payload as unknown as Parameters<Hub['mail']['send']>[0]),
  }
}
