import { describe, expect, test } from 'vitest'
import { flowHub, task } from './testing.ts'
import type { Draft } from './testing.ts'

const flows = flowHub()

const faultsOf = async (draft: Draft) =>
  (await flows.org.api.workflows.create({ name: 'Draft', draft })).faults.map(
    ({ at, field, message }) => `${at ?? ''}.${field}: ${message}`,
  )

describe('what is wrong with a draft is named where it is', () => {
  test.each<[string, Draft, RegExp]>([
    ['no step', { steps: [] }, /^\.steps: Add a first step/],
    ['an expression that cannot be read', { steps: [task('a', '{{ 1 + }}')] }, /^a\.input: /],
    [
      'a variable nobody knows',
      { steps: [task('a', '{{ customer.name }}')] },
      /“customer” is not known here/,
    ],
    ['a step that is not there', { steps: [task('a', '{{ steps.b.title }}')] }, /There is no step “b”/],
    [
      'a step that comes later',
      { steps: [task('a', '{{ steps.b.title }}'), task('b', 'b')] },
      /does not come before/,
    ],
    [
      'a step of a loop, from outside',
      {
        steps: [
          { id: 'e', type: 'for_each', title: 'E', items: '[1]' },
          task('inner', 'x', { parent: 'e', branch: 'each' }),
          task('out', '{{ steps.inner.title }}'),
        ],
      },
      /does not come before/,
    ],
    [
      'an act that is not chosen yet',
      { steps: [{ id: 'a', type: 'act', title: 'A', procedure: '', input: {} }] },
      /^a\.procedure: Choose what to do\.$/,
    ],
    [
      'a kind of record that is not chosen yet',
      {
        steps: [{ id: 'a', type: 'update_record', title: 'A', record: '', recordId: '', changes: {} }],
      },
      /^a\.record: Choose which kind of record changes\.$/,
    ],
    [
      'an event that is not chosen yet',
      {
        steps: [
          { id: 'a', type: 'wait_for_event', title: 'A', topic: '', within: { amount: 1, unit: 'days' } },
        ],
      },
      /^a\.topic: Choose what has to happen\.$/,
    ],
    [
      'a procedure nobody has',
      { steps: [{ id: 'a', type: 'act', title: 'A', procedure: 'nothing.at.all', input: {} }] },
      /Workflows cannot use “nothing.at.all”/,
    ],
    [
      'a procedure by the name of its tool',
      { steps: [{ id: 'a', type: 'act', title: 'A', procedure: 'ops_tasks_list', input: {} }] },
      /Write “modules\.ops\.tasks\.list”/,
    ],
    [
      'a procedure without its beginning',
      { steps: [{ id: 'a', type: 'act', title: 'A', procedure: 'ops.tasks.list', input: {} }] },
      /Write “modules\.ops\.tasks\.list”/,
    ],
    [
      'a mail to nobody',
      { steps: [{ id: 'a', type: 'send_email', title: 'A', to: 'everybody', subject: 'A', text: 'A' }] },
      /^a\.to: /,
    ],
    [
      'a wait until no instant',
      { steps: [{ id: 'a', type: 'delay', title: 'A', until: 'tomorrow' }] },
      /^a\.until: Write an instant/,
    ],
    ['a step named as the start of a run', { steps: [task('start', 'x')] }, /^start\.id: /],
    [
      'a procedure closed to tools',
      {
        steps: [
          { id: 'a', type: 'act', title: 'A', procedure: 'organizations.transferOwnership', input: {} },
        ],
      },
      /Workflows cannot use/,
    ],
    [
      'the decision about its own question',
      { steps: [{ id: 'a', type: 'act', title: 'A', procedure: 'workflows.runs.decide', input: {} }] },
      /Workflows cannot use/,
    ],
    [
      'a field that is missing',
      { steps: [{ id: 'a', type: 'create_task', title: 'A', input: {} }] },
      /^a\.input\.title: Fill in/,
    ],
    [
      'a field that is not there',
      { steps: [task('a', 'a', { input: { title: 'x', colour: 'red' } })] },
      /“colour” is not among its fields/,
    ],
    [
      'a field by a name that every object has',
      { steps: [task('a', 'a', { input: { title: 'x', toString: 'red' } })] },
      /“toString” is not among its fields/,
    ],
    [
      'a value of the wrong kind',
      { steps: [task('a', 'a', { input: { title: 'x', priority: 'huge' } })] },
      /^a\.input\.priority: /,
    ],
    ['two steps of one name', { steps: [task('a', 'a'), task('a', 'b')] }, /Another step has this name/],
    [
      'a step in itself',
      {
        steps: [
          task('a', 'a', { parent: 'b', branch: 'each' }),
          { id: 'b', type: 'for_each', title: 'B', items: '[1]', parent: 'b', branch: 'each' },
        ],
      },
      /It stands in itself/,
    ],
    [
      'two steps in each other',
      {
        steps: [
          { id: 'a', type: 'for_each', title: 'A', items: '[1]', parent: 'b', branch: 'each' },
          { id: 'b', type: 'for_each', title: 'B', items: '[1]', parent: 'a', branch: 'each' },
        ],
      },
      /It stands in itself/,
    ],
    [
      'a step in one that holds none',
      { steps: [task('a', 'a'), task('b', 'b', { parent: 'a', branch: 'then' })] },
      /holds no steps of its own/,
    ],
    [
      'a branch that is none',
      {
        steps: [
          { id: 'c', type: 'conditional', title: 'C', condition: 'true' },
          task('b', 'b', { parent: 'c', branch: 'maybe' }),
        ],
      },
      /has the branches then and otherwise/,
    ],
    [
      'a time that never comes',
      { triggers: [{ id: 't', type: 'schedule', cron: '0 0 31 2 *' }], steps: [task('a', 'a')] },
      /never comes/,
    ],
    [
      'a time that is none',
      { triggers: [{ id: 't', type: 'schedule', cron: '99 * * * *' }], steps: [task('a', 'a')] },
      /^t\.cron: /,
    ],
    [
      'seconds',
      { triggers: [{ id: 't', type: 'schedule', cron: '* * * * * *' }], steps: [task('a', 'a')] },
      /Write five fields/,
    ],
    [
      'an event nobody knows',
      { triggers: [{ id: 't', type: 'event', topic: 'mail.requested' }], steps: [task('a', 'a')] },
      /There is no event/,
    ],
  ])('%s', async (_what, draft, told) => {
    const faults = await faultsOf(draft)
    expect(
      faults.some((one) => told.test(one)),
      faults.join('\n'),
    ).toBe(true)
  })

  test('and keeps it from being published', async () => {
    const { id } = await flows.org.api.workflows.create({
      name: 'Draft',
      draft: { steps: [task('a', '{{ customer }}')] },
    })
    await expect(flows.org.api.workflows.publish({ id })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(flows.org.api.workflows.runs.start({ id })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('what its publisher may not do is among it', async () => {
    const member = await flows.org.join('member', { ops: 'read' })
    const { faults, id } = await member.api.workflows.create({
      name: 'Draft',
      draft: { steps: [task('a', 'a')] },
    })
    expect(faults).toMatchObject([{ at: 'a', message: expect.stringContaining('Your role does not allow') }])
    await expect(member.api.workflows.publish({ id })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

test('every template is sound', async () => {
  const { items } = await flows.org.api.workflows.templates({})
  expect(items.length).toBeGreaterThanOrEqual(8)
  for (const { name, draft } of items) {
    const { faults } = await flows.org.api.workflows.create({ name, draft })
    expect(faults, name).toEqual([])
  }
})
