import { describe, expect, test } from 'vitest'
import { readMemory } from '../../../memory.ts'
import { acts, meant } from '../../testing/meant.ts'
import { worldOf } from '../../testing/world.ts'
import { isNotMeant } from './not-meant.ts'
import { meaningOf } from '../understand.ts'

test.each([
  "no, that's not what i meant",
  'that is not what I asked for.'.toLowerCase(),
  'wrong',
  'not that',
  "hm, that isn't it",
  'sorry, i meant something else',
  'none of these',
  'you got me wrong',
])('“%s” is no request of its own', (said) => {
  expect(isNotMeant(said)).toBe(true)
})

test.each(['no', 'not that one', 'no, the labels', 'not monday', "that's not due yet", 'wrong one'])(
  '“%s” is one',
  (said) => {
    expect(isNotMeant(said)).toBe(false)
  },
)

describe('what was not meant (AI-2)', () => {
  const heard = { text: 'sort out the roster', taken: ['modules.ops.tasks.complete'] }

  test('is offered no more, and what is picked instead is done of the same message', async () => {
    const outcome = await meant("no, that's not what I meant", { heard })
    if (outcome.kind !== 'offer') throw new Error('Expected an offer.')
    const { offer } = outcome
    expect(offer.text).toBe(heard.text)
    expect(offer.choices.length).toBeLessThanOrEqual(3)
    expect(offer.choices.map(({ path }) => path)).not.toContain(heard.taken[0])
    const [first] = offer.choices
    const picked = await meaningOf(first?.label ?? '', worldOf({ memory: { heard, offer } }))
    expect(picked.heard).toEqual({ text: heard.text, taken: [heard.taken[0], first?.path] })
  })

  test('is followed by the next ones, until nothing comes near', async () => {
    let last = heard
    for (let at = 0; at < 5; at += 1)
      last = (await meaningOf('not that', worldOf({ memory: { heard: last } }))).heard
    expect(new Set(last.taken).size).toBe(last.taken.length)
    expect(await meant('not that', { heard: last })).toMatchObject({
      kind: 'dropped',
      text: expect.stringContaining('other words'),
    })
  })

  test('of a change that was done is taken back', async () => {
    const done = { path: 'modules.ops.tasks.complete', input: { id: 'roster' } }
    const it = { entity: 'ops_task', id: 'roster', name: 'Plan the December roster' }
    expect(acts(await meant('oops, that was wrong', { heard, last: done, it }))).toBe('undo')
  })
})

test('memory of before is read as one that heard nothing', () => {
  const { heard, ...before } = readMemory({ ...worldOf().memory, hasIntroduced: true })
  expect(heard).toBeNull()
  expect(readMemory(before)).toEqual({ ...before, heard: null })
})
