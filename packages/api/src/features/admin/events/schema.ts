import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { Instant } from '../../../shared/time.ts'

export const EventListenerState = z.strictObject({
  name: z.string(),
  topics: z.array(z.string()),
  addedAt: Instant,
  seenAt: Instant.meta({ description: 'When a server last said that it has it' }),
  waiting: z.int().meta({ description: 'Events it has still to hear' }),
  dead: z.int().meta({ description: 'Events it was given up for' }),
  oldestWaitingAt: Instant.nullable(),
})
export const EventListenerStates = z.strictObject({ listeners: z.array(EventListenerState) })
export type EventListenerStates = z.infer<typeof EventListenerStates>

export const ReplayEvents = mutationInput({
  listener: z.string().max(80).meta({ description: 'Such as "hub.endpoints"' }),
  from: Instant,
  until: Instant.optional().meta({ description: 'Before this moment' }),
  topic: z.string().max(80).optional(),
  orgId: entityId('organization').optional(),
})
export type ReplayEvents = z.infer<typeof ReplayEvents>
export const ReplayedEvents = z.strictObject({ count: z.int() })
export type ReplayedEvents = z.infer<typeof ReplayedEvents>
