import { expect, it } from 'vitest'
import { edgesOf, nodesOf } from './canvas-elements.ts'
import { layoutOf } from './canvas-layout.ts'
import type { Definition, Step } from './flow.ts'

const step = (id: string, more: Partial<Step> = {}): Step =>
  ({ id, type: 'delay', title: id, parent: null, branch: '', onError: 'stop', ...more }) as Step
const draft: Definition = {
  triggers: [],
  fields: [],
  note: '',
  steps: [
    step('any', { type: 'conditional', condition: 'true', title: 'Any open?' }),
    step('each', { type: 'for_each', items: '[]', as: 'invoice', atOnce: 1 }),
    step('one', { parent: 'each', branch: 'each' }),
    step('last'),
  ],
}
const layout = layoutOf(draft, 1100)
const words = (...reached: string[]) => ({
  reached: new Set(reached),
  titleOf: (id: string) => draft.steps.find((one) => one.id === id)?.title ?? 'Started by hand',
})

it('two empty branches lead on by two wires (WF-4)', () => {
  const edges = edgesOf(layout, words())
  expect(edges.filter(({ source, target }) => source === 'any' && target === 'each')).toHaveLength(2)
  expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length)
})

it('every wire begins and ends where its boxes say, so that none waits until they are measured', () => {
  const nodes = nodesOf(layout, true)
  const portsOf = (id: string, type: string) =>
    nodes.find((node) => node.id === id)?.handles?.flatMap((one) => (one.type === type ? [one.id] : []))
  for (const { source, target, sourceHandle, targetHandle } of edgesOf(layout, words())) {
    expect(portsOf(source, 'source')).toContain(sourceHandle)
    expect(portsOf(target, 'target')).toContain(targetHandle)
  }
  for (const node of nodes) {
    expect(node.handles, node.id).toBeDefined()
    expect(node.width ?? node.initialWidth, node.id).toBeGreaterThan(0)
  }
})

it('the state of a run colors the way that it took, and changes nothing else', () => {
  const [before, after] = [edgesOf(layout, words()), edgesOf(layout, words('any', 'each'))]
  const colored = after.filter(({ style }) => style?.stroke === 'var(--accent)')
  expect(new Set(colored.map(({ target }) => target))).toEqual(new Set(['any', 'each']))
  const placed = (all: typeof before) =>
    all.map(({ id, sourceHandle, targetHandle, data }) => ({ id, sourceHandle, targetHandle, data }))
  expect(placed(after)).toEqual(placed(before))
})

it('a wire is read out by what people call its two ends', () => {
  const read = edgesOf(layout, words()).map(({ ariaLabel }) => ariaLabel)
  expect(read).toContain('From Started by hand to Any open?')
  expect(read).toContain('From Any open? to each, yes')
})
