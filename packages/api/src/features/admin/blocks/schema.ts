import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'

const AddressBlockId = entityId('address_block')

export const AddressBlock = z.strictObject({
  id: AddressBlockId,
  network: z.string().meta({ description: 'Such as 203.0.113.0/24 or 2001:db8::/32' }),
  reason: z.string(),
  createdByName: z.string().nullable(),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  isActive: z.boolean().meta({ description: 'false once it has run out' }),
})
export type AddressBlock = z.infer<typeof AddressBlock>
export const AddressBlockPage = listOutput(AddressBlock)

export const ListAddressBlocks = listInput(['newest'], {
  address: line(60).optional().meta({ description: 'Only blocks that hold for this address' }),
  isActive: z.boolean().optional(),
})
export type ListAddressBlocks = z.infer<typeof ListAddressBlocks>

export const AddAddressBlock = mutationInput({
  network: line(60).meta({ description: 'An address, or a range such as 203.0.113.0/24' }),
  reason: line(200, 3).meta({ description: 'For administrators; never told to those who are refused' }),
  expiresAt: Instant.nullable().default(null),
  isBroadMeant: z
    .boolean()
    .default(false)
    .meta({ description: 'Needed for a range wider than /8, or /16 of IPv6' }),
})
export type AddAddressBlock = z.infer<typeof AddAddressBlock>

export const RemoveAddressBlock = mutationInput({ id: AddressBlockId })
export type RemoveAddressBlock = z.infer<typeof RemoveAddressBlock>
