import { describe, expect, test } from 'vitest'
import { readCsv } from './read-csv.ts'
import { readJson } from './read-json.ts'
import type { ReadRow } from './read-row.ts'

const SIGNS = 24 * 1024 ** 2
const filledWith = (piece: string) => piece.repeat(Math.floor(SIGNS / piece.length))

interface Reading {
  ends: string | number
  /** The longest that nobody else had a turn, in milliseconds. */
  longest: number
}

/** Reads to the end, and looks how long nothing else could run. */
async function reading(rows: AsyncIterable<ReadRow> | Iterable<ReadRow>): Promise<Reading> {
  let [last, longest, count] = [performance.now(), 0, 0]
  const look = () => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }
  const timer = setInterval(look, 5)
  try {
    for await (const _row of rows) count += 1
    look()
    return { ends: count, longest }
  } catch (error) {
    look()
    return { ends: String(error), longest }
  } finally {
    clearInterval(timer)
  }
}

describe('a file that is written to keep the hub busy lets the others have their turns (FND-1)', () => {
  test.each([
    ['commas', filledWith(','), 'Line 1 is longer than any row'],
    ['spaces', filledWith(' '), 'Line 1 is longer than any row'],
    ['a quote without an end', `a,b\n"${filledWith('a')}`, 'Line 2 is longer than any row'],
    ['many commas in each row', filledWith(`${','.repeat(200_000)}\n`), 'no table in this file'],
  ])('of %s', async (_what, text, words) => {
    const { ends, longest } = await reading(readCsv(text))
    expect(ends).toContain(words)
    expect(longest).toBeLessThan(2_000)
  })

  test('of very many rows', async () => {
    const { ends, longest } = await reading(readCsv(`a,b\n${'1,2\n'.repeat(400_000)}`))
    expect(ends).toBe(400_000)
    expect(longest).toBeLessThan(1_000)
  }, 20_000)

  test.each([
    ['brackets', filledWith('['), 'nested too deeply'],
    ['braces', filledWith('{"a":'), 'nested too deeply'],
  ])('of %s', async (_what, text, words) => {
    const { ends, longest } = await reading(readJson(text))
    expect(ends).toContain(words)
    expect(longest).toBeLessThan(1_000)
  })
})

test('brackets in a text of JSON are no depth', () => {
  const value = { a: `${'['.repeat(2_000)}"\\` }
  expect([...readJson(JSON.stringify([value]))]).toEqual([{ at: 1, value }])
})
