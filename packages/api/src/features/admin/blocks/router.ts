import type { Meta } from '../../../platform/calls/meta.ts'
import { adminProcedure, router } from '../../../platform/calls/trpc.ts'
import { Done } from '../../../shared/mutation.ts'
import { addAddressBlock, listAddressBlocks, removeAddressBlock } from './acts.ts'
import * as schema from './schema.ts'

const platform = {
  permission: 'platform.admin',
  price: 'free',
  doors: 'noTools',
} as const satisfies Partial<Meta>

export const blocksRouter = router({
  list: adminProcedure
    .meta({
      ...platform,
      effect: 'read',
      title: 'List blocked addresses',
      description: 'Address ranges that reach nothing of this hub, newest first.',
    })
    .input(schema.ListAddressBlocks)
    .output(schema.AddressBlockPage)
    .query(({ ctx, input }) => listAddressBlocks(ctx, input)),
  add: adminProcedure
    .meta({
      ...platform,
      effect: 'write',
      title: 'Block an address',
      description: 'Shuts an address or a range out of every door within five seconds.',
    })
    .input(schema.AddAddressBlock)
    .output(schema.AddressBlock)
    .mutation(({ ctx, input }) => addAddressBlock(ctx, input)),
  remove: adminProcedure
    .meta({
      ...platform,
      effect: 'write',
      title: 'Unblock an address',
      description: 'Lets a blocked range in again, within five seconds.',
    })
    .input(schema.RemoveAddressBlock)
    .output(Done)
    .mutation(({ ctx, input }) => removeAddressBlock(ctx, input)),
})
