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

test('a run does what its publisher may do at that moment', async () => {
  const member = await flows.org.join('member')
  const { id } = await member.api.workflows.create({ name: 'Mine', draft: { steps: [task('a', 'a')] } })
  await member.api.workflows.publish({ id })
  await flows.org.api.organizations.access.setLevels({ userId: member.userId, levels: { ops: 'read' } })
  const run = await flows.org.api.workflows.runs.start({ id })
  expect(await flows.until(run.id, 'failed')).toMatchObject({ error: { code: 'FORBIDDEN' } })
  expect(await flows.titles()).toEqual([])
})

test('a version stays as it was published, and can be gone back to', async () => {
  const id = await flows.published({ steps: [task('a', 'first')] })
  const { draft } = await flows.org.api.workflows.get({ id })
  await flows.org.api.workflows.update({ id, draft: { ...draft, steps: [task('a', 'second')] } })
  expect(await flows.org.api.workflows.get({ id })).toMatchObject({ isChanged: true, published: 1 })
  await flows.org.api.workflows.publish({ id, note: 'Says second' })
  const { items } = await flows.org.api.workflows.versions.list({ id })
  expect(items.map(({ number, isPublished, note }) => [number, isPublished, note])).toEqual([
    [2, true, 'Says second'],
    [1, false, ''],
  ])
  const restored = await flows.org.api.workflows.versions.restore({ id, number: 1 })
  expect(restored.draft.steps[0]).toMatchObject({ input: { title: 'first' } })
  expect(restored.published).toBe(2)
})

test('two people who change one draft do not overwrite each other', async () => {
  const { id, version } = await flows.org.api.workflows.create({ name: 'Ours' })
  await flows.org.api.workflows.update({ id, version, name: 'Mine' })
  await expect(flows.org.api.workflows.update({ id, version, name: 'Theirs' })).rejects.toMatchObject({
    code: 'STALE_VERSION',
  })
  await expect(flows.org.api.workflows.update({ id, onFailureId: id })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
})

test('a workflow that fails starts the one that was chosen for it, which does not start itself', async () => {
  const handler = await flows.published({
    steps: [
      task('told', '{{ input.workflow }}: {{ input.error.message }}', {
        input: { title: '{{ input.workflow }} failed at {{ input.error.stepId }}' },
      }),
      { id: 'end', type: 'stop', title: 'Fail', outcome: 'failed' },
    ],
  })
  const id = await flows.published({
    steps: [
      { id: 'broken', type: 'stop', title: 'Fail', outcome: 'failed', message: 'no' },
      task('never', 'never'),
    ],
  })
  await flows.org.api.workflows.update({ id, onFailureId: handler })
  await flows.org.api.workflows.update({ id: handler, onFailureId: id })
  await flows.org.api.workflows.runs.start({ id })
  await expect
    .poll(
      async () =>
        (await flows.org.api.workflows.runs.list({ workflowId: handler })).items.map(
          ({ status, startedBy }) => [status, startedBy],
        ),
      { timeout: 8_000 },
    )
    .toEqual([['failed', 'failure']])
})

test('a workflow may handle the failures of all that name none, never its own', async () => {
  const { api } = flows.org
  const failing = { id: 'broken', type: 'stop' as const, title: 'Fail', outcome: 'failed' as const }
  const first = await flows.published({ steps: [task('old', 'Old handler')] })
  const handler = await flows.published({ steps: [task('told', '{{ input.workflow }} failed'), failing] })
  await api.workflows.update({ id: first, isForFailures: true })
  await api.workflows.update({ id: handler, isForFailures: true })
  expect((await api.workflows.get({ id: first })).isForFailures).toBe(false)
  const id = await flows.published({ steps: [failing] })
  await flows.until((await api.workflows.runs.start({ id })).id, 'failed')
  await expect
    .poll(
      async () => (await api.workflows.runs.list({ workflowId: handler })).items.map(({ status }) => status),
      {
        timeout: 8_000,
      },
    )
    .toEqual(['failed'])
  expect(await flows.titles()).toEqual(['Late payers failed'])
  await flows.until((await api.workflows.runs.start({ id: handler })).id, 'failed')
  expect((await api.workflows.runs.list({ workflowId: handler })).items).toHaveLength(2)
  const own = await flows.published({ steps: [task('own', 'Own handler')] })
  await api.workflows.update({ id, onFailureId: own })
  await flows.until((await api.workflows.runs.start({ id })).id, 'failed')
  await expect.poll(() => flows.titles(), { timeout: 8_000 }).toContain('Own handler')
  expect((await api.workflows.runs.list({ workflowId: handler })).items).toHaveLength(2)
})

test('no more runs go at once than it allows', async () => {
  const id = await flows.published({ steps: [{ id: 'ok', type: 'approval', title: 'OK?', question: 'OK?' }] })
  await flows.org.api.workflows.update({ id, atOnce: 1 })
  const first = await flows.org.api.workflows.runs.start({ id })
  await flows.until(first.id, 'waiting')
  const second = await flows.org.api.workflows.runs.start({ id })
  await expect.poll(async () => (await flows.org.api.workflows.runs.get({ id: second.id })).isHeld).toBe(true)
  await flows.org.api.workflows.runs.decide({ runId: first.id, path: 'ok', decision: 'yes' })
  await flows.until(first.id, 'done')
  await flows.until(second.id, 'waiting')
})
