import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { Options } from 'csv-parse'
import { parse as parseAtOnce } from 'csv-parse/sync'
import { fieldFault } from '../../../shared/field-fault.ts'
import { LARGEST_RECORD } from './storable.ts'
import type { ReadRow } from './read-row.ts'

const DELIMITERS = [';', '\t', '|', ','] as const
/** How much of a file is looked at to tell how it is written. */
const LOOKED_AT = 60
const MOST_COLUMNS = 200
const CHUNK = 64 * 1024

const usual: Options = {
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  bom: true,
  trim: true,
  max_record_size: LARGEST_RECORD,
}

/** How many cells a row has: programs end rows with empty ones. */
const widthOf = (row: readonly string[]): number => row.findLastIndex((cell) => cell !== '') + 1

/** What stands above a table has fewer cells than the table, or is filled up with empty ones; a few headings may be missing. */
const isHead = (row: readonly string[], width: number): boolean =>
  row.length >= width && row.filter((cell) => cell !== '').length * 2 > width

/** How many cells most rows have, and how many rows those are. */
function usualWidth(rows: readonly string[][]): { width: number; count: number } {
  const counts = new Map<number, number>()
  for (const row of rows) {
    const width = widthOf(row)
    if (width > 0) counts.set(width, (counts.get(width) ?? 0) + 1)
  }
  const [width = 0, count = 0] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? []
  return { width, count }
}

interface Written {
  delimiter: string
  width: number
}

/** A quote may be open where the top of a file ends, so rows that cannot be read do not count. */
function writtenAs(top: string, said: string | undefined): Written {
  const scored = (said === undefined ? DELIMITERS : [said]).map((delimiter) => {
    const rows = parseAtOnce(top, {
      ...usual,
      delimiter,
      skip_records_with_error: true,
    }) as unknown as string[][]
    const { width, count } = usualWidth(rows)
    return { delimiter, width, score: width < 2 ? 0 : count * Math.min(width, 4) }
  })
  const best = scored.reduce((before, one) => (one.score > before.score ? one : before))
  return best.score === 0 ? { delimiter: said ?? ',', width: 1 } : best
}

/** Names of columns: each once, and none without. */
function namesOf(head: readonly string[]): string[] {
  const seen = new Set<string>()
  return head.map((given, at) => {
    const base = given.trim().slice(0, 190) || `Column ${at + 1}`
    let name = base
    for (let n = 2; seen.has(name); n += 1) name = `${base} (${n})`
    seen.add(name)
    return name
  })
}

/** In bytes: where a text is cut, a sign of two halves would be two that are none. */
function* chunksOf(text: string): Generator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK)
}

/** The line by which Excel knows the delimiter, where there is one. */
const EXCEL = /^\uFEFF?sep=(.)(?:\r\n|\r|\n)/

interface Parsed {
  info: { records: number; empty_lines: number }
  record: string[]
}

/** As a spreadsheet counts them. */
const rowsIn = ({ records, empty_lines: empty }: Parsed['info']): number => records + empty

function quoteFault(error: CsvError): Error {
  const { records = 0, empty_lines = 0 } = error as CsvError & Partial<Parsed['info']>
  const row = rowsIn({ records, empty_lines }) + 1
  return fieldFault('fileId', `The quotes of row ${row} do not end.`)
}

function rowOf(
  record: readonly string[],
  names: readonly string[],
): { value: unknown } | { problem: string } {
  const width = Math.max(names.length, widthOf(record))
  if (width > names.length) return { problem: `it has ${width} cells and the table ${names.length} columns` }
  return { value: Object.fromEntries(names.map((name, index) => [name, record[index] ?? ''])) }
}

/** Rows of a CSV file under the names of its columns, as they are read. Throws a fault of the field `fileId`. */
export async function* readCsv(text: string): AsyncGenerator<ReadRow> {
  const said = EXCEL.exec(text)?.[1]
  const table = said === undefined ? text : text.replace(EXCEL, '\n')
  const { delimiter, width } = writtenAs(table.split(/\r\n|\r|\n/, LOOKED_AT).join('\n'), said)
  const parser = Readable.from(chunksOf(table)).pipe(parse({ ...usual, delimiter, info: true }))
  let names: string[] | null = null
  try {
    for await (const { info, record } of parser as AsyncIterable<Parsed>) {
      const cells = widthOf(record)
      if (cells === 0) continue
      if (names === null) {
        if (!isHead(record, width)) continue
        if (cells > MOST_COLUMNS) throw fieldFault('fileId', `It has more than ${MOST_COLUMNS} columns.`)
        names = namesOf(record.slice(0, Math.max(cells, width)))
      } else yield { at: rowsIn(info), ...rowOf(record, names) }
    }
  } catch (error) {
    throw error instanceof CsvError ? quoteFault(error) : error
  }
  if (names === null) throw fieldFault('fileId', 'There is no table in this file.')
}
