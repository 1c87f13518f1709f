import { expect, test } from 'vitest'
import { Form } from '../definition/schema.ts'
import { readAnswers } from './form-answers.ts'

const read = (typed: string) => {
  const form = Form.parse({
    title: 'Order',
    fields: [{ name: 'many', title: 'How many', type: 'number' }],
  })
  const { values, wrong } = readAnswers(form, new Map([['many', typed]]))
  return values['many'] ?? wrong.get('many')
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
