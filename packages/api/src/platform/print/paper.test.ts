import { expect, test } from 'vitest'
import { Paper } from './paper.ts'

test.each([
  ['a settings file, with tabs', 'header {\n\tdefer\n}', 'header {\n    defer\n}'],
  ['lines as Windows ends them', 'one\r\ntwo', 'one\ntwo'],
  ['letters that the typeface has', 'Müller – 12 € “ok”', 'Müller – 12 € “ok”'],
  ['a letter that it has not', 'to 漢', 'to □'],
  ['what turns reading round', 'a\u202Eb', 'ab'],
])('%s is printed', (_what, text, printed) => {
  const paper = new Paper({ title: '', author: '', at: new Date(0) })
  expect(paper.printable(text)).toBe(printed)
})
