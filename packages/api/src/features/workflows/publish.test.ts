import { inTx, sql } from '@hub/db'
import { expect, test } from 'vitest'
import { mendRuns } from './service.ts'
import { flowHub, task } from './testing.ts'

const flows = flowHub()

test('a run does what its publisher may do at that moment', async () => {
  const member = await flows.org.join('member')
  const { id } = await member.api.workflows.create({ name: 'Mine', draft: { steps: [task('a', 'a')] } })
  await member.api.workflows.publish({ id })
  await flows.org.api.organizations.access.setLevels({ userId: member.userId, levels: { ops: 'read' } })
  const run = await flows.org.api.workflows.runs.start({ id })
  expect(await flows.until(run.id, 'failed')).toMatchObject({ error: { code: 'FORBIDDEN' } })
  expect(await flows.titles()).toEqual([])
})

test('nobody is asked who is no member, such as one who left', async () => {
  const member = await flows.org.join('member')
  const stranger = await flows.hub.newOrg()
  const asking = (deciders: string[]) => ({
    steps: [{ id: 'ask', type: 'approval' as const, title: 'Ask', question: 'Bake?', deciders }],
  })
  const refused = {
    code: 'BAD_REQUEST',
    details: { issues: [{ path: 'ask.deciders', message: expect.stringContaining('no member here') }] },
  }
  const { id } = await flows.org.api.workflows.create({ name: 'Ask', draft: asking([member.userId]) })
  await flows.org.api.workflows.publish({ id })
  await flows.org.api.workflows.update({ id, draft: asking([member.userId, stranger.owner.userId]) })
  await expect(flows.org.api.workflows.publish({ id })).rejects.toMatchObject(refused)
  await flows.org.api.workflows.update({ id, draft: asking([member.userId]) })
  await flows.org.api.organizations.members.remove({ userId: member.userId })
  await expect(flows.org.api.workflows.publish({ id })).rejects.toMatchObject(refused)
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

/** Holds a row back from whoever would change it, until it is let go. */
async function heldRow(table: 'ops_task' | 'workflow_run', id: string): Promise<() => Promise<void>> {
  const locked = Promise.withResolvers<void>()
  const letGo = Promise.withResolvers<void>()
  const holding = inTx(flows.hub.hub.db.org(flows.org.orgId), async (tx) => {
    await sql`select from ${sql.table(table)} where id = ${id} for update`.execute(tx)
    locked.resolve()
    await letGo.promise
  })
  await locked.promise
  return async () => {
    letGo.resolve()
    await holding
  }
}

test('no more runs work at once than it allows, and one that waits does not count', async () => {
  const { id: taskId } = await flows.org.api.modules.ops.tasks.create({ title: 'Count the stock' })
  const change = { record: 'ops_task', recordId: taskId, changes: { title: 'Counted' } }
  const id = await flows.published({
    steps: [
      { id: 'change', type: 'update_record', title: 'Change', ...change },
      { id: 'ok', type: 'approval', title: 'OK?', question: 'OK?' },
    ],
  })
  await flows.org.api.workflows.update({ id, atOnce: 1 })
  const letGo = await heldRow('ops_task', taskId)
  const first = await flows.org.api.workflows.runs.start({ id })
  await flows.until(first.id, 'running')
  const others = [
    await flows.org.api.workflows.runs.start({ id }),
    await flows.org.api.workflows.runs.start({ id }),
  ]
  for (const other of others)
    await expect
      .poll(async () => (await flows.org.api.workflows.runs.get({ id: other.id })).isHeld)
      .toBe(true)
  await letGo()
  for (const run of [first, ...others]) await flows.until(run.id, 'waiting')
  await flows.org.api.workflows.runs.decide({ runId: first.id, path: 'ok', decision: 'yes' })
  await flows.until(first.id, 'done')
})

test('runs that were held back go on as soon as more may work at once', async () => {
  const { id: taskId } = await flows.org.api.modules.ops.tasks.create({ title: 'Count the stock' })
  const change = { record: 'ops_task', recordId: taskId, changes: { title: 'Counted' } }
  const id = await flows.published({
    steps: [{ id: 'change', type: 'update_record', title: 'Change', ...change }],
  })
  const { runs, update } = flows.org.api.workflows
  await update({ id, atOnce: 1 })
  const letGo = await heldRow('ops_task', taskId)
  const first = await runs.start({ id })
  await flows.until(first.id, 'running')
  const others = [await runs.start({ id }), await runs.start({ id }), await runs.start({ id })]
  for (const other of others)
    await expect.poll(async () => (await runs.get({ id: other.id })).isHeld).toBe(true)
  await update({ id, atOnce: 3 })
  const held = async () =>
    (await Promise.all(others.map((other) => runs.get({ id: other.id })))).filter(({ isHeld }) => isHeld)
  await expect.poll(async () => (await held()).length, { timeout: 8_000 }).toBe(1)
  await letGo()
  for (const run of [first, ...others]) await flows.until(run.id, 'done')
})

test('a run that was held back goes on, though somebody had hold of it when its turn came', async () => {
  const { id: taskId } = await flows.org.api.modules.ops.tasks.create({ title: 'Count the stock' })
  const change = { record: 'ops_task', recordId: taskId, changes: { title: 'Counted' } }
  const id = await flows.published({
    steps: [{ id: 'change', type: 'update_record', title: 'Change', ...change }],
  })
  const { runs, update } = flows.org.api.workflows
  await update({ id, atOnce: 1 })
  const letGo = await heldRow('ops_task', taskId)
  const first = await runs.start({ id })
  await flows.until(first.id, 'running')
  const second = await runs.start({ id })
  const isHeld = async () => (await runs.get({ id: second.id })).isHeld
  await expect.poll(isHeld).toBe(true)
  const letRunGo = await heldRow('workflow_run', second.id)
  await letGo()
  await flows.until(first.id, 'done')
  await letRunGo()
  expect(await isHeld()).toBe(true)
  await mendRuns(flows.hub.hub)
  await flows.until(second.id, 'done')
})

test('a call to an address that was never written is not published', async () => {
  const call = (url: string) => ({ id: 'ask', type: 'call_api' as const, title: 'Ask the shop', url })
  const { id } = await flows.org.api.workflows.create({
    name: 'Asks',
    draft: { steps: [call('https://')] },
  })
  const message = 'The address is not complete. Write one such as https://api.example.com/orders.'
  expect((await flows.org.api.workflows.get({ id })).faults).toEqual([{ at: 'ask', field: 'url', message }])
  await expect(flows.org.api.workflows.publish({ id })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(flows.org.api.workflows.actions.callApi({ url: 'https://' })).rejects.toMatchObject({
    message,
  })
  const draft = { steps: [call('https://{{ input.host }}/orders')] }
  expect((await flows.org.api.workflows.update({ id, draft })).faults).toEqual([])
})

test('a test is the last run as well, and says what it was', async () => {
  const { api } = flows.org
  const { id } = await api.workflows.create({ name: 'Tried', draft: { steps: [task('a', 'a')] } })
  const { id: run } = await api.workflows.runs.test({ id })
  await flows.until(run, 'done')
  const [listed] = (await api.workflows.list({})).items
  expect(listed).toMatchObject({ runs: 1, lastRun: { id: run, isTest: true } })
  await api.workflows.publish({ id })
  const started = await api.workflows.runs.start({ id })
  expect((await api.workflows.get({ id })).lastRun).toMatchObject({ id: started.id, isTest: false })
})

test('a run says that its workflow was removed, and stays to be looked at', async () => {
  const { workflows } = flows.org.api
  const id = await flows.published({ steps: [task('a', 'a')] })
  const run = await workflows.runs.start({ id })
  expect((await flows.until(run.id, 'done')).isWorkflowRemoved).toBe(false)
  await workflows.remove({ id })
  expect(await workflows.runs.get({ id: run.id })).toMatchObject({ status: 'done', isWorkflowRemoved: true })
})

test('a workflow that was removed is not there any more, whatever is asked of it', async () => {
  const { workflows } = flows.org.api
  const id = await flows.published({ steps: [task('a', 'a')] })
  await workflows.remove({ id })
  for (const act of [
    () => workflows.get({ id }),
    () => workflows.update({ id, name: 'Other' }),
    () => workflows.update({ id, version: 1, name: 'Other' }),
    () => workflows.publish({ id }),
    () => workflows.switch({ id, isOn: true }),
    () => workflows.versions.restore({ id, number: 1 }),
    () => workflows.remove({ id }),
  ])
    await expect(act()).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
