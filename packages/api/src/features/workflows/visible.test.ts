import { expect, test } from 'vitest'
import { flowHub, task } from './testing.ts'

const flows = flowHub()

test('why a run failed is told to those alone who may see what it saw, in lists as well (AUTH-12)', async () => {
  const member = await flows.org.join('member')
  await flows.org.api.organizations.access.setLevels({ userId: member.userId, levels: { ops: 'none' } })
  const run = await flows.ran({
    steps: [
      task('first', 'Pay Quincunx'),
      { id: 'end', type: 'stop', title: 'End', outcome: 'failed', message: 'Saw {{ steps.first.title }}' },
    ],
  })
  expect(run.error).toMatchObject({ message: 'Saw Pay Quincunx' })
  const { items } = await flows.org.api.workflows.runs.list({})
  expect(items[0]?.error).toMatchObject({ message: 'Saw Pay Quincunx' })

  const seen = [await member.api.workflows.runs.list({}), await member.api.workflows.runs.get({ id: run.id })]
  expect(seen[0]).toMatchObject({ items: [{ status: 'failed', error: { message: 'It failed.' } }] })
  expect(JSON.stringify(seen)).not.toContain('Saw Pay')
})
