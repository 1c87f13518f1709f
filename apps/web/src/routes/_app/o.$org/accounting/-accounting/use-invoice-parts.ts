import { useQuery } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import type { InvoiceParts } from './invoice-parts.ts'
import { useLedgerAccounts } from './use-ledger-accounts.ts'

const MOST_TAXES = 100

/** Taxes, accounts and the business itself, all of which an invoice is written with. */
export function useInvoiceParts(baseCurrency: string) {
  const { trpc } = useHub()
  const accounts = useLedgerAccounts()
  const company = useQuery(trpc.modules.accounting.company.get.queryOptions())
  const taxes = useQuery(trpc.modules.accounting.taxes.list.queryOptions({ side: 'sale', limit: MOST_TAXES }))
  const all = [accounts, company, taxes]
  const failed = all.find(({ isError }) => isError)
  const data: InvoiceParts | undefined =
    accounts.data && company.data && taxes.data
      ? { baseCurrency, accounts: accounts.data, company: company.data, taxes: taxes.data.items }
      : undefined
  return {
    data,
    error: failed?.error ?? null,
    isError: failed !== undefined,
    isFetching: all.some(({ isFetching }) => isFetching),
    refetch: () => Promise.all(all.map((query) => query.refetch())),
  }
}
