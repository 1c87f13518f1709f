import { orderOf } from '@hub/ui/data-table'
import type { DataColumn, TableDisplay } from '@hub/ui/data-table'
import { useMemo } from 'react'
import { useTableDisplay } from '../../../../../lists/table-display.ts'
import type { ExplorerProps } from './foundry-search.ts'
import { ObjectValueView } from './object-value.tsx'
import type { ListedObject, ObjectProperty, ObjectType, PropertyKind } from './foundry-types.ts'

/** A number that is cut off is another number: there is room for millions and cents. */
const widths: Record<PropertyKind, number> = {
  text: 190,
  choice: 120,
  number: 130,
  money: 150,
  yesno: 80,
  day: 100,
  instant: 110,
}

const LINK_WIDTH = 170

/** More columns than this are there to be chosen, and hidden at first. */
const SHOWN_AT_FIRST = 7

const isNumeric = (kind: PropertyKind) => kind === 'number' || kind === 'money'

type ObjectLink = ObjectType['links'][number]

/** A property that names another object is shown as what that is called; where that is missing, as it is. */
const columnOf = (
  { name, title, kind, isFiltered }: ObjectProperty,
  link: ObjectLink | undefined,
): DataColumn<ListedObject> => ({
  id: name,
  title: link?.title ?? title,
  width: link ? LINK_WIDTH : widths[kind],
  grows: kind === 'text',
  numeric: isNumeric(kind),
  ...(isFiltered && { sort: isNumeric(kind) || kind === 'day' || kind === 'instant' ? 'desc' : 'asc' }),
  cell: ({ values, links }) =>
    (link && links[link.name]?.title) ?? <ObjectValueView kind={kind} value={values[name]} />,
})

/** On a phone a row is two lines: what it is called and its first amount or day, then a word more. */
function phonePlaces(columns: readonly DataColumn<ListedObject>[], kinds: ReadonlyMap<string, PropertyKind>) {
  const first = (fits: (kind: PropertyKind) => boolean) =>
    columns.find(({ id }) => fits(kinds.get(id) ?? 'text'))?.id
  const end =
    first((kind) => kind === 'money') ??
    first(isNumeric) ??
    first((kind) => kind === 'day' || kind === 'instant')
  const detail = first((kind) => kind === 'choice') ?? first((kind) => kind === 'text')
  const places = new Map([
    [end, 'end'],
    [detail, 'detail'],
  ] as const)
  return columns.map((column) => ({ ...column, phone: places.get(column.id) ?? ('hidden' as const) }))
}

/** The columns of a type: what its objects are called, then their properties; where the address names some, those. */
export function useObjectColumns(type: ObjectType, { search, onSearch }: ExplorerProps) {
  const columns = useMemo((): DataColumn<ListedObject>[] => {
    const own = type.properties.filter(({ name }) => name !== type.titleProperty)
    const kinds = new Map(own.map(({ name, kind }) => [name, kind]))
    return [
      {
        id: 'title',
        title: type.title,
        width: 180,
        grows: true,
        sort: 'asc',
        fixed: true,
        phone: 'title',
        cell: ({ title }) => <span className="font-medium">{title}</span>,
      },
      ...phonePlaces(
        own.map((property) =>
          columnOf(
            property,
            type.links.find((link) => link.isOne && link.property === property.name),
          ),
        ),
        kinds,
      ),
    ]
  }, [type])
  const hidden = useMemo(() => columns.slice(SHOWN_AT_FIRST).map(({ id }) => id), [columns])
  const kept = useTableDisplay(`foundry-${type.id}`, hidden)
  const named = search.cols?.split(',')
  const display = named ? displayOf(columns, kept.display, named) : kept.display
  const onDisplay = (next: TableDisplay) => {
    if (!named || next === kept.usual) {
      kept.onDisplay(next)
      if (named) onSearch({ cols: undefined })
      return
    }
    // Which columns there are is the address's; how wide they are is this browser's.
    const { hidden: ownHidden, order } = kept.display
    kept.onDisplay({ ...next, hidden: ownHidden, order })
    onSearch({ cols: shownOf(columns, next).join(',') })
  }
  return { columns, view: { ...kept, display, onDisplay }, shown: shownOf(columns, display) }
}

type Named = Pick<DataColumn<never>, 'id'>

/** Only these properties, in this order. */
const displayOf = (columns: readonly Named[], display: TableDisplay, named: readonly string[]) => ({
  ...display,
  order: ['title', ...named],
  hidden: columns.map(({ id }) => id).filter((id) => id !== 'title' && !named.includes(id)),
})

/** The properties that a table shows, in its order. */
const shownOf = (columns: readonly Named[], { hidden, order }: TableDisplay): string[] =>
  orderOf(columns, order).filter((id) => id !== 'title' && !hidden.includes(id))
