import { Card } from '@hub/ui/card'
import { Combobox } from '@hub/ui/combobox'
import { DateRangeFilter } from '@hub/ui/date-range'
import { Empty } from '@hub/ui/empty'
import { ActiveFilter } from '@hub/ui/filter-chip'
import { createFileRoute } from '@tanstack/react-router'
import { useOrganization } from '../../../../account.ts'
import { todayIn } from '../../../../components/day-words.ts'
import { compact } from '../../../../search-params.ts'
import { readLedgerSearch } from './-accounting/accounting-search.ts'
import type { LedgerSearch } from './-accounting/accounting-search.ts'
import { BookPage } from './-accounting/book-page.tsx'
import { LedgerLines } from './-accounting/ledger-lines.tsx'
import { SheetHead, sheetDay, sheetDays } from './-accounting/sheet.tsx'
import { accountLabel, useLedgerAccounts } from './-accounting/use-ledger-accounts.ts'

export const Route = createFileRoute('/_app/o/$org/accounting/ledger')({
  staticData: { title: 'Ledger' },
  validateSearch: readLedgerSearch,
  loader: ({ context: { hub, organization } }) => {
    if (!organization.permissions.includes('accounting.book.read')) return
    void hub.queryClient.prefetchQuery(hub.trpc.modules.accounting.book.get.queryOptions())
  },
  component: Ledger,
})

function Ledger() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const account = useLedgerAccounts().data?.find(({ id }) => id === search.account)
  const set = (change: { [Key in keyof LedgerSearch]?: LedgerSearch[Key] | undefined }) =>
    void navigate({ search: (before) => compact({ ...before, ...change }), replace: true })
  return (
    <BookPage title="Ledger" description="What moved one account, newest first." hasOwnHead>
      {({ baseCurrency }) => (
        <>
          <LedgerFilters search={search} onChange={set} />
          <Card flush>
            {search.account === undefined ? (
              <Empty title="Choose a ledger account">Its lines stand here, each with its entry.</Empty>
            ) : (
              <>
                {account && (
                  <SheetHead title={accountLabel(account)} days={daysOf(search)} currency={baseCurrency} />
                )}
                <LedgerLines account={search.account} search={search} currency={baseCurrency} />
              </>
            )}
          </Card>
        </>
      )}
    </BookPage>
  )
}

function daysOf({ from, to }: LedgerSearch): string {
  if (from !== undefined && to !== undefined) return sheetDays({ from, to })
  if (from !== undefined) return `from ${sheetDay(from)} on`
  return to === undefined ? 'all days' : `up to ${sheetDay(to)}`
}

interface FiltersProps {
  search: LedgerSearch
  onChange: (change: {
    account?: string | undefined
    tax?: string | undefined
    from?: string | undefined
    to?: string | undefined
  }) => void
}

function LedgerFilters({ search, onChange }: FiltersProps) {
  const { timeZone } = useOrganization()
  const accounts = useLedgerAccounts().data ?? []
  const options = accounts.map((account) => ({ value: account.id, label: accountLabel(account) }))
  const chosen = options.find(({ value }) => value === search.account)
  return (
    <div data-print="no" className="mb-3 flex flex-wrap items-center gap-2">
      <Combobox
        aria-label="Ledger account"
        placeholder="Ledger account, by code or name"
        className="max-w-80"
        required
        freeText
        options={options}
        value={chosen ?? null}
        onValueChange={(next) => onChange({ account: next?.value, tax: undefined })}
      />
      <DateRangeFilter
        name="Day"
        today={todayIn(timeZone)}
        range={{ from: search.from, to: search.to }}
        onChange={(range) => onChange({ from: range.from, to: range.to })}
      />
      {search.tax !== undefined && (
        <ActiveFilter label="Lines of one tax" onRemove={() => onChange({ tax: undefined })} />
      )}
    </div>
  )
}
