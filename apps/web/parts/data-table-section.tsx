import { Button } from '@hub/ui/button'
import { DataTable, usualDisplay } from '@hub/ui/data-table'
import type { DataColumn, Sort, TableDisplay } from '@hub/ui/data-table'
import { TableStrip, TableTotals } from '@hub/ui/data-table-foot'
import { DataTableMenu } from '@hub/ui/data-table-menu'
import { Status } from '@hub/ui/status'
import { useMemo, useState } from 'react'
import { useSelection } from '../src/lists/selection.ts'
import { State, States } from './state.tsx'

interface Order {
  id: string
  customer: string
  placed: string
  town: string
  state: 'Paid' | 'Waiting' | 'Refunded'
  items: number
  total: number
}

const customers = ['Lantern Street Bakery', 'Nora Devlin', 'Oakhollow Hotel', 'Kestrel Books', 'Samir Haddad']
const towns = ['Galway', 'Athenry', 'Ennis', 'Dublin', 'Sligo']
const states = ['Paid', 'Paid', 'Waiting', 'Paid', 'Refunded'] as const
const tones = { Paid: 'success', Waiting: 'warning', Refunded: 'neutral' } as const

/** The same orders each time. */
const ordersOf = (count: number): Order[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `#${20_418 - index}`,
    customer: customers[(index * 7) % 5] ?? '',
    placed: `2026-11-${String(20 - (index % 20)).padStart(2, '0')}`,
    town: towns[(index * 3) % 5] ?? '',
    state: states[(index * 2) % 5] ?? 'Paid',
    items: ((index * 11) % 40) + 1,
    total: ((index * 7_919) % 120_000) / 100,
  }))

const columns: DataColumn<Order>[] = [
  { id: 'id', title: 'Order', width: 96, sort: 'desc', fixed: true, phone: 'detail', cell: ({ id }) => id },
  {
    id: 'customer',
    title: 'Customer',
    width: 200,
    grows: true,
    sort: 'asc',
    phone: 'title',
    cell: ({ customer }) => <span className="font-medium">{customer}</span>,
  },
  { id: 'placed', title: 'Placed', width: 110, sort: 'desc', cell: ({ placed }) => placed },
  { id: 'town', title: 'Town', width: 120, sort: 'asc', cell: ({ town }) => town },
  {
    id: 'state',
    title: 'State',
    width: 120,
    sort: 'asc',
    phone: 'detail-end',
    cell: ({ state }) => <Status tone={tones[state]}>{state}</Status>,
  },
  { id: 'items', title: 'Items', width: 80, numeric: true, sort: 'desc', cell: ({ items }) => items },
  {
    id: 'total',
    title: 'Total, €',
    width: 110,
    numeric: true,
    sort: 'desc',
    phone: 'end',
    cell: ({ total }) => total.toFixed(2),
  },
]

function sorted(orders: readonly Order[], { column, direction }: Sort): Order[] {
  const way = direction === 'asc' ? 1 : -1
  const value = (order: Order) => order[column as keyof Order]
  return orders.toSorted((one, other) => {
    const [a, b] = [value(one), value(other)]
    if (a === b) return 0
    return a < b ? -way : way
  })
}

const idOf = ({ id }: Order): string => id
const money = (orders: readonly Order[]): string =>
  orders.reduce((sum, { total }) => sum + total, 0).toLocaleString('en', { minimumFractionDigits: 2 })
const usual: TableDisplay = { ...usualDisplay, density: 'compact' }

function Orders({ count }: { count: number }) {
  const all = useMemo(() => ordersOf(count), [count])
  const [display, setDisplay] = useState(usual)
  const [sort, setSort] = useState<Sort>({ column: 'id', direction: 'desc' })
  const rows = useMemo(() => sorted(all, sort), [all, sort])
  const selection = useSelection(useMemo(() => rows.map(idOf), [rows]))
  const [opened, setOpened] = useState<string>()
  const chosen = rows.filter(({ id }) => selection.has(id))
  return (
    <>
      <div className="mb-2 flex justify-end">
        <DataTableMenu {...{ columns, display, usual, sort }} onDisplay={setDisplay} onSort={setSort} />
      </div>
      <DataTable
        label={`${count} orders`}
        {...{ columns, rows, display, sort, selection }}
        rowId={idOf}
        rowName={idOf}
        onDisplay={setDisplay}
        onSort={setSort}
        onOpen={setOpened}
        openId={opened}
        className="max-h-[420px]"
        bar={
          chosen.length > 0 && (
            <TableStrip label={`Selected of ${count} orders`} count={chosen.length} sum={`€${money(chosen)}`}>
              <Button size="sm" variant="ghost" onClick={() => selection.set([])}>
                Select none
              </Button>
            </TableStrip>
          )
        }
        totals={
          <TableTotals
            label={`Total of ${count.toLocaleString('en')}`}
            totals={[
              { name: 'Items', value: rows.reduce((sum, { items }) => sum + items, 0).toLocaleString('en') },
              { name: '€', value: money(rows) },
            ]}
          />
        }
      />
    </>
  )
}

/** The data table with many rows and with few. */
export function DataTableSection() {
  return (
    <States>
      <State name="10,000 rows" wide>
        <Orders count={10_000} />
      </State>
      <State name="Few rows" wide>
        <Orders count={5} />
      </State>
    </States>
  )
}
