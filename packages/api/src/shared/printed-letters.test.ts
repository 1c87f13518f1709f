import { expect, test } from 'vitest'
import { printedText, unprintedLetters } from './printed-letters.ts'

test.each([
  ['a settings file, with tabs', 'header {\n\tdefer\n}', 'header {\n    defer\n}'],
  ['lines as Windows ends them', 'one\r\ntwo', 'one\ntwo'],
  ['letters that the typeface has', 'Müller – 12 € “ok”', 'Müller – 12 € “ok”'],
  ['a letter that it has not', 'to 漢', 'to □'],
  ['what turns reading round', 'a\u202Eb', 'ab'],
])('%s is printed', (_what, text, printed) => {
  expect(printedText(text)).toBe(printed)
})

test.each([
  ['nothing of Latin, Greek and Cyrillic letters', ['Müller', 'Αθήνα', 'Київ', 'a\u202Eb □'], []],
  ['each letter once', ['שלום', '漢字漢'], ['ש', 'ל', 'ו', 'ם', '漢', '字']],
  ['an emoji of several parts as one', ['Thanks 👩‍👧 👍🏽'], ['👩‍👧', '👍🏽']],
  ['a letter with its mark', ['ก\u0E34'], ['ก\u0E34']],
])('unprinted is %s', (_what, texts, letters) => {
  expect(unprintedLetters(texts)).toEqual(letters)
})
