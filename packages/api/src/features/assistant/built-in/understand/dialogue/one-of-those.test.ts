import { expect, test } from 'vitest'
import { worldOf } from '../../testing/world.ts'
import { oneOfThose } from './one-of-those.ts'

const key = (name: string) => ({ entity: 'auth_api_key', id: name, name })
const focus = [key('Newsletter'), key('Stock on the till')]

test.each([
  ['the newsletter one must go', 'the newsletter API key must go'],
  ['when does that till one expire', 'when does that till API key expire'],
  ['kill the second one', 'kill the second one'],
  ['kill the van one', 'kill the van one'],
])('behind a list of keys “%s” is “%s”', (said, meant) => {
  expect(oneOfThose(said, worldOf({ memory: { focus } }))).toBe(meant)
})

test('of two that are called like it, none is taken', () => {
  const two = [...focus, key('Newsletter 2')]
  expect(oneOfThose('end the newsletter one', worldOf({ memory: { focus: two } }))).toBe(
    'end the newsletter one',
  )
})

const last = { path: 'organizations.members.list', input: { role: 'admin' } }

test.each([
  ['turn Noor into one as well', 'turn Noor into an admin as well'],
  ['Jonas should be one. He asked.', 'Jonas should be an admin. He asked.'],
  ['make a new one', 'make a new one'],
  ['make the other one', 'make the other one'],
])('behind who the admins are “%s” is “%s”', (said, meant) => {
  expect(oneOfThose(said, worldOf({ memory: { last } }))).toBe(meant)
  expect(oneOfThose(said, worldOf({ memory: { last: { ...last, input: {} } } }))).toBe(said)
})
