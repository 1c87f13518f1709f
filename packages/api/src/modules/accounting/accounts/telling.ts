import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { joinedParts } from '../../../platform/catalog/told-list.ts'
import { howMany, pageTold } from '../telling.ts'
import { LedgerAccountPage } from './schema.ts'
import type { AccountType } from './schema.ts'

const types: Readonly<Record<AccountType, string>> = {
  asset: 'what the business has',
  liability: 'what it owes',
  equity: 'its own capital',
  income: 'income',
  expense: 'expenses',
}

export function accountsTold(output: unknown): ToldAnswer {
  const page = LedgerAccountPage.parse(output)
  return pageTold(page, {
    head: `There ${howMany(page, ['ledger account', 'ledger accounts'])}.`,
    none: 'There is no ledger account like that. The books bring theirs when they are set up on the page “Accounting”.',
    row: ({ id, code, name }) => ({ id, name: `${code} ${name}` }),
    facts: ({ type, currency, archivedAt }) =>
      joinedParts([
        types[type],
        currency !== null && `only in ${currency}`,
        archivedAt !== null && 'archived',
      ]),
  })
}
