import type { Hub } from './platform/hub.ts'
import { listener } from './platform/events/listener.ts'
import type { ListenerDeclaration } from './platform/events/listener.ts'
import type { HubModule } from './platform/module.ts'
import { watchedMail } from './platform/mail/watched-mail.ts'
import type { Listener } from './platform/events/outbox.ts'

/** The events the hub itself acts on. */
export const hubListeners: readonly ListenerDeclaration[] = [
  listener({
    name: 'hub.mail',
    // What is withheld takes the same way, so that time does not tell whether there was a mail.
    topics: ['mail.requested', 'mail.withheld'],
    run: async (hub, event) => {
      if (event.topic === 'mail.requested') await watchedMail(hub).send(event.payload)
    },
  }),
]

/** Who hears which events; an event without a listener is delivered by being stored. */
export function listeners(hub: () => Hub, modules: readonly HubModule[]): Listener[] {
  const declared = [...hubListeners, ...modules.flatMap((module) => module.listeners ?? [])]
  return declared.map(({ name, topics, since = 'newest', run }) => ({
    name,
    topics,
    since,
    // An older version may have written it, so it is looked at again.
    run: (event) => run(hub(), { ...event, payload: hub().events.parse(event.topic, event.payload) }),
  }))
}
