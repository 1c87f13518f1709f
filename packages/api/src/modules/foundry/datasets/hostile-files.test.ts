import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { processorTime } from '../../../testing/processor-time.ts'
import { readCsv } from './read-csv.ts'
import { readJson } from './read-json.ts'
import { recordIn } from './preview.ts'
import type { ReadRow } from './read-row.ts'
import { readXlsx } from './read-xlsx.ts'

/**
 * The thread also stops to collect what the test files before this one left in it, for up to two seconds; seldom twice, while work that
 * takes too long takes so each time.
 */
const AGAIN = { retry: 2 }

const SIGNS = 24 * 1024 ** 2
const filledWith = (piece: string) => piece.repeat(Math.floor(SIGNS / piece.length))

interface Reading {
  ends: string | number
  /** The longest that nobody else had a turn, in milliseconds of processor time. */
  longest: number
}

/** Reads to the end, and looks how long nothing else could run. */
async function reading(rows: AsyncIterable<ReadRow> | Iterable<ReadRow>): Promise<Reading> {
  let [last, longest, count] = [processorTime(), 0, 0]
  const look = () => {
    longest = Math.max(longest, processorTime() - last)
    last = processorTime()
  }
  const timer = setInterval(look, 5)
  try {
    for await (const row of rows) {
      recordIn(row)
      count += 1
    }
    look()
    return { ends: count, longest }
  } catch (error) {
    look()
    return { ends: String(error), longest }
  } finally {
    clearInterval(timer)
  }
}

describe(
  'a file that is written to keep the hub busy lets the others have their turns (FND-1)',
  AGAIN,
  () => {
    test.each([
      ['commas', filledWith(','), 'Line 1 is longer than any row'],
      ['spaces', filledWith(' '), 'Line 1 is longer than any row'],
      ['a quote without an end', `a,b\n"${filledWith('a')}`, 'Line 2 is longer than any row'],
      ['many commas in each row', `${','.repeat(100_000)}\n`.repeat(60), 'no table in this file'],
    ])('of %s', async (_what, text, words) => {
      const { ends, longest } = await reading(readCsv(text))
      expect(ends).toContain(words)
      expect(longest).toBeLessThan(2_000)
    })

    test('of very many rows', async () => {
      const { ends, longest } = await reading(readCsv(`a,b\n${'1,2\n'.repeat(120_000)}`))
      expect(ends).toBe(120_000)
      expect(longest).toBeLessThan(1_000)
    })

    test.each([
      ['brackets', filledWith('['), 'nested too deeply'],
      ['braces', filledWith('{"a":'), 'nested too deeply'],
    ])('of %s', async (_what, text, words) => {
      const { ends, longest } = await reading(readJson(text))
      expect(ends).toContain(words)
      expect(longest).toBeLessThan(1_000)
    })
  },
)

test('brackets in a text of JSON are no depth', () => {
  const value = { a: `${'['.repeat(2_000)}"\\` }
  expect([...readJson(JSON.stringify([value]))]).toEqual([{ at: 1, value }])
})

test(
  'a workbook that names one long text in very many cells lets the others have their turns (FND-1)',
  AGAIN,
  async () => {
    const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(150)}</row>`
    const file = zipSync({
      'xl/workbook.xml': strToU8('<workbook><sheets><sheet r:id="a"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships><Relationship Id="a" Target="a.xml"/></Relationships>',
      ),
      'xl/sharedStrings.xml': strToU8(`<sst><si><t>${'x'.repeat(4_000_000)}</t></si></sst>`),
      'xl/a.xml': strToU8(`<worksheet><sheetData>${row.repeat(1_500)}</sheetData></worksheet>`),
    })
    expect(file.length).toBeLessThan(60_000)
    const { ends, longest } = await reading(readXlsx(file))
    expect(ends).toBe(1_499)
    expect(longest).toBeLessThan(1_500)
  },
)
