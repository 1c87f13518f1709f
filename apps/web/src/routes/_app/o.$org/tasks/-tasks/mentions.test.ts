import { expect, test } from 'vitest'
import { namedIn, namedLike, typedName, withName } from './mentions.ts'

const iris = { id: '1', name: 'Iris' }
const bell = { id: '2', name: 'Iris Bell' }
const tomas = { id: '3', name: 'Tomás Ó Briain' }
const other = { id: '4', name: 'Iris' }
const people = [iris, bell, tomas]

test.each([
  ['@', { at: 0, words: '' }],
  ['Ask @Ir', { at: 4, words: 'Ir' }],
  ['Ask @Iris Be', { at: 4, words: 'Iris Be' }],
  ['mail maeve@hub', null],
  ['Ask @Iris Bell about it', null],
  ['Ask @Iris, she', null],
])('of “%s” what is being typed is %o', (text, typed) => {
  expect(typedName(text, text.length)).toEqual(typed)
})

test('people are found by any part of their name', () => {
  expect(namedLike(people, 'ir')).toEqual([iris, bell])
  expect(namedLike(people, 'bri')).toEqual([tomas])
  expect(namedLike(people, 'tomás ó')).toEqual([tomas])
})

test('a name takes the place of what was typed, in the middle of a text too', () => {
  expect(withName('Ask @Ir today', { at: 4, words: 'Ir' }, bell)).toEqual({
    text: 'Ask @Iris Bell today',
    caret: 15,
  })
})

test('the longer of two names counts where it stands', () => {
  expect(namedIn('@Iris Bell, ask @Tomás Ó Briain', people, new Set())).toEqual(['2', '3'])
  expect(namedIn('@Iris: yes', people, new Set())).toEqual(['1'])
})

test('of two who are called the same the one that was picked is meant', () => {
  expect(namedIn('@Iris', [...people, other], new Set(['4']))).toEqual(['4'])
})
