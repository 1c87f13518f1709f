import { expect, test } from 'vitest'
import { acts, meant } from '../../testing/meant.ts'

test.each([
  ['tick off the bag labels, then invite kim@example.test as viewer', [['tasks.complete', { id: 'labels' }]]],
  ['invite kim@example.test as viewer and tick off the bag labels', [['tasks.complete', { id: 'labels' }]]],
  [
    'tick off the bag labels, then invite kim@example.test as viewer, and remove the December roster',
    [
      ['tasks.complete', { id: 'labels' }],
      ['tasks.remove', { id: 'roster' }],
    ],
  ],
])('“%s” loses nothing beside what is done by hand', async (text, calls) => {
  const outcome = await meant(text)
  expect(acts(outcome)).toEqual(calls)
  expect(outcome).toMatchObject({ more: { kind: 'byHand' } })
})

test('a reason beside what is done by hand asks for nothing', async () => {
  expect((await meant('Kim starts on Monday, so invite kim@example.test as viewer')).kind).toBe('byHand')
})
