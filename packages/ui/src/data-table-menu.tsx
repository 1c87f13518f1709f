import { SlidersHorizontal } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import { Button } from './button.tsx'
import { inOrder } from './data-table/column-order.ts'
import type { DataColumn, Sort, TableDisplay } from './data-table/columns.ts'
import { Menu, MenuCheck, MenuChoice, MenuHeading, MenuItem, MenuSeparator } from './menu.tsx'
import { usePhoneWidth } from './data-table/use-phone-width.ts'

// Few ever change the order of columns.
const OrderDialog = lazy(async () => ({
  default: (await import('./data-table/order-dialog.tsx')).OrderDialog,
}))

export interface DataTableMenuProps {
  columns: readonly Pick<DataColumn<never>, 'id' | 'title' | 'quiet' | 'fixed' | 'sort'>[]
  display: TableDisplay
  onDisplay: (display: TableDisplay) => void
  /** Back to this display, if there is something to go back from. */
  usual: TableDisplay
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
}

const densities = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact' },
] as const

/** How high the rows of a table are, which columns it has in which order, and which stay in sight. On phones it sorts as well. */
export function DataTableMenu(props: DataTableMenuProps) {
  const [isOrdering, setOrdering] = useState(false)
  return (
    <>
      <DisplayMenu {...props} onOrder={() => setOrdering(true)} />
      {isOrdering && (
        <Suspense>
          <OrderDialog {...props} onClose={() => setOrdering(false)} />
        </Suspense>
      )}
    </>
  )
}

function DisplayMenu({
  columns: usualColumns,
  display,
  onDisplay,
  usual,
  sort,
  onSort,
  onOrder,
}: DataTableMenuProps & { onOrder: () => void }) {
  const columns = inOrder(usualColumns, display.order)
  const isPhone = usePhoneWidth()
  const named = columns.filter(({ quiet }) => !quiet)
  const isChanged = JSON.stringify(display) !== JSON.stringify(usual)
  return (
    <Menu
      align="end"
      trigger={
        <Button size="sm" variant="ghost">
          <SlidersHorizontal aria-hidden="true" />
          Display
        </Button>
      }
    >
      {isPhone && onSort && <SortChoice columns={named} sort={sort} onSort={onSort} />}
      <MenuHeading>Rows</MenuHeading>
      <MenuChoice
        label="Rows"
        options={densities}
        value={display.density}
        onValueChange={(density) => onDisplay({ ...display, density })}
      />
      <MenuSeparator />
      <MenuHeading>Columns</MenuHeading>
      {named
        .filter(({ fixed }) => !fixed)
        .map(({ id, title }) => (
          <MenuCheck
            key={id}
            checked={!display.hidden.includes(id)}
            onCheckedChange={(isShown) =>
              onDisplay({
                ...display,
                hidden: isShown ? display.hidden.filter((one) => one !== id) : [...display.hidden, id],
              })
            }
          >
            {title}
          </MenuCheck>
        ))}
      {/* On a phone each column has its place in two lines. */}
      {!isPhone && <MenuItem onClick={onOrder}>Order of columns</MenuItem>}
      {!isPhone && <PinChoice columns={columns} display={display} onDisplay={onDisplay} />}
      {isChanged && (
        <>
          <MenuSeparator />
          <MenuItem onClick={() => onDisplay(usual)}>Back to the usual columns</MenuItem>
        </>
      )}
    </Menu>
  )
}

type Named = DataTableMenuProps['columns']

function SortChoice({
  columns,
  sort,
  onSort,
}: {
  columns: Named
  sort: Sort | undefined
  onSort: (sort: Sort) => void
}) {
  const sortable = columns.filter((column) => column.sort !== undefined)
  return (
    <>
      <MenuHeading>Sort by</MenuHeading>
      <MenuChoice
        label="Sort by"
        options={sortable.map(({ id, title }) => ({ value: id, label: title }))}
        value={sort?.column ?? ''}
        onValueChange={(id) => {
          const column = sortable.find((one) => one.id === id)
          if (column?.sort) onSort({ column: id, direction: column.sort })
        }}
      />
      <MenuSeparator />
    </>
  )
}

function PinChoice({
  columns,
  display,
  onDisplay,
}: Pick<DataTableMenuProps, 'columns' | 'display' | 'onDisplay'>) {
  const shown = columns.filter(({ id, fixed }) => fixed || !display.hidden.includes(id))
  const upTo = shown
    .slice(0, 3)
    .flatMap(({ title, quiet }, index) =>
      quiet ? [] : [{ value: String(index + 1), label: `Up to ${title}` }],
    )
  return (
    <>
      <MenuSeparator />
      <MenuHeading>Keep in sight</MenuHeading>
      <MenuChoice
        label="Keep in sight"
        options={[{ value: '0', label: 'No column' }, ...upTo]}
        value={String(display.pinned)}
        onValueChange={(pinned) => onDisplay({ ...display, pinned: Number(pinned) })}
      />
    </>
  )
}
