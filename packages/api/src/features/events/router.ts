import type { Meta } from '../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import * as schema from './schema.ts'
import { listEvents, listTopics } from './service.ts'

const read = {
  permission: 'event.read',
  price: 'free',
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>

export const eventsRouter = router({
  topics: orgProcedure
    .meta({
      ...read,
      title: 'List event topics',
      description: 'What can happen in the hub, with the form of what is told about it.',
    })
    .input(schema.ListTopics)
    .output(schema.TopicCatalogue)
    .query(({ ctx }) => listTopics(ctx)),
  list: orgProcedure
    .meta({
      ...read,
      title: 'List events',
      description:
        'What happened in the last week, newest first; what an event says shows to whoever may read its part of the hub.',
    })
    .input(schema.ListEvents)
    .output(schema.HubEventPage)
    .query(({ ctx, input }) => listEvents(ctx, input)),
})
