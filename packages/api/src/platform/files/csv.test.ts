import { describe, expect, test } from 'vitest'
import { csvHead, csvLine } from './csv.ts'

describe('a line of a sheet', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@sum', "'@sum"],
    ['\t=1', "'\t'=1"],
    ['＝1+1', "'＝1+1"],
    ['＠sum', "'＠sum"],
    // Split by semicolons the second part would be a cell of its own, and after a line end a row.
    ['Rye;=1+1', "Rye;'=1+1"],
    ['Rye;;-1;@x', "Rye;;'-1;'@x"],
    ['Rye\n=1+1', `"Rye\n'=1+1"`],
    ['1-1=0; a + b', '1-1=0; a + b'],
    ['a "b", c', '"a ""b"", c"'],
    [-1, '-1'],
    [null, ''],
    [{ of: '=1' }, `"{""of"":""=1""}"`],
  ])('holds %j as no formula', (cell, text) => {
    expect(csvLine([cell])).toBe(`${text}\r\n`)
  })
})

test('a sheet begins with the mark by which Excel knows its letters', () => {
  expect(Buffer.from(csvHead(['Größe', 'Day']))).toEqual(Buffer.from('\uFEFFGröße,Day\r\n'))
})
