import { Page } from '@hub/ui/app-shell'
import { PageHeader } from '@hub/ui/page-header'
import { createFileRoute } from '@tanstack/react-router'
import { useHub, useOrganization } from '../../../../account.ts'
import { todayIn } from '../../../../components/day-words.ts'
import { ExportList } from '../../../../components/export-list.tsx'
import { newKey } from '../../../../idempotency.ts'
import { paging } from '../../../../paging.ts'
import { compact } from '../../../../search-params.ts'
import { BalanceCard } from './-credits/balance-card.tsx'
import { historyInput, historyPage, readCreditSearch } from './-credits/credit-search.ts'
import { HistoryCard, useHistory } from './-credits/history-card.tsx'
import { PriceBookCard } from './-credits/price-book-card.tsx'

export const Route = createFileRoute('/_app/o/$org/credits/')({
  staticData: { title: 'Credits' },
  validateSearch: readCreditSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { hub, organization }, deps }) => {
    const input = historyPage(deps, todayIn(organization.timeZone))
    void hub.queryClient.prefetchInfiniteQuery(hub.trpc.credits.history.infiniteQueryOptions(input, paging))
  },
  component: CreditsPage,
})

/** Prices stand beside the history only where that leaves all its columns in sight. */
const HISTORY_PX = 704

function CreditsPage() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const { client } = useHub()
  const { timeZone } = useOrganization()
  const history = useHistory(search)
  // Until it is known, there is something: on phones the button would push down all that stands below it.
  const isEmpty = history.data?.pages.every(({ items }) => items.length === 0) === true
  const filters = () => historyInput(search, todayIn(timeZone))
  const exportAll = () => client.credits.export.mutate({ ...filters(), idempotencyKey: newKey() })
  return (
    <Page>
      <PageHeader
        title="Credits"
        description="What you have, where it went, and what things cost."
        actions={!isEmpty && <ExportList list="credits" filters={filters} prepare={exportAll} />}
      />
      <div className="flex flex-wrap items-start gap-(--gap)">
        <div className="flex min-w-0 flex-col gap-(--gap)" style={{ flex: `9999 1 ${HISTORY_PX}px` }}>
          <BalanceCard />
          <HistoryCard
            search={search}
            history={history}
            onChange={(change) =>
              void navigate({ search: (before) => compact({ ...before, ...change }), replace: true })
            }
            onClear={() => void navigate({ search: {}, replace: true })}
          />
        </div>
        <div className="min-w-0" style={{ flex: '1 1 336px' }}>
          <PriceBookCard />
        </div>
      </div>
    </Page>
  )
}
