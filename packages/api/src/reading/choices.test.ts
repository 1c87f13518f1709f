import { describe, expect, test } from 'vitest'
import { growsEvenly } from '../testing/grows-evenly.ts'
import { matchChoices } from './choices.ts'

const status = [
  { value: 'todo', words: ['to do', 'open', 'not started'] },
  { value: 'doing', words: ['in progress', 'started', 'ongoing', 'under way'] },
  { value: 'waiting', words: ['blocked', 'on hold', 'stuck'] },
  { value: 'unwatched', words: ["nobody's eye"] },
  { value: 'done', words: ['finished', 'complete', 'completed', 'closed'] },
]
const priority = [
  { value: 'low', words: ['unimportant', 'low priority'] },
  { value: 'normal', words: ['medium', 'ordinary'] },
  { value: 'high', words: ['urgent', 'important', 'high priority', 'asap'] },
]
const tags = ['finance', 'legal', 'shop'].map((value) => ({ value }))

const read = (text: string, choices: Parameters<typeof matchChoices>[1]) =>
  matchChoices(text, choices).map(({ value: { value, isNegated } }) => `${isNegated ? 'not ' : ''}${value}`)

describe('matchChoices', () => {
  test.each([
    ['mark it as done', ['done']],
    ['what is on hold', ['waiting']],
    ['anything in progress?', ['doing']],
    ['show me the finsihed ones', ['done']],
    ['not started yet', ['todo']],
    ['which are not done', ['not done']],
    ["those that aren't started", ['todo']],
    ['what hasnt really been started yet', ['todo']],
    ['what nobody has done', ['not done']],
    ["what nobody's closed yet", ['not done']],
    ['what was shut, and what was docked', []],
    ["those with nobody's eye on them", ['unwatched']],
    ["what isn't finished yet", ['not done']],
    ['everything that is not yet closed', ['not done']],
    ['all of them, not including the closed ones', ['not done']],
    ['not done or blocked', ['not done', 'not waiting']],
    ['open and waiting', ['todo', 'waiting']],
    ['everything except done', ['not done']],
    ['all but the closed ones', ['not done']],
    ['anything other than waiting', ['not waiting']],
    ['I tried but blocked', ['waiting']],
    ['buy milk', []],
    ['', []],
  ])('reads the state in "%s"', (said, expected) => {
    expect(read(said, status)).toEqual(expected)
  })

  test.each([
    ['make it urgent', ['high']],
    ['high-priority', ['high']],
    ['Top priority is not low', ['not low']],
    ['anything but low', ['not low']],
    ['not that important', ['not high']],
    ['urgnet please', ['high']],
    ['medium or high', ['normal', 'high']],
    ['slow', []],
    ['unimportant', ['low']],
  ])('reads the urgency in "%s"', (said, expected) => {
    expect(read(said, priority)).toEqual(expected)
  })

  test.each([
    ['except finance', ['not finance']],
    ['without legal and shop', ['not legal', 'not shop']],
    ['finance tasks excluding the shop', ['finance', 'not shop']],
    ['not tagged finance', ['not finance']],
    ['tagged shop, not finance', ['shop', 'not finance']],
  ])('reads tags in "%s"', (said, expected) => {
    expect(read(said, tags)).toEqual(expected)
  })

  test('values are said as they are spoken', () => {
    expect(read('in review please', [{ value: 'in_review' }])).toEqual(['in_review'])
    expect(read('past due', [{ value: 'pastDue' }])).toEqual(['pastDue'])
  })

  test('the span holds the negation', () => {
    expect(matchChoices('show all that is not yet done', status)[0]).toMatchObject({ text: 'not yet done' })
  })

  test('hostile texts take time as they grow, and no more', () => {
    for (const part of ['not ', 'done ', 'x', '7'])
      expect(
        growsEvenly(part, (text) => matchChoices(text, status)),
        part,
      ).toBe(true)
  })
})
