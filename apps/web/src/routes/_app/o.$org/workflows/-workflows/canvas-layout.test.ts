import { expect, it } from 'vitest'
import { layoutOf, neighbor, NODE } from './canvas-layout.ts'
import type { Definition, Step } from './flow.ts'

const step = (id: string, more: Partial<Step> = {}): Step =>
  ({ id, type: 'delay', title: id, parent: null, branch: '', onError: 'stop', ...more }) as Step
const draft: Definition = {
  triggers: [],
  fields: [],
  note: '',
  steps: [
    step('find'),
    step('any', { type: 'conditional', condition: 'true' }),
    step('each', {
      type: 'for_each',
      items: '[]',
      as: 'late_invoice',
      atOnce: 1,
      parent: 'any',
      branch: 'then',
    }),
    ...['one', 'two', 'three', 'four', 'five'].map((id) => step(id, { parent: 'each', branch: 'each' })),
    step('quiet', { type: 'stop', parent: 'any', branch: 'otherwise' }),
    step('last'),
  ],
}

it.each([320, 700, 1100, 2000])('no two boxes lie over each other at %i px (WF-4)', (width) => {
  const { spots } = layoutOf(draft, width)
  expect(spots).toHaveLength(draft.steps.length + 1)
  for (const [index, one] of spots.entries())
    for (const other of spots.slice(index + 1)) {
      const isApart = Math.abs(one.x - other.x) >= NODE.width || Math.abs(one.y - other.y) >= NODE.height
      expect(isApart, `${one.id} over ${other.id}`).toBe(true)
    }
})

it('wires name their branches, and what ends the run leads nowhere', () => {
  const { wires } = layoutOf(draft, 1100)
  expect(wires.find(({ to }) => to === 'each')?.label).toBe('yes')
  expect(wires.find(({ to }) => to === 'quiet')?.label).toBe('no')
  expect(wires.filter(({ from }) => from === 'quiet')).toEqual([])
  expect(wires.filter(({ to }) => to === 'last').map(({ from }) => from)).toEqual(['five'])
})

it('a loop has a frame around its steps', () => {
  const { frames, spots } = layoutOf(draft, 1100)
  const [frame] = frames
  expect(frame?.label).toBe('Repeats for each late invoice')
  const inside = spots.filter(({ id }) => ['one', 'two', 'three', 'four', 'five'].includes(id))
  for (const { x, y } of inside) {
    expect(x).toBeGreaterThan(frame?.x ?? 0)
    expect(y).toBeGreaterThan(frame?.y ?? 0)
    expect(y + NODE.height).toBeLessThan((frame?.y ?? 0) + (frame?.height ?? 0))
  }
})

it('each line ends where a step can be added, but not after what ends the run', () => {
  const { ends } = layoutOf(draft, 1100)
  expect(new Set(ends.map(({ place }) => place.after))).toEqual(new Set(['each', 'five', 'last']))
})

it('the name of a branch stands clear of where the branch before it goes on', () => {
  const { spots, ends } = layoutOf(draft, 1100)
  const below = spots.find(({ id }) => id === 'quiet')
  const end = ends.find(({ place }) => place.after === 'each')
  expect((below?.y ?? 0) - (end?.y ?? 0)).toBeGreaterThanOrEqual(28 + 24)
})

it('arrow keys lead to the next box that way', () => {
  const { spots } = layoutOf(draft, 1100)
  expect(neighbor(spots, '@start', 'ArrowRight')).toBe('find')
  expect(neighbor(spots, 'find', 'ArrowLeft')).toBe('@start')
  expect(neighbor(spots, 'find', 'ArrowUp')).toBeUndefined()
})
