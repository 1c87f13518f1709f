import { z } from 'zod'
import { LedgerAccountId } from '../accounts/schema.ts'
import { words } from '../contacts/schema.ts'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'
import { KnownVersion } from '../../../shared/version.ts'

export const TaxCodeId = entityId('accounting_tax_code')

/** EN 16931: S standard, Z zero, E exempt, AE reverse charge, K within the EU, G export, O outside, L and M islands. */
export const TaxCategory = z.enum(['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M'])
export type TaxCategory = z.infer<typeof TaxCategory>
export const TaxSide = z.enum(['sale', 'purchase'])
export type TaxSide = z.infer<typeof TaxSide>

/** Up to 100, with at most six digits after the point. */
export const Percent = z
  .string()
  .regex(/^(100|\d{1,2}(\.\d{1,6})?)$/, 'Write the rate as 23 or 13.5, up to 100.')
  .meta({ description: 'Per cent', examples: ['23'] })

const sign = z.union([z.literal(1), z.literal(-1)])

export const TaxCode = z.strictObject({
  id: TaxCodeId,
  name: z.string(),
  side: TaxSide,
  category: TaxCategory,
  percent: z.string(),
  reason: z.string().meta({ description: 'Why no tax is charged, as printed' }),
  components: z
    .array(z.strictObject({ name: z.string(), percent: z.string(), sign, accountId: LedgerAccountId }))
    .meta({ description: 'Its parts, each with the account on which it is posted' }),
  archivedAt: Instant.nullable(),
  version: z.int(),
})
export type TaxCode = z.infer<typeof TaxCode>
export const TaxCodePage = listOutput(TaxCode)

export const ListTaxCodes = listInput(['percent', 'name'], {
  search: searchPhrase.optional(),
  side: TaxSide.optional(),
  archived: z.boolean().optional(),
})
export type ListTaxCodes = z.infer<typeof ListTaxCodes>

const component = z.strictObject({
  name: line(60),
  percent: Percent,
  sign: sign.default(1),
  accountId: LedgerAccountId.optional().meta({ description: 'Default: the account of taxes' }),
})
export type NewTaxComponent = z.infer<typeof component>

export const CreateTaxCode = mutationInput({
  name: line(60),
  side: TaxSide.default('sale'),
  category: TaxCategory.default('S'),
  percent: Percent,
  reason: words(200).default(''),
  components: z.array(component).max(4).default([]).meta({ description: 'Parts, if it has any' }),
})
export type CreateTaxCode = z.infer<typeof CreateTaxCode>

const version = KnownVersion.optional()
export const ArchiveTaxCode = mutationInput({ id: TaxCodeId, version })
export type ArchiveTaxCode = z.infer<typeof ArchiveTaxCode>
