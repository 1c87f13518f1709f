import { Page } from '@hub/ui/app-shell'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Upload } from 'lucide-react'
import { Suspense } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { TypedSearch } from '../../../../../components/typed-search.tsx'
import { lazyPart } from '../../../../../lazy-part.ts'
import { paging } from '../../../../../paging.ts'
import { compact } from '../../../../../search-params.ts'
import type { SourcesSearch } from './foundry-search.ts'
import type { Dataset } from './foundry-types.ts'
import { NoData } from './no-data.tsx'
import { Sections } from './sections.tsx'

const ImportDialog = lazyPart(async () => (await import('./import-dialog.tsx')).ImportDialog)
const DatasetDrawer = lazyPart(async () => (await import('./dataset-drawer.tsx')).DatasetDrawer)

export interface SourcesPageProps {
  search: SourcesSearch
  onSearch: (change: { [Key in keyof SourcesSearch]?: SourcesSearch[Key] | undefined }) => void
}

/** Where the data comes from, and where more is brought in. */
export function SourcesPage({ search, onSearch }: SourcesPageProps) {
  const { slug } = useOrganization()
  const canManage = useCan('foundry.data.manage')
  const canConnect = useCan('connectors.connection.manage')
  return (
    <Page>
      <Sections />
      <PageHeader
        title="Sources"
        description="Files that were brought in, and what their rows became."
        actions={
          <>
            {canConnect && (
              <Button variant="ghost" render={<Link to="/o/$org/connectors" params={{ org: slug }} />}>
                Connect a service
              </Button>
            )}
            {canManage && (
              <Button variant="primary" onClick={() => onSearch({ add: true })}>
                <Upload aria-hidden="true" />
                Bring in a file
              </Button>
            )}
          </>
        }
      />
      <div className="mb-3">
        <TypedSearch label="Search sources" value={search.q ?? ''} onChange={(q) => onSearch({ q })} />
      </div>
      <Found search={search} />
      <Suspense>
        {search.add && canManage && (
          <ImportDialog dataset={null} onClose={() => onSearch({ add: undefined })} />
        )}
        <DatasetDrawer id={search.dataset} onClose={() => onSearch({ dataset: undefined })} />
      </Suspense>
    </Page>
  )
}

function Found({ search }: { search: SourcesSearch }) {
  const { trpc } = useHub()
  const datasets = useInfiniteQuery(
    trpc.modules.foundry.datasets.list.infiniteQueryOptions(
      { limit: 30, ...(search.q !== undefined && { search: search.q }) },
      { ...paging, placeholderData: (before) => before },
    ),
  )
  return (
    <Card flush>
      <Loaded query={datasets} failed="The sources could not be loaded" skeleton={<SkeletonRows rows={6} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length > 0) return <DatasetTable datasets={items} search={search} />
          return search.q === undefined ? (
            <NoData />
          ) : (
            <Empty title="None of these" picture="search">
              Search for something else.
            </Empty>
          )
        }}
      </Loaded>
      <LoadMore query={datasets} />
    </Card>
  )
}

function DatasetTable({ datasets, search }: { datasets: readonly Dataset[]; search: SourcesSearch }) {
  const { slug } = useOrganization()
  const timeZone = useTimeZone()
  return (
    <Table label="Sources">
      <TableHead>
        <Th>Source</Th>
        <Th numeric>Records</Th>
        <Th numeric>Read in</Th>
        <Th>Latest</Th>
      </TableHead>
      <TableBody>
        {datasets.map(({ id, title, records, loads, updatedAt }) => (
          <TableRow key={id}>
            <Td className="w-full tablet:max-w-0">
              <Link
                to="/o/$org/foundry/sources"
                params={{ org: slug }}
                search={{ ...compact(search), dataset: id }}
                className="block wrap-anywhere tablet:truncate"
              >
                {title}
              </Link>
            </Td>
            <Td numeric phone="end">
              {records.toLocaleString('en')}
            </Td>
            <Td numeric phone="hidden">
              {loads === 1 ? 'once' : `${loads} times`}
            </Td>
            <Td phone="detail" className="whitespace-nowrap">
              <Time value={updatedAt} format="smart" timeZone={timeZone} />
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
