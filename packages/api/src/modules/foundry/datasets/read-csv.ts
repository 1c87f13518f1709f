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

/** How many cells most rows have, and how many rows those are. */
function usualWidth(rows: readonly string[][]): { width: number; count: number } {
  const counts = new Map<number, number>()
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [width = 0, count = 0] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? []
  return { width, count }
}

interface Written {
  delimiter: string
  width: number
}

/** A quote may be open where the top of a file ends, so rows that cannot be read do not count. */
function writtenAs(top: string): Written {
  const scored = DELIMITERS.map((delimiter) => {
    const rows = parseAtOnce(top, {
      ...usual,
      delimiter,
      skip_records_with_error: true,
    }) as unknown as string[][]
    const { width, count } = usualWidth(rows)
    return { delimiter, width, score: width < 2 ? 0 : count * Math.min(width, 4) }
  })
  const best = scored.reduce((before, one) => (one.score > before.score ? one : before))
  return best.score === 0 ? { delimiter: ',', width: 1 } : best
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

function* chunksOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += CHUNK) yield text.slice(at, at + CHUNK)
}

interface Parsed {
  info: { lines: number }
  record: string[]
}

const quoteFault = (error: CsvError): Error => {
  const at = (error as CsvError & { lines?: number }).lines
  return fieldFault(
    'fileId',
    `The quotes of a row do not end${at === undefined ? '' : `, from about line ${at} on`}.`,
  )
}

function rowOf({ info: { lines: at }, record }: Parsed, names: readonly string[]): ReadRow {
  // Programs end rows with an empty cell.
  const cells = record.at(-1) === '' ? record.slice(0, Math.max(names.length, record.length - 1)) : record
  if (cells.length > names.length)
    return { at, problem: `it has ${cells.length} cells and the table ${names.length} columns` }
  return { at, value: Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])) }
}

/** Rows of a CSV file under the names of its columns, as they are read. Throws a fault of the field `fileId`. */
export async function* readCsv(text: string): AsyncGenerator<ReadRow> {
  const { delimiter, width } = writtenAs(text.split(/\r\n|\r|\n/, LOOKED_AT).join('\n'))
  const parser = Readable.from(chunksOf(text)).pipe(parse({ ...usual, delimiter, info: true }))
  let names: string[] | null = null
  try {
    for await (const row of parser as AsyncIterable<Parsed>) {
      if (names === null) {
        // What stands above the table has fewer cells than the table.
        if (row.record.length < width) continue
        if (row.record.length > MOST_COLUMNS)
          throw fieldFault('fileId', `It has more than ${MOST_COLUMNS} columns.`)
        names = namesOf(row.record)
      } else yield rowOf(row, names)
    }
  } catch (error) {
    throw error instanceof CsvError ? quoteFault(error) : error
  }
  if (names === null) throw fieldFault('fileId', 'There is no table in this file.')
}
