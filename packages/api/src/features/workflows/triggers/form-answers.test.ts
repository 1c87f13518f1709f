import { expect, test } from 'vitest'
import { Form } from '../definition/schema.ts'
import type { FormField } from '../definition/schema.ts'
import { readAnswers } from './form-answers.ts'

const asked = (field: Partial<FormField>, typed: string) => {
  const form = Form.parse({ title: 'Order', fields: [{ name: 'it', title: 'It', ...field }] })
  return readAnswers(form, new Map([['it', typed]]))
}
const read = (typed: string) => {
  const { values, wrong } = asked({ type: 'number' }, typed)
  return values['it'] ?? wrong.get('it')
}

test.each([
  ['12', 12],
  [' 12,5 ', 12.5],
  ['-3.25', -3.25],
  ['1250', 1250],
  ['0.125', 0.125],
  ['-0,125', -0.125],
])('a number is read as it is written: “%s” (WF-2)', (typed, value) => {
  expect(read(typed)).toBe(value)
})

test.each(['0x10', '1e5', 'Infinity', '1.250,50', 'twelve', '--1'])('“%s” is no number (WF-2)', (typed) => {
  expect(read(typed)).toBe('Write a number.')
})

test.each(['1,250', '1.250'])('“%s” means two things, so it is asked for anew (WF-2)', (typed) => {
  expect(read(typed)).toMatch(/without a sign for the thousands/)
})

test.each([
  ['text', ''],
  ['long_text', ''],
  ['number', null],
  ['date', null],
  ['email', null],
] as const)('an optional %s that is left empty is %j (WF-2)', (type, value) => {
  expect(asked({ type, isRequired: false }, ' ')).toEqual({ values: { it: value }, wrong: new Map() })
})

test.each([
  ['turns reading round', 'txt.\u202eexe', /place 5: it is invisible \(U\+202E\)/],
  ['takes no room', 'a\u200bb', /U\+200B/],
  ['is a soft hyphen', 'a\u00adb', /U\+00AD/],
  ['ends a line', 'a\r\nb', 'Use one line of plain text.'],
  ['rings', 'a\u0007b', 'Use one line of plain text.'],
  ['is none', 'a\0b', 'Use one line of plain text.'],
])('an answer with a sign that %s is asked for anew (WF-2)', (_what, typed, words) => {
  const { values, wrong } = asked({ type: 'text' }, typed)
  expect(values).toEqual({})
  expect(wrong.get('it')).toMatch(words)
})

test('a long text has lines, and nothing hidden either (WF-2)', () => {
  expect(asked({ type: 'long_text' }, ' One\r\n\tTwo ').values).toEqual({ it: 'One\r\n\tTwo' })
  expect(asked({ type: 'long_text' }, 'a\u0007b').wrong.get('it')).toMatch(/cannot be stored/)
  expect(asked({ type: 'long_text' }, 'a\u202eb').wrong.get('it')).toMatch(/U\+202E/)
  expect(asked({ type: 'text' }, 'می\u200cخواهم 👩‍🍳').wrong).toEqual(new Map())
})
