import { z } from 'zod'
import { entityId } from '../../shared/ids.ts'
import { Instant } from '../../shared/time.ts'

/** A little more than the longest that a page takes to come and to connect. */
export const LOOK_BACK_AT_MOST = 300
/** As many transactions at once as no database has connections for. */
const POSITION_LENGTH = 8_000

export const FollowLive = z.strictObject({
  lastEventId: z
    .string()
    .max(POSITION_LENGTH)
    .nullable()
    .default(null)
    .meta({ description: 'Go on after this one; null begins now' }),
  lookBackSeconds: z
    .int()
    .min(0)
    .max(LOOK_BACK_AT_MOST)
    .default(0)
    .meta({ description: 'Without lastEventId: begin with what changed in this time' }),
})
export type FollowLive = z.infer<typeof FollowLive>

const LiveChange = z.strictObject({
  action: z.string().meta({ description: 'As in the audit log, for example member.joined' }),
  at: Instant,
  rows: z.array(
    z.strictObject({
      entity: z.string().meta({ description: 'The kind of thing, for example workflow' }),
      id: z.string(),
    }),
  ),
  requestId: z.string().nullable().meta({ description: 'Of the call, where the reader made it' }),
})

const changed = {
  changes: z.array(LiveChange),
  reads: z
    .array(z.string())
    .meta({ description: 'Procedures whose answers may have changed, and which the reader may call' }),
}

export const WatchRoom = z.strictObject({
  entity: z.string().max(100).meta({ description: 'The kind of record, as in `kind` of system.find' }),
  entityId: z.uuid().meta({ description: 'The record of that kind', entityIn: 'entity' }),
})
export type WatchRoom = z.infer<typeof WatchRoom>

/** What `live.room` yields: everybody else who has the record open now. */
export const RoomPeople = z.strictObject({
  people: z.array(
    z.strictObject({
      id: entityId('organization_member.user_id'),
      name: z.string(),
      avatarUrl: z.string().nullable(),
    }),
  ),
})
export type RoomPeople = z.infer<typeof RoomPeople>

export const Broadcasts = z.strictObject({
  items: z.array(
    z.strictObject({
      id: entityId('broadcast'),
      words: z.string(),
      endsAt: Instant.meta({ description: 'It is shown until then' }),
    }),
  ),
})
export type Broadcasts = z.infer<typeof Broadcasts>

/** What `live.stream` yields; each carries as its id how far the reader has read. */
export const LiveEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready'), isReset: z.boolean(), ...changed }).meta({
    description: 'First of all. `isReset`: it is not known what was missed, so read everything anew.',
  }),
  z.strictObject({ type: z.literal('changes'), ...changed }),
  z
    .strictObject({ type: z.literal('beat') })
    .meta({ description: 'Nothing happened; the connection is there.' }),
])
export type LiveEvent = z.infer<typeof LiveEvent>
