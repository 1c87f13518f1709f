import type { LineColumn } from '@hub/ui/line-editor'
import { useQuery } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import type { Accounting } from './book-page.tsx'

export type LedgerAccount = Accounting['accounts']['list']['items'][number]

const PAGE = 100

/** All accounts in use by code: a chart has some dozens, and whoever types a code should not wait for each. */
export function useLedgerAccounts() {
  const { trpc, client } = useHub()
  return useQuery({
    queryKey: [...trpc.modules.accounting.accounts.list.queryKey(), 'all'],
    queryFn: async () => {
      const accounts: LedgerAccount[] = []
      let cursor: string | undefined
      do {
        const page = await client.modules.accounting.accounts.list.query({
          limit: PAGE,
          ...(cursor !== undefined && { cursor }),
        })
        accounts.push(...page.items)
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      return accounts
    },
  })
}

type NamedAccount = Pick<LedgerAccount, 'code' | 'name'>

export const accountLabel = ({ code, name }: NamedAccount): string => `${code} ${name}`

/** A code or a name alone, as it comes from a spreadsheet, becomes the account it stands for. */
export function accountIn(
  values: Readonly<Record<string, string>>,
  accounts: readonly NamedAccount[],
): Readonly<Record<string, string>> {
  const typed = values['account']?.trim().toLowerCase()
  const found = accounts.find(
    ({ code, name }) => typed === code.toLowerCase() || typed === name.toLowerCase(),
  )
  return found ? { ...values, account: accountLabel(found) } : values
}

/** The account that a line of a grid names by its label. */
export const accountNamed = <T extends NamedAccount>(label: string, accounts: readonly T[]): T | undefined =>
  accounts.find((one) => accountLabel(one) === label)

/** A column of a grid in which an account is found by its code or its name. */
export const accountColumn = (accounts: readonly NamedAccount[]): LineColumn => ({
  id: 'account',
  label: 'Ledger account',
  kind: 'item',
  isListed: true,
  options: accounts.map((account) => ({ value: accountLabel(account), label: accountLabel(account) })),
})

export const CHOOSE_ACCOUNT = 'Choose an account from the list.'
