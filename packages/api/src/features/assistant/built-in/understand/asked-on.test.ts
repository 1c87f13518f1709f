import { expect, test } from 'vitest'
import { askedOn } from './asked-on.ts'

const path = 'modules.foundry.queries.run'
const last = { path, input: { typeId: 'job', where: ['town=Cork', 'price>500'], metrics: ['count'] } }
const asked = (input: Record<string, unknown>) => ({ path, input, missed: [], isPlain: false })

test('the same is asked of others, with what was said now in its place', () => {
  expect(askedOn('and in Limerick?', asked({ typeId: 'job', where: ['town=Limerick'] }), { last })).toEqual({
    typeId: 'job',
    where: ['price>500', 'town=Limerick'],
    metrics: ['count'],
  })
})

test.each([
  ['jobs in Limerick', { typeId: 'job', where: ['town=Limerick'] }],
  ['and customers in Limerick', { typeId: 'customer', where: ['town=Limerick'] }],
  ['and all jobs', { typeId: 'job' }],
])('“%s” is a question of its own', (text, input) => {
  expect(askedOn(text, asked(input), { last })).toEqual(input)
  expect(askedOn(text, asked(input), { last: null })).toEqual(input)
})
