import { expect, test } from 'vitest'
import { jsonIn } from './ask-model.ts'

test.each([
  ['{"a": 1}', { a: 1 }],
  ['  [1, 2]\n', [1, 2]],
  ['null', null],
  ['```json\n{"a": 1}\n```', { a: 1 }],
  ['```\n"yes"```\n', 'yes'],
  ['{"a": 1}\n```', { a: 1 }],
])('what a model wrote as %j is %j (WF-1)', (text, json) => {
  expect(jsonIn(text)).toEqual(json)
})

test.each([
  ['words', 'It is {"a": 1}.'],
  ['nothing', ''],
  ['two fences', '``````json\n1'],
  ['more than can be stored', '['.repeat(20_000) + ']'.repeat(20_000)],
])('%s are no answer, and may be tried again', (_what, text) => {
  expect(() => jsonIn(text)).toThrow(/did not answer with JSON/)
})

test('an answer of spaces holds up nobody', () => {
  const before = performance.now()
  expect(() => jsonIn(`x${' '.repeat(300_000)}x`)).toThrow(/did not answer with JSON/)
  expect(performance.now() - before).toBeLessThan(1_000)
})
