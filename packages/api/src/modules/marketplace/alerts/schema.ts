import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { Instant } from '../../../shared/time.ts'
import { ListingId } from '../listings/schema.ts'
import { ProductId, ShownPrice } from '../products/schema.ts'
import { RuleId, RuleKind } from '../rules/schema.ts'

export const AlertId = entityId('marketplace_alert')

export const Alert = z.strictObject({
  id: AlertId,
  ruleId: RuleId,
  kind: RuleKind,
  productId: ProductId,
  product: z.string(),
  listingId: ListingId,
  shop: z.string(),
  from: ShownPrice.nullable(),
  price: ShownPrice.nullable(),
  raisedAt: Instant,
  settledAt: Instant.nullable().meta({ description: 'null = it still holds' }),
  taskId: z.uuid().nullable(),
})
export type Alert = z.infer<typeof Alert>
export const AlertPage = listOutput(Alert)

export const ListAlerts = listInput(['newest'], {
  productId: ProductId.optional(),
  isOpen: z.boolean().optional(),
})
export type ListAlerts = z.infer<typeof ListAlerts>

export const MakeTaskOfAlert = mutationInput({ id: AlertId })
export type MakeTaskOfAlert = z.infer<typeof MakeTaskOfAlert>
export const TaskOfAlert = z.strictObject({ taskId: z.uuid() })
export type TaskOfAlert = z.infer<typeof TaskOfAlert>
