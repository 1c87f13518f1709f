import { describe, expect, test, vi } from 'vitest'
import { flowHub, task } from './testing.ts'
import type { Definition } from './definition/schema.ts'

const flows = flowHub()

describe('a run that is tried again', () => {
  test('goes on from what failed, and does nothing twice', async () => {
    const flow = await flows.published({
      fields: [{ name: 'title', title: 'Title', isRequired: false }],
      steps: [task('one', 'one'), task('two', '{{ input.title }}')],
    })
    const { id } = await flows.org.api.workflows.runs.start({ id: flow, input: { title: '' } })
    await flows.until(id, 'failed')
    const { draft } = await flows.org.api.workflows.get({ id: flow })
    const steps = draft.steps.map((step) => (step.id === 'two' ? { ...step, input: { title: 'two' } } : step))
    await flows.org.api.workflows.update({ id: flow, draft: { ...draft, steps } as Definition })
    await flows.org.api.workflows.publish({ id: flow })

    await flows.org.api.workflows.runs.retry({ id })
    await flows.until(id, 'failed')
    await flows.org.api.workflows.runs.retry({ id, version: 'current' })
    const run = await flows.until(id, 'done')
    expect(run.version).toBe(2)
    expect(await flows.titles()).toEqual(['one', 'two'])
  })

  test('does the steps from the one that is named again', async () => {
    const run = await flows.ran({ steps: [task('one', 'one'), task('two', 'two'), task('three', 'three')] })
    await flows.org.api.workflows.runs.retry({ id: run.id, from: 'two' })
    await flows.until(run.id, 'done')
    expect(await flows.titles()).toEqual(['one', 'three', 'three', 'two', 'two'])
  })

  test('goes on where it was stopped, and does nothing twice', async () => {
    const { runs } = flows.org.api.workflows
    const each = { parent: 'each', branch: 'each' }
    const { id } = await runs.start({
      id: await flows.published({
        steps: [
          task('one', 'one'),
          { id: 'each', type: 'for_each', title: 'Each', items: '["a", "b"]', as: 'who' },
          task('two', 'two {{ who }}', each),
          { id: 'ok', type: 'approval', title: 'OK?', question: 'Go on with {{ who }}?', ...each },
          task('three', 'three {{ who }}', each),
        ],
      }),
    })
    await flows.until(id, 'waiting')
    await runs.decide({ runId: id, path: 'each[0]/ok', decision: 'yes' })
    await vi.waitFor(async () => expect(await flows.titles()).toContain('three a'))
    await flows.until(id, 'waiting')
    await runs.cancel({ id })
    await runs.retry({ id })
    const { steps } = await flows.until(id, 'waiting')
    expect(steps.filter(({ mayDecide }) => mayDecide).map(({ path }) => path)).toEqual(['each[1]/ok'])
    await runs.decide({ runId: id, path: 'each[1]/ok', decision: 'no' })
    await flows.until(id, 'done')
    expect(await flows.titles()).toEqual(['one', 'three a', 'two a', 'two b'])
  })
})
