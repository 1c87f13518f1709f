import { DataTable } from '@hub/ui/data-table'
import type { DataTableProps, TableHandle } from '@hub/ui/data-table'
import { DataTableMenu } from '@hub/ui/data-table-menu'
import { useRef } from 'react'
import { moreRows } from './more-rows.ts'
import type { Paged } from './more-rows.ts'
import type { KeptDisplay } from './table-display.ts'
import { useTableKeys } from './table-keys.ts'
import { useTableScrolling } from './table-scrolling.ts'

type Given = 'label' | 'columns' | 'rows' | 'rowId' | 'rowName' | 'onOpen' | 'sort' | 'onSort'

export interface CardTableProps<Row> extends Pick<DataTableProps<Row>, Given> {
  /** By which name the page remembers how far it was scrolled. */
  name: string
  view: KeptDisplay
  query: Paged
}

/** A data table that fills a flush card. It scrolls by itself, so that its head stays in sight; the page below is near. */
export function CardTable<Row>({ name, view, query, ...table }: CardTableProps<Row>) {
  const handle = useRef<TableHandle>(null)
  useTableKeys(handle, null)
  const scrolling = useTableScrolling(name)
  return (
    <DataTable
      {...table}
      ref={handle}
      display={view.display}
      onDisplay={view.onDisplay}
      scrolling={scrolling}
      more={moreRows(query)}
      className="data-table-in-card max-h-[min(720px,80dvh)] rounded-none! border-0! print:max-h-none"
    />
  )
}

export interface CardTableMenuProps extends Pick<DataTableProps<never>, 'columns' | 'sort' | 'onSort'> {
  view: KeptDisplay
}

/** How the rows look and which columns there are: the quiet act of the card. */
export function CardTableMenu({ columns, view, sort, onSort }: CardTableMenuProps) {
  return <DataTableMenu columns={columns} {...view} sort={sort} onSort={onSort} />
}
