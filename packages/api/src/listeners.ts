import type { Hub } from './platform/hub.ts'
import type { HubModule, ListenerDeclaration } from './platform/module.ts'
import { Mail } from './platform/mail/mail.ts'
import { watchedMail } from './platform/mail/watched-mail.ts'
import type { Listener } from './platform/events/outbox.ts'

/** The events the hub itself acts on. */
export const hubListeners: readonly ListenerDeclaration[] = [
  { topic: 'mail.requested', run: (hub, { payload }) => watchedMail(hub).send(Mail.parse(payload)) },
]

/** Which events somebody acts on; an event without a listener is delivered by being stored. */
export function listeners(hub: () => Hub, modules: readonly HubModule[]): Record<string, Listener> {
  const declared = [...hubListeners, ...modules.flatMap((module) => module.listeners ?? [])]
  return Object.fromEntries(declared.map(({ topic, run }) => [topic, (event) => run(hub(), event)]))
}
