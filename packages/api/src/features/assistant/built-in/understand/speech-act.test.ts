import { expect, test } from 'vitest'
import { tokensOf } from '../../../../reading/text.ts'
import { speechActOf } from './speech-act.ts'

const of = (text: string) => speechActOf({ text, tokens: tokensOf(text) })

test.each([
  'It would be great to have a bigger oven',
  'maybe we should paint the hall',
  'we could perhaps open on Sundays',
  'some day we ought to get a second oven',
  'We really should sell bread at some point',
  "we're thinking about hiring",
  'I hope the flour comes',
])('“%s” is a wish', (text) => {
  expect(of(text)).toBe('wish')
})

test.each(['I told Ana about the oven', "We've already spoken to the baker", 'I also mentioned it to Tomás'])(
  '“%s” tells of a talk',
  (text) => {
    expect(of(text)).toBe('report')
  },
)

test.each([
  'we should call the bank tomorrow',
  'we need to order flour',
  'maybe you could add a task',
  'it would be nice if you could move it to Friday',
  'I called the bank',
  'remind me to call the bank one day before',
  'tell Ana about the oven',
  'we are thinking of selling bread. show me the bakers near here',
  'I told the school it would be 285',
])('“%s” asks for something, or tells what is done', (text) => {
  expect(of(text)).toBe('command')
})

test('a question stays one', () => {
  expect(of('did I tell Ana about the oven?')).toBe('question')
})
