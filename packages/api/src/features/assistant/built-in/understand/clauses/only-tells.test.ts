import { beforeAll, expect, test } from 'vitest'
import { worldOf } from '../../testing/world.ts'
import { understand } from '../understand.ts'
import { onlyTells } from './only-tells.ts'

// The first request of a hub waits until its ranker has learnt.
beforeAll(() => understand('hello', worldOf()))

test.each([
  'our glazier never rang us back',
  'The customers have started asking.',
  'she has only just moved in!',
  'nobody came',
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
