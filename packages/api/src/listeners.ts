import type { Hub } from './platform/hub.ts'
import type { HubModule } from './platform/module.ts'
import { Mail } from './platform/mail/mail.ts'
import { watchedMail } from './platform/mail/watched-mail.ts'
import type { Listener } from './platform/events/outbox.ts'

/** Which events somebody acts on; an event without a listener is delivered by being stored. */
export function listeners(hub: () => Hub, modules: readonly HubModule[]): Record<string, Listener> {
  const declared = modules.flatMap((module) => module.listeners?.(hub) ?? [])
  return {
    ...Object.fromEntries(declared.map(({ topic, run }) => [topic, run])),
    'mail.requested': ({ payload }) => watchedMail(hub()).send(Mail.parse(payload)),
  }
}
