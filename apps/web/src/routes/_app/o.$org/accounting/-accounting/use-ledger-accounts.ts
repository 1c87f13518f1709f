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

export const accountLabel = ({ code, name }: Pick<LedgerAccount, 'code' | 'name'>): string =>
  `${code} ${name}`
