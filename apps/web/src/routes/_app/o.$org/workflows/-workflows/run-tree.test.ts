import { expect, it } from 'vitest'
import type { Definition, RunWithSteps, Step, StepRun } from './flow.ts'
import { asPaused, itemName, shownState, treeOf } from './run-tree.ts'
import { spentIn } from './run-timeline.tsx'
import { lastState } from './step-badge.tsx'

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 8, 0, second)).toISOString()
const ran = (path: string, more: Partial<StepRun>): StepRun => ({
  path,
  stepId: path.split('/').at(-1) ?? path,
  title: path,
  type: 'act',
  status: 'done',
  attempt: 1,
  input: null,
  output: null,
  isHidden: false,
  error: null,
  question: null,
  mayDecide: false,
  waitUntil: null,
  costMicro: 0,
  startedAt: at(0),
  finishedAt: at(1),
  ...more,
})
const definition = {
  triggers: [],
  fields: [],
  note: '',
  steps: [
    { id: 'each', type: 'for_each', title: 'Each', items: '[]', as: 'customer', parent: null, branch: '' },
    { id: 'ok', type: 'approval', title: 'OK?', parent: 'each', branch: 'each' },
  ],
} as unknown as Definition
const steps = [
  ran('each', { type: 'for_each', status: 'running', input: [{ title: 'Lantern' }, { title: 'Marrow' }] }),
  ran('each[0]/ok', { type: 'approval', status: 'waiting', finishedAt: null }),
  ran('each[1]/ok', { type: 'approval', status: 'failed', startedAt: at(2), finishedAt: at(4) }),
]

it('what holds steps waits while they wait, and items have the names of what they are', () => {
  const [each] = treeOf({ definition, steps })
  if (each?.kind !== 'step') throw new Error('There is no first step.')
  expect(shownState(each)).toBe('waiting')
  expect(each.inside).toMatchObject([
    { name: 'Lantern', state: 'waiting' },
    { name: 'Marrow', state: 'failed' },
  ])
})

it.each([
  [['a', 'b'], 'b'],
  [[{}, { name: 'Nora' }], 'Nora'],
  [[{}, { id: 'x' }], undefined],
  [null, undefined],
])('the second of %j is called %s', (items, name) => {
  expect(itemName(items, 1)).toBe(name)
})

it('what waits side by side is counted once, and not while something works', () => {
  const now = Date.parse(at(10))
  expect(spentIn({ steps: [...steps, ran('work', { startedAt: at(5), finishedAt: at(7) })] }, now)).toEqual({
    worked: 2_000,
    waited: 8_000,
  })
})

it('what was stopped lasts no longer than its run, and says so', () => {
  const wait = ran('wait', { type: 'delay', status: 'stopped', startedAt: at(1), finishedAt: at(34) })
  expect(spentIn({ steps: [wait] }, Date.parse(at(59)))).toEqual({ worked: 0, waited: 33_000 })
  expect(
    shownState({ kind: 'step', step: { id: 'wait' } as Step, run: wait, inside: [], path: 'wait' }),
  ).toBe('stopped')
  expect(lastState({ status: 'canceled', steps: [wait] } as RunWithSteps, { id: 'wait' })).toBe('stopped')
})

it('without credits a step waits since the one before it ended, however often it was tried', () => {
  const waiting = ran('mail', { status: 'waiting', startedAt: at(50), finishedAt: null, attempt: 9 })
  const run = { status: 'paused', createdAt: at(0), startedAt: at(0), steps: [steps[2], waiting] }
  const { steps: shown } = asPaused(run as RunWithSteps)
  expect(shown[1]).toMatchObject({ startedAt: at(4), attempt: 1 })
})
