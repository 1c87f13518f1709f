import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows, Waiting } from '@hub/ui/skeleton'
import { TabPanel, Tabs } from '@hub/ui/tabs'
import { createFileRoute } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { Printer } from 'lucide-react'
import { Suspense } from 'react'
import { useOrganization } from '../../../../account.ts'
import { todayIn } from '../../../../components/day-words.ts'
import { lazyPart } from '../../../../lazy-part.ts'
import { compact } from '../../../../search-params.ts'
import { readReportSearch } from './-accounting/report-search.ts'
import type { ReportKind, ReportSearch } from './-accounting/report-search.ts'
import { BookPage } from './-accounting/book-page.tsx'
import { ProfitAndLoss } from './-accounting/profit-and-loss.tsx'
import { ReportDays } from './-accounting/report-days.tsx'
import { sheetDay } from './-accounting/sheet.tsx'
import { TrialBalance } from './-accounting/trial-balance.tsx'

export const Route = createFileRoute('/_app/o/$org/accounting/reports')({
  staticData: { title: 'Reports' },
  validateSearch: readReportSearch,
  loader: ({ context: { hub, organization } }) => {
    if (!organization.permissions.includes('accounting.book.read')) return
    void hub.queryClient.prefetchQuery(hub.trpc.modules.accounting.book.get.queryOptions())
  },
  component: Reports,
})

const tabs: readonly { value: ReportKind; label: string }[] = [
  { value: 'trial', label: 'Trial balance' },
  { value: 'profit', label: 'Profit and loss' },
  { value: 'balance', label: 'Balance sheet' },
  { value: 'receivables', label: 'Who owes us' },
  { value: 'statement', label: 'Statement of account' },
  { value: 'taxes', label: 'Taxes' },
]

// Those of the last tabs come when they are chosen.
const BalanceSheet = lazyPart(async () => (await import('./-accounting/balance-sheet.tsx')).BalanceSheet)
const Receivables = lazyPart(async () => (await import('./-accounting/receivables.tsx')).Receivables)
const CustomerStatement = lazyPart(
  async () => (await import('./-accounting/customer-statement.tsx')).CustomerStatement,
)
const TaxReport = lazyPart(async () => (await import('./-accounting/tax-report.tsx')).TaxReport)

const sheets = {
  trial: TrialBalance,
  profit: ProfitAndLoss,
  balance: BalanceSheet,
  receivables: Receivables,
  statement: CustomerStatement,
  taxes: TaxReport,
}

/** Those of a period, and where it begins without a first day. */
const begins: Partial<Record<ReportKind, 'Of the fiscal year' | 'Of the quarter'>> = {
  profit: 'Of the fiscal year',
  statement: 'Of the fiscal year',
  taxes: 'Of the quarter',
}

function Reports() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const { timeZone } = useOrganization()
  const report = search.report ?? 'trial'
  const last = search.to ?? todayIn(timeZone)
  const set = (change: { [Key in keyof ReportSearch]?: ReportSearch[Key] | undefined }) =>
    void navigate({ search: (before) => compact({ ...before, ...change }), replace: true })
  return (
    <BookPage
      title="Reports"
      hasOwnHead
      description="Each amount leads to the lines it is made of."
      actions={
        <Button onClick={() => window.print()}>
          <Printer aria-hidden="true" />
          Print
        </Button>
      }
    >
      {({ yearStart }) => (
        <Tabs
          label="Report"
          listClassName="print:hidden"
          tabs={tabs}
          value={report}
          onValueChange={(next) => void navigate({ search: compact({ ...search, report: next }) })}
        >
          {tabs.map(({ value }) => {
            const Sheet = sheets[value]
            return (
              <TabPanel key={value} value={value} className="pt-4">
                <ReportDays begins={begins[value]} yearStart={yearStart} search={search} onChange={set} />
                <Card
                  flush
                  className={clsx(
                    value !== 'receivables' && 'max-w-[860px]',
                    'print:max-w-none print:border-0',
                  )}
                >
                  {value in begins && search.from !== undefined && search.from > last ? (
                    <Empty title="The first day comes after the last">
                      {`The report ends on ${sheetDay(last)}. Choose an earlier first day, or a later last day.`}
                    </Empty>
                  ) : (
                    <Suspense
                      fallback={
                        <Waiting>
                          <SkeletonRows rows={6} />
                        </Waiting>
                      }
                    >
                      <Sheet
                        from={search.from}
                        to={search.to}
                        contact={search.contact}
                        onContact={(contact) => set({ contact })}
                      />
                    </Suspense>
                  )}
                </Card>
              </TabPanel>
            )
          })}
        </Tabs>
      )}
    </BookPage>
  )
}
