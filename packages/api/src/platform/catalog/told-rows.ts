/** As many rows of a list are told. */
export const TOLD = 10

interface Told<Row> {
  /** The first line, which says the thing itself. */
  head: string
  rows: readonly Row[]
  /** There are more than these rows. */
  isMore?: boolean
}

/** A sentence and a list below it, numbered so that one can say "the second one". */
export function toldList<Row>({ head, rows, isMore = false }: Told<Row>, line: (row: Row) => string): string {
  const lines = rows.slice(0, TOLD).map((row, at) => `${at + 1}. ${line(row)}`)
  return [head, ...lines, ...(isMore || rows.length > TOLD ? ['There are more.'] : [])].join('\n')
}

/** "2 trips", and "20 trips or more" where there are further ones. */
export const howMany = (
  { items, nextCursor }: { items: readonly unknown[]; nextCursor: string | null },
  one: string,
  more = `${one}s`,
): string => `${items.length} ${items.length === 1 ? one : more}${nextCursor === null ? '' : ' or more'}`
