import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'

const BroadcastId = entityId('broadcast')
const OrgId = entityId('organization')
const Words = line(280).meta({ description: 'One or two plain sentences' })

export const Broadcast = z.strictObject({
  id: BroadcastId,
  words: z.string(),
  orgId: OrgId.nullable().meta({ description: 'The one organization it is for; null is everybody' }),
  orgName: z.string().nullable(),
  createdByName: z.string().nullable(),
  createdAt: Instant,
  endsAt: Instant,
  isActive: z.boolean().meta({ description: 'false once its time is over' }),
})
export type Broadcast = z.infer<typeof Broadcast>
export const BroadcastPage = listOutput(Broadcast)

export const ListBroadcasts = listInput(['newest'], { isActive: z.boolean().optional() })
export type ListBroadcasts = z.infer<typeof ListBroadcasts>

export const SendBroadcast = mutationInput({
  words: Words,
  orgId: OrgId.nullable()
    .default(null)
    .meta({ description: 'Only for this organization; null is everybody' }),
  endsAt: Instant.meta({ description: 'When it is taken off the pages, within 30 days' }),
})
export type SendBroadcast = z.infer<typeof SendBroadcast>

export const EndBroadcast = mutationInput({ id: BroadcastId })
export type EndBroadcast = z.infer<typeof EndBroadcast>
