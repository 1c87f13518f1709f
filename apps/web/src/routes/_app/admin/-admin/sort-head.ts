import type { ThProps } from '@hub/ui/table'

interface Column<Sort extends string> {
  /** What a first click on the head asks for, and what it turns round to. */
  sorts: readonly [Sort, Sort]
  /** Which of the two shows the small first. */
  ascending: Sort
}

/** What a column head needs to show the order of the list and to change it. */
export function sortHead<Sort extends string>(
  { sorts: [first, second], ascending }: Column<Sort>,
  sort: Sort,
  onSort: (sort: Sort) => void,
): Pick<ThProps, 'sort' | 'onSort'> {
  const isMine = sort === first || sort === second
  return {
    sort: isMine ? (sort === ascending ? 'ascending' : 'descending') : 'none',
    onSort: () => onSort(sort === first ? second : first),
  }
}
