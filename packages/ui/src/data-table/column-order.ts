interface Ordered {
  id: string
  quiet?: boolean | undefined
}

/** The columns that can be moved: one of buttons stays where it is. */
export const movable = <Column extends Ordered>(columns: readonly Column[]): Column[] =>
  columns.filter(({ quiet }) => quiet !== true)

/** The columns as somebody ordered them. One that the order does not know stands after the one it usually follows. */
export function inOrder<Column extends Ordered>(
  columns: readonly Column[],
  order: readonly string[],
): Column[] {
  const all = movable(columns)
  const known = order.flatMap((id) => all.find((column) => column.id === id) ?? [])
  const placed = all.reduce<Column[]>((before, column, at) => {
    if (before.includes(column)) return before
    const usual = all[at - 1]
    return before.toSpliced(usual ? before.indexOf(usual) + 1 : 0, 0, column)
  }, known)
  const next = placed.values()
  return columns.map((column) => (column.quiet ? column : (next.next().value ?? column)))
}

/** All that can be moved, by their ids. */
export const orderOf = (columns: readonly Ordered[], order: readonly string[]): string[] =>
  movable(inOrder(columns, order)).map(({ id }) => id)

/** The order once a column stands right before another one, or last; hidden ones keep their places. */
export function orderAfter(
  columns: readonly Ordered[],
  order: readonly string[],
  { id, before }: { id: string; before: string | null },
): string[] {
  const others = orderOf(columns, order).filter((one) => one !== id)
  return others.toSpliced(before === null ? others.length : others.indexOf(before), 0, id)
}
