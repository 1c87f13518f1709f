import { expect, test } from 'vitest'
import { worldOf } from '../testing/world.ts'
import { withoutMinding } from './gerund.ts'

test.each([
  ['would you mind adding a task to buy paper', 'could you add a task to buy paper'],
  ['Excuse me, do you mind putting the roster on Friday?', 'Excuse me, could you put the roster on Friday?'],
  ['would you mind approving it', 'could you approve it'],
  ['would you mind moving it', 'could you move it'],
  ['can you help me with adding a task', 'could you add a task'],
  ['can you help me with the roster', 'can you help me with the roster'],
  ['mind the gap', 'mind the gap'],
  ['would you mind the till', 'would you mind the till'],
])('“%s” is a request: “%s”', (said, plain) => {
  expect(withoutMinding(said, worldOf())).toBe(plain)
})
