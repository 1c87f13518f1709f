import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { Amount, CurrencyCode } from '../../../shared/money.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { Instant } from '../../../shared/time.ts'
import { KnownVersion } from '../../../shared/version.ts'
import { ProductId, ShownPrice } from '../products/schema.ts'

export const RuleId = entityId('marketplace_rule')

/**
 * When people are told. `below`: a price is under an amount. `undercut`: it is under your own. `move`: it moves by a share.
 * `stock`: a shop has sold out.
 */
export const RuleKind = z.enum(['below', 'undercut', 'move', 'stock'])
export type RuleKind = z.infer<typeof RuleKind>

export const Rule = z.strictObject({
  id: RuleId,
  productId: ProductId.nullable().meta({ description: 'null = every product' }),
  product: z.string().nullable(),
  kind: RuleKind,
  under: ShownPrice.nullable(),
  percent: z.int().nullable(),
  isOn: z.boolean(),
  createdAt: Instant,
  version: z.int(),
})
export type Rule = z.infer<typeof Rule>
export const RulePage = listOutput(Rule)

export const ListRules = listInput(['newest'], { productId: ProductId.optional() })
export type ListRules = z.infer<typeof ListRules>

const amount = Amount.refine(
  (text) => !text.startsWith('-') && /[1-9]/.test(text),
  'No price is under zero: say an amount above it.',
)
const percent = z.int().min(1).max(90)

export const CreateRule = mutationInput({
  kind: RuleKind,
  productId: ProductId.optional().meta({ description: 'Left out: every product' }),
  amount: amount.optional().meta({ description: 'Of below' }),
  currency: CurrencyCode.optional().meta({ description: 'Of below; left out, that of your price' }),
  percent: percent.optional().meta({ description: 'Of move' }),
}).meta({ examples: [{ kind: 'below', amount: '22.00', currency: 'EUR' }] })
export type CreateRule = z.infer<typeof CreateRule>
export const UpdateRule = mutationInput({
  id: RuleId,
  version: KnownVersion.optional(),
  isOn: z.boolean().optional(),
  amount: amount.optional(),
  percent: percent.optional(),
})
export type UpdateRule = z.infer<typeof UpdateRule>
export const RemoveRule = mutationInput({ id: RuleId })
export type RemoveRule = z.infer<typeof RemoveRule>
