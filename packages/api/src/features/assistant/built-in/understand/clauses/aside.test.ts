import { describe, expect, test } from 'vitest'
import { clausesOf, isAsked, isForLater, isHanging } from './aside.ts'

test.each([
  'because the mill is shut',
  'since we moved',
  'who has the key',
  'as she is away',
  'although it rains',
])('“%s” hangs on what is before it', (clause) => {
  expect(isHanging(clause)).toBe(true)
})

test.each([
  'as soon as possible',
  'since Monday',
  'as well',
  'since the 3rd',
  'which is due on Friday',
  'show the mill',
])('“%s” goes on with the request', (clause) => {
  expect(isHanging(clause)).toBe(false)
})

test('what comes of what was told begins with it', () => {
  expect(['so push it to Monday', 'and so, tick it off', 'so the mill has to wait'].every(isAsked)).toBe(true)
  expect(['so far nobody came', 'so that she knows', 'so much for that', 'sort the mill'].some(isAsked)).toBe(
    false,
  )
})

test.each([
  ["we'll come back to it in spring", true],
  ['we can decide about that on Monday', true],
  ['then I will see how it goes', true],
  ["I'll see to the mill", false],
  ["we'll move it to Monday", false],
])('“%s” is put off to later: %s', (clause, isLater) => {
  expect(isForLater(clause)).toBe(isLater)
})

test.each(['so please ring the mill', 'would you ring the mill', 'let me see the list', 'kindly close it'])(
  '“%s” asks behind what was told',
  (clause) => {
    expect(isAsked(clause)).toBe(true)
  },
)

describe('a message', () => {
  test('is parted at its marks and where it turns to whoever listens', () => {
    expect(
      clausesOf('I was out and need to see the list, since it rained').map(({ behind }) => behind),
    ).toEqual(['need to see the list, since it rained', 'since it rained'])
  })

  test.each([
    ['close the one about the chimney we had it swept on Monday', 'we had it swept on Monday'],
    ['end the key of the till that machine was stolen', 'that machine was stolen'],
    ['remind me to check that we have enough coal for the winter', undefined],
    ['tell Ana she is right', undefined],
  ])('without any mark is parted where somebody else is spoken of: “%s”', (said, told) => {
    expect(clausesOf(said)[0]?.behind).toBe(told)
  })

  test('hangs on no sentence that has ended', () => {
    expect(clausesOf('Ring the mill. Which one is open?')).toMatchObject([{ isHanging: false, isEnd: true }])
    expect(clausesOf('Ring the mill, which is open')).toMatchObject([{ isHanging: true, isEnd: false }])
  })

  test('is not parted within quotes', () => {
    expect(clausesOf('call it "oil, belt and all"')).toEqual([])
  })
})
