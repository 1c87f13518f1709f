import { z } from 'zod'
import { entityId } from '../../shared/ids.ts'
import { listInput, listOutput } from '../../shared/list.ts'
import { mutationInput } from '../../shared/mutation.ts'
import { line } from '../../shared/text.ts'
import { Instant } from '../../shared/time.ts'
import { KnownVersion } from '../../shared/version.ts'

export const EndpointId = entityId('endpoint')
export const EndpointDeliveryId = entityId('endpoint_delivery')

/** `member.joined`, all of a group (`member.*`), or everything (`*`). */
const TopicChoice = z
  .string()
  .max(80)
  .regex(
    /^(?:\*|[a-z]+(?:\.[a-z_]+)*\.\*|[a-z]+(?:\.[a-z_]+)+)$/,
    'Write a topic such as member.joined, a group such as member.*, or * for everything.',
  )
const TopicChoices = z.array(TopicChoice).min(1).max(50)
const Address = z.url().max(500)
const EndpointName = line(80)

export const EndpointState = z.enum(['on', 'paused'])
export const PausedBecause = z.enum(['person', 'failing', 'maker_gone'])
export type PausedBecause = z.infer<typeof PausedBecause>

/** An address of one's own to which the hub sends events. */
export const Endpoint = z.strictObject({
  id: EndpointId,
  name: z.string(),
  address: z.string(),
  topics: z.array(z.string()),
  state: EndpointState,
  pausedBecause: PausedBecause.nullable(),
  pausedAt: Instant.nullable(),
  failingSince: Instant.nullable().meta({ description: 'Nothing arrived since then' }),
  lastDeliveredAt: Instant.nullable(),
  oldSecretUntil: Instant.nullable().meta({ description: 'Until then the secret before signs as well' }),
  madeByName: z.string().meta({ description: 'It gets what this person may read' }),
  waiting: z.int().meta({ description: 'Events on their way' }),
  dead: z.int().meta({ description: 'Events that were given up' }),
  version: z.int(),
  createdAt: Instant,
})
export type Endpoint = z.infer<typeof Endpoint>
export const EndpointPage = listOutput(Endpoint)

export const EndpointWithSecret = z.strictObject({
  endpoint: Endpoint,
  secret: z.string().meta({ description: 'Shown this once; whsec_ and base64' }),
})
export type EndpointWithSecret = z.infer<typeof EndpointWithSecret>

export const ListEndpoints = listInput(['newest'], {})
export type ListEndpoints = z.infer<typeof ListEndpoints>
export const GetEndpoint = z.strictObject({ id: EndpointId })
export type GetEndpoint = z.infer<typeof GetEndpoint>
export const CreateEndpoint = mutationInput({ name: EndpointName, address: Address, topics: TopicChoices })
export type CreateEndpoint = z.infer<typeof CreateEndpoint>
export const UpdateEndpoint = mutationInput({
  id: EndpointId,
  version: KnownVersion.optional(),
  name: EndpointName.optional(),
  address: Address.optional(),
  topics: TopicChoices.optional(),
  state: EndpointState.optional(),
})
export type UpdateEndpoint = z.infer<typeof UpdateEndpoint>
export const ChangeEndpoint = mutationInput({ id: EndpointId })
export type ChangeEndpoint = z.infer<typeof ChangeEndpoint>

export const EndpointDeliveryStatus = z.enum(['waiting', 'delivered', 'dead', 'discarded'])
export type EndpointDeliveryStatus = z.infer<typeof EndpointDeliveryStatus>

export const EndpointDelivery = z.strictObject({
  id: EndpointDeliveryId,
  endpointId: EndpointId,
  endpointName: z.string(),
  eventId: z.string().meta({ description: 'Sent as webhook-id, the same each time' }),
  topic: z.string(),
  status: EndpointDeliveryStatus.meta({ description: 'dead: tried for a day without success' }),
  attempts: z.int(),
  error: z.string().nullable(),
  isTest: z.boolean(),
  createdAt: Instant,
  dueAt: Instant.meta({ description: 'The next try, while it waits' }),
  deliveredAt: Instant.nullable(),
})
export type EndpointDelivery = z.infer<typeof EndpointDelivery>
export const EndpointDeliveryPage = listOutput(EndpointDelivery)

export const EndpointAttempt = z.strictObject({
  at: Instant,
  ms: z.int(),
  status: z.int().nullable().meta({ description: 'null where nothing was answered' }),
  answer: z.string().nullable().meta({ description: 'The first kilobyte' }),
  error: z.string().nullable(),
})
export const EndpointDeliveryWithAttempts = z.strictObject({
  ...EndpointDelivery.shape,
  body: z.string().nullable().meta({ description: 'null where the caller may not read it' }),
  tries: z.array(EndpointAttempt),
})
export type EndpointDeliveryWithAttempts = z.infer<typeof EndpointDeliveryWithAttempts>

export const ListEndpointDeliveries = listInput(['newest'], {
  endpointId: EndpointId.optional(),
  status: EndpointDeliveryStatus.optional(),
  topic: z.string().max(80).optional(),
})
export type ListEndpointDeliveries = z.infer<typeof ListEndpointDeliveries>
export const GetEndpointDelivery = z.strictObject({ id: EndpointDeliveryId })
export type GetEndpointDelivery = z.infer<typeof GetEndpointDelivery>
export const ChangeEndpointDelivery = mutationInput({ id: EndpointDeliveryId })
export type ChangeEndpointDelivery = z.infer<typeof ChangeEndpointDelivery>
export const RedeliverAll = mutationInput({ endpointId: EndpointId })
export type RedeliverAll = z.infer<typeof RedeliverAll>
export const RedeliveredCount = z.strictObject({ count: z.int() })
export type RedeliveredCount = z.infer<typeof RedeliveredCount>
