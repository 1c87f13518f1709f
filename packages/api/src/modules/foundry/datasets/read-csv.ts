import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { Options } from 'csv-parse'
import { parse as parseAtOnce } from 'csv-parse/sync'
import { takingTurns } from '../../../platform/limits/slices.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { longLine } from '../../../shared/long-line.ts'
import { LARGEST_RECORD } from './storable.ts'
import type { ReadRow } from './read-row.ts'
import { tableIn, usualWidth } from './read-table.ts'
import type { TableRow } from './read-table.ts'

const DELIMITERS = [';', '\t', '|', ','] as const
/** How much of a file is looked at to tell how it is written. */
const LOOKED_AT = 60
const MOST_TOP_SIGNS = 16 * 1024
/** A record is far shorter; what is longer would be parted into millions of cells before anybody could say so. */
const LONGEST_LINE = 2 * LARGEST_RECORD
/** Parsed at once: thousands of short rows. */
const CHUNK = 8 * 1024

const usual: Options = {
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  bom: true,
  trim: true,
  max_record_size: LARGEST_RECORD,
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

/** In bytes: where a text is cut, a sign of two halves would be two that are none. */
async function* chunksOf(text: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  const turn = takingTurns()
  for (let at = 0; at < bytes.length; at += CHUNK) {
    yield bytes.subarray(at, at + CHUNK)
    await turn()
  }
}

/** The line by which Excel knows the delimiter, where there is one. */
const EXCEL = /^\uFEFF?sep=(.)(\r\n|\r|\n)/

/** Files that are put together of others end their lines in both ways. None where they may end as those of old programs: the parser looks. */
const lineEnds = (text: string): string[] => (/\r\n|\r|\n/.exec(text)?.[0] === '\r' ? [] : ['\r\n', '\n'])

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

/** What programs write so that a spreadsheet takes a cell for a text: `="01234"`, and a mark in front of what would be a formula. */
const KEPT_AS_TEXT = /^="([^"]*)"$|^'(?=[=+\-@])/

async function* recordsOf(parsed: AsyncIterable<Parsed>): AsyncGenerator<TableRow> {
  const turn = takingTurns()
  for await (const { info, record } of parsed) {
    yield { at: rowsIn(info), cells: record.map((cell) => cell.replace(KEPT_AS_TEXT, '$1')) }
    await turn()
  }
}

/** Rows of a CSV file under the names of its columns, as they are read. Throws a fault of the field `fileId`. */
export async function* readCsv(text: string): AsyncGenerator<ReadRow> {
  const said = EXCEL.exec(text)?.[1]
  const table = said === undefined ? text : text.replace(EXCEL, '$2')
  const long = longLine(table, LONGEST_LINE)
  if (long !== null) throw fieldFault('fileId', `Line ${long} is longer than any row of a table.`)
  const top = table.slice(0, MOST_TOP_SIGNS).split(/\r\n|\r|\n/, LOOKED_AT)
  const { delimiter, width } = writtenAs(top.join('\n'), said)
  const ends = { record_delimiter: lineEnds(table) }
  const parser = Readable.from(chunksOf(table)).pipe(parse({ ...usual, ...ends, delimiter, info: true }))
  try {
    yield* tableIn(recordsOf(parser as AsyncIterable<Parsed>), width)
  } catch (error) {
    throw error instanceof CsvError ? quoteFault(error) : error
  }
}
