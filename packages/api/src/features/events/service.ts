import type { OrgContext } from '../../platform/calls/context.ts'
import { readEvents } from '../../platform/events/history.ts'
import type { Page } from '../../shared/list.ts'
import type { HubEvent, ListEvents, TopicCatalogue } from './schema.ts'

/** Every topic of this hub with the form of what its events say. */
export function listTopics({ hub, permissions }: OrgContext): TopicCatalogue {
  const topics = [...hub.events.open.values()]
  return { topics: topics.map((one) => ({ ...one, isReadable: permissions.has(one.permission) })) }
}

/** What happened, newest first, for a week and longer where somebody has still to hear of it. */
export async function listEvents(ctx: OrgContext, input: ListEvents): Promise<Page<HubEvent>> {
  const { hub, org, permissions } = ctx
  const { topic, aggregate, since, until } = input
  const topics = [...hub.events.open.keys()].filter((one) => topic === undefined || one === topic)
  const wish = { orgId: org.orgId, topics, aggregate, since, until }
  const { items, nextCursor } = await readEvents(hub, wish, input)
  return {
    items: items.flatMap((event) => {
      const info = hub.events.open.get(event.topic)
      if (!info) return []
      const { payload, ...shown } = event
      return [{ ...shown, title: info.title, payload: permissions.has(info.permission) ? payload : null }]
    }),
    nextCursor,
  }
}
