type Row = Record<string, unknown>

/** A text of a row that is longer is read by itself; a list of a hundred must stay short. */
const LONGEST = 200

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}):\d{2}(?:\.\d+)?Z$/

function cellOf(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? null
  if (value.length > LONGEST) return `${value.slice(0, LONGEST)}…`
  return value.replace(INSTANT, '$1Z')
}

/** Pictures are nothing to read, and of two names for one thing a reader needs the one in words. */
const isRead = (name: string, all: ReadonlySet<string>): boolean =>
  !name.endsWith('Url') && !(name.endsWith('Id') && all.has(name.replace(/Id$/, 'Name')))

const isSame = (rows: readonly Row[], name: string) =>
  rows.every((row) => JSON.stringify(row[name] ?? null) === JSON.stringify(rows[0]?.[name] ?? null))

/** Each name once: what is the same in all rows, then the rest row by row; what is empty in all of them is left out. */
function tableOf(rows: readonly Row[]): Row {
  const all = new Set(rows.flatMap((row) => Object.keys(row)))
  const read = [...all].filter((name) => isRead(name, all))
  const same = read.filter((name) => isSame(rows, name))
  const known = same
    .map((name) => [name, cellOf(rows[0]?.[name])] as const)
    .filter(([, value]) => value !== null)
  const columns = read.filter((name) => !same.includes(name))
  return {
    ...(known.length > 0 && { same: Object.fromEntries(known) }),
    columns,
    rows: rows.map((row) => columns.map((name) => cellOf(row[name]))),
  }
}

/**
 * A result as a model without structured results reads it. Every sign of it is paid for in each round, so a list comes as a
 * table; the structured result beside it holds everything.
 */
export function resultText(structured: Row): string {
  const { items, ...rest } = structured
  if (!Array.isArray(items) || items.length < 2 || !items.every(isRow)) return JSON.stringify(structured)
  return JSON.stringify({ ...tableOf(items), ...rest })
}
