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

const jobs = (input: Record<string, unknown>) => ({ last: { path, input: { typeId: 'job', ...input } } })
const total = asked({ typeId: 'job', metrics: ['sum price'] })

test('what they brought in is asked of those that were spoken of', () => {
  const behind = jobs({ where: ['town=Cork'], metrics: ['count'] })
  expect(askedOn('what did they bring in', total, behind)).toEqual({
    typeId: 'job',
    where: ['town=Cork'],
    metrics: ['sum price'],
  })
  expect(askedOn('what did the jobs bring in', total, behind)).toEqual(total.input)
})

test('of rows that no question tells from others, or that are of something else, nothing is answered', () => {
  expect(askedOn('what did those bring in', total, jobs({ sort: '-price', limit: 3 }))).toBeNull()
  const tasks = { last: { path: 'modules.ops.tasks.list', input: {} } }
  expect(askedOn('what did they bring in', total, tasks)).toBeNull()
})
