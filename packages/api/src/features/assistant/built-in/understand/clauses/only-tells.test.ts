import { expect, test } from 'vitest'
import { worldOf } from '../../testing/world.ts'
import { onlyTells } from './only-tells.ts'

test.each([
  'our glazier never rang us back',
  'The customers have started asking.',
  'she has only just moved in!',
  'nobody came to the fair',
])('“%s” only tells', (clause) => {
  expect(onlyTells(clause, worldOf())).toBe(true)
})

test.each([
  'I need the list of mills',
  'we should ring the mill',
  'it has to be Friday',
  'did she come',
  'did nobody ring the mill?',
  'so the mill has to wait',
  'the open invitations',
  'the roster',
])('“%s” may ask for something', (clause) => {
  expect(onlyTells(clause, worldOf())).toBe(false)
})
