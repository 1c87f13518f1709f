import { z } from 'zod'
import { listInput, listOutput } from '../../shared/list.ts'
import { Instant } from '../../shared/time.ts'

const JsonSchema = z.record(z.string(), z.unknown())

export const Topic = z.strictObject({
  topic: z.string(),
  title: z.string(),
  description: z.string(),
  version: z.int().meta({ description: 'Rises when readers have to know of a change of the payload' }),
  permission: z.string().meta({ description: 'Who holds it may read what its events say' }),
  isReadable: z.boolean().meta({ description: 'Whether the caller holds it' }),
  schema: JsonSchema.meta({ description: 'JSON Schema of the payload' }),
})
export type Topic = z.infer<typeof Topic>

export const ListTopics = z.strictObject({})
export const TopicCatalogue = z.strictObject({ topics: z.array(Topic) })
export type TopicCatalogue = z.infer<typeof TopicCatalogue>

export const HubEvent = z.strictObject({
  id: z.uuid(),
  topic: z.string(),
  title: z.string(),
  aggregate: z.string().meta({ description: 'What it is about, such as "task:<id>"' }),
  createdAt: Instant,
  payload: JsonSchema.nullable().meta({ description: 'null where the caller may not read it' }),
})
export type HubEvent = z.infer<typeof HubEvent>
export const HubEventPage = listOutput(HubEvent)

export const ListEvents = listInput(['newest'], {
  topic: z.string().max(80).optional().meta({ description: 'Such as "member.joined"' }),
  aggregate: z.string().max(120).optional().meta({ description: 'Such as "task:<id>"' }),
  since: Instant.optional(),
  until: Instant.optional().meta({ description: 'Before this moment' }),
})
export type ListEvents = z.infer<typeof ListEvents>
