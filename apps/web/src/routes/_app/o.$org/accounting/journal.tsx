import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { rangeWords } from '@hub/ui/calendar-day'
import { DateRangeFilter } from '@hub/ui/date-range'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useInfiniteQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { Suspense } from 'react'
import { useCan, useHub, useOrganization } from '../../../../account.ts'
import { todayIn } from '../../../../components/day-words.ts'
import { LoadMore } from '../../../../components/load-more.tsx'
import { Loaded } from '../../../../components/loaded.tsx'
import { TypedSearch } from '../../../../components/typed-search.tsx'
import { lazyPart } from '../../../../lazy-part.ts'
import { paging } from '../../../../paging.ts'
import { compact } from '../../../../search-params.ts'
import { useIdlePrefetch } from '../../../../shell/idle-prefetch.ts'
import { useShortcut } from '../../../../shell/shortcut.ts'
import { entriesIn, journalViews, readJournalSearch } from './-accounting/accounting-search.ts'
import type { JournalSearch } from './-accounting/accounting-search.ts'
import { BookPage } from './-accounting/book-page.tsx'
import { ListTools, searched } from './-accounting/list-tools.tsx'
import { EntryTable } from './-accounting/entry-table.tsx'
import { ExportBooks } from './-accounting/export-books.tsx'

const loadEntryDrawer = () => import('./-accounting/entry-drawer.tsx')
const EntryDrawer = lazyPart(async () => (await loadEntryDrawer()).EntryDrawer)
const loadNewEntry = () => import('./-accounting/new-entry-page.tsx')
const NewEntryPage = lazyPart(async () => (await loadNewEntry()).NewEntryPage)

export const Route = createFileRoute('/_app/o/$org/accounting/journal')({
  staticData: { title: 'Journal' },
  validateSearch: readJournalSearch,
  loader: ({ context: { hub, organization } }) => {
    if (!organization.permissions.includes('accounting.book.read')) return
    void hub.queryClient.prefetchQuery(hub.trpc.modules.accounting.book.get.queryOptions())
  },
  component: Journal,
})

type Change = { [Key in keyof JournalSearch]?: JournalSearch[Key] | undefined }

function Journal() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const canWrite = useCan('accounting.book.write')
  const isNew = search.new === true && canWrite
  const set = (change: Change) =>
    void navigate({
      search: (before) => compact({ ...before, ...change }),
      replace: !('entry' in change || 'new' in change),
    })
  useIdlePrefetch(loadEntryDrawer)
  useIdlePrefetch(loadNewEntry)
  useShortcut('n', () => canWrite && set({ new: true, entry: undefined }))
  return (
    <>
      <BookPage
        title={isNew ? 'New entry' : 'Journal'}
        description={
          isNew
            ? 'The number is given when it is posted.'
            : 'Everything that was posted in the books, newest first.'
        }
        actions={
          !isNew && (
            <>
              <ExportBooks search={search} />
              {canWrite && (
                <Button variant="primary" onClick={() => set({ new: true, entry: undefined })}>
                  <Plus aria-hidden="true" />
                  New entry
                </Button>
              )}
            </>
          )
        }
      >
        {({ baseCurrency }) =>
          isNew ? (
            <Suspense>
              <NewEntryPage
                currency={baseCurrency}
                onClose={() => set({ new: undefined })}
                onPosted={(entry) => set({ new: undefined, entry })}
              />
            </Suspense>
          ) : (
            <Entries search={search} currency={baseCurrency} onChange={set} />
          )
        }
      </BookPage>
      <Suspense>
        <EntryDrawer
          id={isNew ? undefined : search.entry}
          onOpen={(entry) => set({ entry })}
          onClose={() => set({ entry: undefined })}
        />
      </Suspense>
    </>
  )
}

interface EntriesProps {
  search: JournalSearch
  currency: string
  onChange: (change: Change) => void
}

function Entries({ search, currency, onChange }: EntriesProps) {
  const { trpc } = useHub()
  const { timeZone } = useOrganization()
  const { q, from, to } = search
  const entries = useInfiniteQuery(
    trpc.modules.accounting.journals.list.infiniteQueryOptions(entriesIn(search), {
      ...paging,
      placeholderData: (before) => before,
    }),
  )
  const isFiltered = q !== undefined || from !== undefined || to !== undefined
  return (
    <>
      <ListTools
        views={journalViews}
        narrowed={[searched(q), (from ?? to) ? rangeWords({ from, to }) : undefined]}
      >
        <TypedSearch label="Search the journal" value={q ?? ''} onChange={(next) => onChange({ q: next })} />
        <DateRangeFilter
          name="Day"
          today={todayIn(timeZone)}
          range={{ from, to }}
          onChange={(range) => onChange({ from: range.from, to: range.to })}
        />
      </ListTools>
      <Card flush>
        <Loaded query={entries} failed="The journal could not be loaded" skeleton={<SkeletonRows rows={8} />}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            return items.length === 0 ? (
              <NoEntries isFiltered={isFiltered} />
            ) : (
              <EntryTable
                label="Journal entries"
                entries={items}
                currency={currency}
                kept={compact(search)}
              />
            )
          }}
        </Loaded>
        <LoadMore query={entries} />
      </Card>
    </>
  )
}

const NoEntries = ({ isFiltered }: { isFiltered: boolean }) =>
  isFiltered ? (
    <Empty title="None of these" picture="search">
      Search for something else, or take the days away.
    </Empty>
  ) : (
    <Empty title="Nothing is posted yet">What is posted stands here with its number and its day.</Empty>
  )
