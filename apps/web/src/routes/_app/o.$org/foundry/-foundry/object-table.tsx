import { inSentence } from '@hub/api/schemas/shared/in-sentence'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { DataTable } from '@hub/ui/data-table'
import type { Sort, TableHandle } from '@hub/ui/data-table'
import { TableTotals } from '@hub/ui/data-table-foot'
import { DataTableMenu } from '@hub/ui/data-table-menu'
import { formatDecimal } from '@hub/ui/decimal'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { ExportList } from '../../../../../components/export-list.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { newKey } from '../../../../../idempotency.ts'
import { useIntentOn } from '../../../../../lists/intent-on.ts'
import { moreRows } from '../../../../../lists/more-rows.ts'
import { useTableKeys } from '../../../../../lists/table-keys.ts'
import { useTableScrolling } from '../../../../../lists/table-scrolling.ts'
import { ListViews } from '../../../../../lists/list-views.tsx'
import { paging } from '../../../../../paging.ts'
import { filtersIn, objectsIn, viewsOf } from './foundry-search.ts'
import type { ExplorerProps, FoundrySearch } from './foundry-search.ts'
import type { ListedObject, ObjectType } from './foundry-types.ts'
import { NoData } from './no-data.tsx'
import { useObjectColumns } from './object-columns.tsx'

interface ObjectTableProps extends ExplorerProps {
  type: ObjectType
}

const sortOf = ({ by = 'title', desc }: FoundrySearch): Sort => ({
  column: by,
  direction: desc ? 'desc' : 'asc',
})

const orderIn = ({ by, desc }: FoundrySearch) => ({
  descending: desc === true,
  ...(by !== undefined && by !== 'title' && { by }),
})

/** The objects that fit, as rows; a row leads to its object. */
export function ObjectTable({ type, search, onSearch }: ObjectTableProps) {
  const { trpc, client } = useHub()
  const filters = () => filtersIn(type.id, search)
  const exportAll = (more: { columns?: string[]; by?: string; descending?: boolean } = {}) =>
    client.modules.foundry.objects.export.mutate({ ...filters(), ...more, idempotencyKey: newKey() })
  const objects = useInfiniteQuery(
    trpc.modules.foundry.objects.search.infiniteQueryOptions(objectsIn(type.id, search), {
      ...paging,
      placeholderData: (before) => before,
    }),
  )
  const { columns, view, shown } = useObjectColumns(type, { search, onSearch })
  const sort = sortOf(search)
  const onSort = ({ column, direction }: Sort) =>
    onSearch({ by: column === 'title' ? undefined : column, desc: direction === 'desc' ? true : undefined })
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Count type={type} search={search} />
        <div className="ml-auto flex flex-wrap items-center justify-end gap-2">
          <ListViews kind={viewsOf(type, shown)} />
          <ExportList
            icon
            list="objects"
            filters={filters}
            prepare={() => exportAll()}
            prepareShown={() => exportAll({ columns: shown, ...orderIn(search) })}
          />
          <DataTableMenu columns={columns} {...view} sort={sort} onSort={onSort} />
        </div>
      </div>
      <Loaded query={objects} failed={`${type.plural} could not be loaded`} skeleton={<Rows />}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items)
          if (rows.length === 0) return <Nothing type={type} search={search} onSearch={onSearch} />
          return (
            <Table
              type={type}
              rows={rows}
              columns={columns}
              display={view.display}
              onDisplay={view.onDisplay}
              sort={sort}
              onSort={onSort}
              more={moreRows(objects)}
              totals={<Totals type={type} search={search} />}
            />
          )
        }}
      </Loaded>
    </>
  )
}

const Rows = () => (
  <Card flush>
    <SkeletonRows rows={12} />
  </Card>
)

type TableProps = Pick<
  Parameters<typeof DataTable<ListedObject>>[0],
  'rows' | 'columns' | 'display' | 'onDisplay' | 'sort' | 'onSort' | 'more' | 'totals'
> & { type: ObjectType }

const idOf = ({ id }: ListedObject) => id
const titleOf = ({ title }: ListedObject) => title

function Table({ type, ...table }: TableProps) {
  const handle = useRef<TableHandle>(null)
  const hub = useHub()
  const { slug } = useOrganization()
  const navigate = useNavigate()
  useTableKeys(handle, null)
  const scrolling = useTableScrolling(`foundry-${type.id}`)
  const hover = useIntentOn(
    ({ id }: ListedObject) =>
      void hub.queryClient.prefetchQuery(hub.trpc.modules.foundry.objects.get.queryOptions({ id })),
  )
  return (
    <DataTable
      {...table}
      ref={handle}
      label={type.plural}
      rowId={idOf}
      rowName={titleOf}
      scrolling={scrolling}
      onHover={hover}
      onOpen={(object) =>
        void navigate({ to: '/o/$org/foundry/objects/$object', params: { org: slug, object } })
      }
      className="max-h-[max(420px,calc(100dvh-270px))]"
    />
  )
}

function useCount(type: ObjectType, search: FoundrySearch) {
  const { trpc } = useHub()
  const asked = filtersIn(type.id, search)
  return useQuery(
    trpc.modules.foundry.objects.count.queryOptions(asked, { placeholderData: (before) => before }),
  ).data
}

function Count({ type, search }: { type: ObjectType; search: FoundrySearch }) {
  const count = useCount(type, search)
  if (!count) return <span className="text-13 text-text-3">Counting</span>
  return (
    <span role="status" className="text-13 text-text-2 tabular-nums">
      {count.count === count.of ? (
        'All of them'
      ) : (
        <>
          <b className="font-semibold text-text">{count.count.toLocaleString('en')}</b>
          {` of ${count.of.toLocaleString('en')}`}
        </>
      )}
    </span>
  )
}

/** What one of them costs comes to nothing by being added up. */
const UNIT_PRICE = /\b(price|cost|rate)\b/i

/** What all that fit come to: the first kind of money that can be added up, each in its own currency. */
function Totals({ type, search }: { type: ObjectType; search: FoundrySearch }) {
  const { trpc } = useHub()
  const count = useCount(type, search)
  const summed = type.properties.find(
    ({ kind, title, isFiltered }) => kind === 'money' && isFiltered && !UNIT_PRICE.test(title),
  )
  const sums = useQuery(
    trpc.modules.foundry.queries.run.queryOptions(
      { ...filtersIn(type.id, search), metrics: [`sum ${summed?.name ?? ''}`] },
      { enabled: summed !== undefined, placeholderData: (before) => before },
    ),
  )
  const totals = (sums.data?.rows ?? []).flatMap(({ cells: [sum] }) =>
    typeof sum === 'object' && sum !== null && summed
      ? [{ name: summed.title, value: `${formatDecimal(sum.amount)} ${sum.currency}` }]
      : [],
  )
  return (
    <TableTotals
      label={count ? `Total of ${count.count.toLocaleString('en')}` : 'Counting'}
      totals={totals.slice(0, 3)}
    />
  )
}

function Nothing({ type, search, onSearch }: ObjectTableProps) {
  const isFiltered = search.q !== undefined || search.where !== undefined || search.linked !== undefined
  return (
    <Card>
      {isFiltered ? (
        <Empty
          title="None of these"
          picture="search"
          actions={
            <Button onClick={() => onSearch({ q: undefined, where: undefined, linked: undefined })}>
              Clear filters
            </Button>
          }
        >
          {type.objects.toLocaleString('en')} {inSentence(type.plural)} are hidden by what you chose.
        </Empty>
      ) : (
        <NoData />
      )}
    </Card>
  )
}
