import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { accountSubtypes, accountTypes } from '../../../shared/ledger-chart.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { CurrencyCode } from '../../../shared/money.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'
import { KnownVersion } from '../../../shared/version.ts'

export const LedgerAccountId = entityId('accounting_account')
export const AccountType = z.enum(accountTypes)
export type AccountType = z.infer<typeof AccountType>

export const AccountSubtype = z.enum(accountSubtypes)
export type AccountSubtype = z.infer<typeof AccountSubtype>

const code = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$/, 'Use up to 20 letters, digits, points or dashes, such as 4000.')

export const LedgerAccount = z.strictObject({
  id: LedgerAccountId,
  code: z.string(),
  name: z.string(),
  type: AccountType,
  subtype: z.string(),
  role: z.string().nullable().meta({ description: 'What the books use it for by themselves' }),
  currency: z.string().nullable().meta({ description: 'The only one it takes; null = any' }),
  archivedAt: Instant.nullable(),
  version: z.int(),
})
export type LedgerAccount = z.infer<typeof LedgerAccount>
export const LedgerAccountPage = listOutput(LedgerAccount)

export const ListLedgerAccounts = listInput(['code', 'name'], {
  search: searchPhrase.optional(),
  type: AccountType.optional(),
  archived: z.boolean().optional(),
})
export type ListLedgerAccounts = z.infer<typeof ListLedgerAccounts>

export const CreateLedgerAccount = mutationInput({
  code,
  name: line(120),
  type: AccountType,
  subtype: AccountSubtype.default('other'),
  currency: CurrencyCode.nullable().default(null),
})
export type CreateLedgerAccount = z.infer<typeof CreateLedgerAccount>

const version = KnownVersion.optional()

export const UpdateLedgerAccount = mutationInput({
  id: LedgerAccountId,
  version,
  code: code.optional(),
  name: line(120).optional(),
})
export type UpdateLedgerAccount = z.infer<typeof UpdateLedgerAccount>

export const ArchiveLedgerAccount = mutationInput({ id: LedgerAccountId, version })
export type ArchiveLedgerAccount = z.infer<typeof ArchiveLedgerAccount>
