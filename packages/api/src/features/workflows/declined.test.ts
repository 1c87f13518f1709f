import { expect, test } from 'vitest'
import { flowHub, task } from './testing.ts'

const flows = flowHub()

const asks = (id: string, question: string, more: object = {}) =>
  ({ id, type: 'approval', title: 'OK?', question, ...more }) as const

/** Starts it, and answers what it asks, one after the other. */
async function answered(id: string, answers: readonly (readonly [path: string, decision: 'yes' | 'no'])[]) {
  const { runs } = flows.org.api.workflows
  const run = await runs.start({ id })
  for (const [path, decision] of answers) {
    await flows.until(run.id, 'waiting')
    await runs.decide({ runId: run.id, path, decision })
  }
  return flows.until(run.id, 'done')
}

test('what is declined for one item stays undone while another is decided', async () => {
  const inside = { parent: 'each', branch: 'each' }
  const id = await flows.published({
    steps: [
      { id: 'each', type: 'for_each', title: 'Each', items: '["no", "yes"]', as: 'who' },
      asks('ok', 'Mail {{ who }}?', inside),
      task('after', 'mailed {{ who }}', inside),
    ],
  })
  await answered(id, [
    ['each[0]/ok', 'no'],
    ['each[1]/ok', 'yes'],
  ])
  expect(await flows.titles()).toEqual(['mailed yes'])
})

test('what is declined in one branch stays undone while the other waits', async () => {
  const branch = (name: string) => ({ parent: 'both', branch: name })
  const id = await flows.published({
    steps: [
      { id: 'both', type: 'parallel', title: 'Both' },
      asks('left', 'Left?', branch('left')),
      task('after_left', 'left', branch('left')),
      asks('right', 'Right?', branch('right')),
      task('after_right', 'right', branch('right')),
      task('end', 'end'),
    ],
  })
  await answered(id, [
    ['both/left', 'no'],
    ['both/right', 'yes'],
  ])
  expect(await flows.titles()).toEqual(['end', 'right'])
})
