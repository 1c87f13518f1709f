import { expect, test } from 'vitest'
import { tokensOf } from '../../../../../reading/text.ts'
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
  'I wonder whether we need a third oven',
  "I'd rather not send it yet",
  "let's not open on Sunday",
])('“%s” is a wish', (text) => {
  expect(of(text)).toBe('wish')
})

test.each([
  'I told Ana about the oven',
  'Jonas told me the oven is nearly mended',
  "We've already spoken to the baker",
  'I also mentioned it to Tomás',
])('“%s” tells of a talk', (text) => {
  expect(of(text)).toBe('report')
})

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
  'Jonas told me to order flour',
  'Ana told me the oven is mended, tick it off',
  'who told me about the oven',
])('“%s” asks for something, or tells what is done', (text) => {
  expect(of(text)).toBe('command')
})

test.each([
  'do you think Ana will come?',
  'how much should we charge for a cake',
  'is Jonas any good with children',
  'would it be wise to open on Sundays',
])('“%s” asks what to think', (text) => {
  expect(of(text)).toBe('advice')
})

test.each(['do you think you could add a task', 'is our website any good, safety wise', 'how much is owed'])(
  '“%s” asks for something that is known',
  (text) => {
    expect(of(text)).not.toBe('advice')
  },
)

test('a question stays one', () => {
  expect(of('did I tell Ana about the oven?')).toBe('question')
})
