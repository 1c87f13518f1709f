import { expect, test } from 'vitest'
import { longLine } from './long-line.ts'

test.each([
  ['', null],
  ['abc\nabcd', null],
  ['abc\nabcde\nabcdef', 2],
  ['abcd\r\nab', 1],
  ['abcd\rabcdefg', 2],
  ['\n\n\nabcde', 4],
])('of %j the first line that is too long is %s', (text, line) => {
  expect(longLine(text, 4)).toBe(line)
})
