import { createFileRoute } from '@tanstack/react-router'
import { compact } from '../../../../search-params.ts'
import { readBankSearch } from './-accounting/bank/bank-search.ts'
import { BankPage } from './-accounting/bank/bank-page.tsx'

export const Route = createFileRoute('/_app/o/$org/accounting/bank')({
  staticData: { title: 'Bank' },
  validateSearch: readBankSearch,
  loader: ({ context: { hub, organization } }) => {
    if (!organization.permissions.includes('accounting.bank.read')) return
    void hub.queryClient.prefetchQuery(
      hub.trpc.modules.accounting.bank.accounts.list.queryOptions({ limit: 100 }),
    )
  },
  component: Bank,
})

function Bank() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <BankPage
      search={search}
      onSearch={(change) =>
        void navigate({ search: (before) => compact({ ...before, ...change }), replace: true })
      }
    />
  )
}
