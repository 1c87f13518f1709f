import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'
import { KnownVersion } from '../../../shared/version.ts'

export const ConnectionId = entityId('connectors_connection')
export const StreamId = entityId('connectors_stream')

export const ProviderName = z.enum(['shopify', 'stripe', 'hubspot'])
export type ProviderName = z.infer<typeof ProviderName>
export const ConnectionState = z.enum(['ok', 'attention', 'broken', 'paused'])
export type ConnectionState = z.infer<typeof ConnectionState>

export const Provider = z.strictObject({
  name: ProviderName,
  title: z.string(),
  about: z.string(),
  wayIn: z.enum(['oauth', 'key']),
  isReady: z.boolean().meta({ description: 'The operator of this hub has set it up' }),
})
export type Provider = z.infer<typeof Provider>
export const ProviderList = z.strictObject({ items: z.array(Provider) })

const withPersonal = z.boolean().meta({
  description: 'Names, e-mail addresses and towns of the people it knows are read as well',
})

const connection = {
  id: ConnectionId,
  provider: ProviderName,
  account: z.string().meta({ description: 'What it is called there, such as the domain of a shop' }),
  title: z.string(),
  state: ConnectionState,
  reason: z.string().meta({ description: 'Why it is not well, in words' }),
  withPersonal,
  isReading: z.boolean().meta({ description: 'What was there before is still being read' }),
  syncedAt: Instant.nullable().meta({ description: 'When all of it was last read' }),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
}
export const Connection = z.strictObject(connection)
export type Connection = z.infer<typeof Connection>
export const ConnectionPage = listOutput(Connection)

export const Proof = z.strictObject({
  there: z.int().meta({ description: 'How many the service has' }),
  here: z.int(),
  removed: z.int(),
  mended: z.int().optional().meta({ description: 'Missing here or older than there, and as there now' }),
  at: Instant,
})

export const Stream = z.strictObject({
  id: StreamId,
  name: z.string(),
  title: z.string(),
  datasetId: z.uuid(),
  phase: z
    .enum(['backfill', 'live'])
    .meta({ description: 'backfill = what was there before is still being read' }),
  read: z.int(),
  total: z.int().nullable(),
  error: z.string().nullable(),
  proof: Proof.nullable().meta({
    description: 'When it was last compared with the service, and what came of it',
  }),
  syncedAt: Instant.nullable(),
})
export type Stream = z.infer<typeof Stream>

export const WholeConnection = z.strictObject({ ...connection, streams: z.array(Stream) })
export type WholeConnection = z.infer<typeof WholeConnection>

export const ListConnections = listInput(['newest'], {
  search: searchPhrase.optional(),
  state: ConnectionState.optional(),
  provider: ProviderName.optional(),
  account: line(200).optional(),
})
export type ListConnections = z.infer<typeof ListConnections>
export const GetConnection = z.strictObject({ id: ConnectionId })
export type GetConnection = z.infer<typeof GetConnection>

export const BeginConnection = mutationInput({
  provider: z.enum(['shopify', 'hubspot']),
  shop: line(200)
    .optional()
    .meta({ description: 'Of Shopify, such as tide-and-fennel.myshopify.com; elsewhere one chooses there' }),
  withPersonal: withPersonal.default(false),
})
export type BeginConnection = z.infer<typeof BeginConnection>
export const BegunConnection = z.strictObject({
  url: z.url().meta({ description: 'Where the person allows it' }),
})
export type BegunConnection = z.infer<typeof BegunConnection>

export const FinishConnection = mutationInput({
  provider: z.enum(['shopify', 'hubspot']),
  query: z.string().min(1).max(4_000).meta({ description: 'What the service sent back in the address' }),
})
export type FinishConnection = z.infer<typeof FinishConnection>

export const UseKey = mutationInput({
  provider: z.enum(['stripe']),
  key: z.string().trim().min(8).max(300).meta({ description: 'A restricted key that may read' }),
  withPersonal: withPersonal.default(false),
})
export type UseKey = z.infer<typeof UseKey>

const version = KnownVersion.optional()
export const ChangeConnection = mutationInput({ id: ConnectionId, version })
export type ChangeConnection = z.infer<typeof ChangeConnection>
export const EndConnection = mutationInput({
  id: ConnectionId,
  keepsData: z.boolean().default(false).meta({ description: 'What it brought stays as it is now' }),
})
export type EndConnection = z.infer<typeof EndConnection>
