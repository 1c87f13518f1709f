import { NIL_ORG } from '@hub/db'
import { hearEvent as runWorkflows } from './features/workflows/service.ts'
import { fanOut } from './features/endpoints/service.ts'
import { notificationKindsOf } from './notification-kinds.ts'
import { machineIn } from './platform/calls/machine.ts'
import type { DeliveredEvent } from './platform/events/deliveries.ts'
import type { ListenerDeclaration } from './platform/events/listener.ts'
import type { NatsBridge } from './platform/events/nats.ts'
import type { Listener } from './platform/events/outbox.ts'
import type { Hub } from './platform/hub.ts'
import { hearEvent as tellPeople, topicsOf } from './features/notifications/service.ts'
import { openEvents } from './platform/events/topics.ts'
import { Mail } from './platform/mail/mail.ts'
import { watchedMail } from './platform/mail/watched-mail.ts'
import type { HubModule } from './platform/module.ts'
import { StoredDelivery } from './platform/webhooks/webhook.ts'
import type { WebhookDeclaration } from './platform/webhooks/webhook.ts'

/** Mails that an older version of the hub asked for, and had not sent when this one was begun. */
const mailListener = (hub: () => Hub): Listener => ({
  name: 'hub.mail',
  topics: ['mail.requested', 'mail.withheld'],
  since: 'newest',
  run: async ({ id, topic, payload }) => {
    if (topic === 'mail.requested') await watchedMail(hub()).send(Mail.parse(payload), id)
  },
})

/** Puts what happens in line for the addresses that organizations have it sent to. */
const endpointListener = (hub: () => Hub, topics: readonly string[]): Listener => ({
  name: 'hub.endpoints',
  topics,
  since: 'newest',
  run: (event) => fanOut(hub(), event),
})

/** Tells NATS what happens, as it is declared. */
const natsListener = (hub: () => Hub, nats: NatsBridge, topics: readonly string[]): Listener => ({
  name: 'hub.nats',
  topics,
  since: 'newest',
  run: (event) => nats.publish({ ...event, payload: hub().events.parse(event.topic, event.payload) }),
})

/** What concerns people is written into their inbox. */
const notificationListener = (hub: () => Hub, modules: readonly HubModule[]): Listener => ({
  name: 'hub.notifications',
  topics: topicsOf(notificationKindsOf(modules).values()),
  since: 'newest',
  run: (event) => tellPeople(hub(), event),
})

/** Works in the organization of the event, in its machine's name. */
async function runIn(hub: Hub, { name, as, run }: ListenerDeclaration, event: DeliveredEvent): Promise<void> {
  const { orgId, topic, requestId } = event
  if (orgId === NIL_ORG)
    throw new Error(`The event "${topic}" is of no organization, so nobody can act on it.`)
  // An older version may have written it, so it is looked at again.
  const payload = hub.events.parse(topic, event.payload)
  const machine = machineIn(hub, { name: as, orgId, cause: `${name}:${event.id}`, requestId })
  await run({ ...event, payload }, machine)
}

/** Works off what a service sent, in the organization it was sent for. */
const webhookListener = (hub: () => Hub, name: string, { as, run }: WebhookDeclaration): Listener => ({
  name,
  topics: [name],
  since: 'newest',
  async run({ id: event, orgId, requestId, createdAt: receivedAt, attempts, payload }) {
    const { id, body } = StoredDelivery.parse(payload)
    const machine = machineIn(hub(), { name: as, orgId, cause: `${name}:${event}`, requestId })
    await run({ id, body: Buffer.from(body, 'base64'), receivedAt, attempts }, machine)
  },
})

/** All that others than the hub itself may hear. */
const openTopics = (modules: readonly HubModule[]): string[] =>
  [openEvents, ...modules.map(({ events = {} }) => events)].flatMap(Object.keys)

/** Starts the workflows that wait for what happened, and lets runs go on that do. */
const workflowListener = (hub: () => Hub, modules: readonly HubModule[]): Listener => ({
  name: 'hub.workflows',
  topics: openTopics(modules),
  since: 'newest',
  run: async (event) => {
    if (event.orgId !== NIL_ORG) await runWorkflows(hub(), event)
  },
})

/** Who hears which events; an event without a listener is delivered by being stored. */
export const listeners = (
  hub: () => Hub,
  modules: readonly HubModule[],
  nats: NatsBridge | null = null,
): Listener[] => [
  mailListener(hub),
  workflowListener(hub, modules),
  endpointListener(hub, openTopics(modules)),
  ...(nats ? [natsListener(hub, nats, openTopics(modules))] : []),
  notificationListener(hub, modules),
  ...modules.flatMap(({ webhooks = {} }) =>
    Object.entries(webhooks).map(([name, one]) => webhookListener(hub, name, one)),
  ),
  ...modules.flatMap(({ listeners: declared = [] }) =>
    declared.map((one) => ({
      name: one.name,
      topics: one.topics,
      since: one.since ?? ('newest' as const),
      run: (event: DeliveredEvent) => runIn(hub(), one, event),
    })),
  ),
]
