import { inTx } from '@hub/db'
import { describe, expect, test, vi } from 'vitest'
import { flowHub, task } from './testing.ts'
import { tickWorkflows } from './service.ts'

const flows = flowHub()

describe('what starts a workflow (WF-2)', () => {
  test('an event, once for each', async () => {
    await flows.published({
      triggers: [
        { id: 'created', type: 'event', topic: 'ops.task.created', match: 'event.title.startsWith("Bake")' },
      ],
      steps: [task('follow', 'Cool: {{ input.event.title }}')],
    })
    await flows.org.api.modules.ops.tasks.create({ title: 'Bake bread' })
    await flows.org.api.modules.ops.tasks.create({ title: 'Sell bread' })
    await flows.hub.hub.outbox.drain()
    await vi.waitFor(
      async () => expect(await flows.titles()).toEqual(['Bake bread', 'Cool: Bake bread', 'Sell bread']),
      { timeout: 8_000 },
    )
  })

  test('no event holds up the hub, however many look for what takes long in it', async () => {
    const org = await flows.hub.newOrg()
    for (const at of Array.from({ length: 9 }).keys()) {
      const match = 'event.title.contains("Bake")'
      const triggers = [{ id: 'created', type: 'event' as const, topic: 'ops.task.created', match }]
      const draft = { triggers, steps: [task('a', 'Cool')] }
      const { id } = await org.api.workflows.create({ name: `Slow ${at}`, draft })
      await org.api.workflows.publish({ id })
    }
    await org.api.modules.ops.tasks.create({ title: 'Bake bread' })
    // As if each took a second.
    const usage = vi
      .spyOn(process, 'threadCpuUsage')
      .mockImplementation((before) => ({ user: before ? 1_000_000 : 0, system: 0 }))
    await flows.hub.hub.outbox.drain()
    usage.mockRestore()
    expect((await org.api.workflows.runs.list({})).items).toHaveLength(6)
  })

  test('itself, which ends after a few times in a row', async () => {
    const id = await flows.published({
      triggers: [{ id: 'created', type: 'event', topic: 'ops.task.created' }],
      steps: [task('again', 'again')],
    })
    await flows.org.api.modules.ops.tasks.create({ title: 'first' })
    await vi.waitFor(
      async () => {
        await flows.hub.hub.outbox.drain()
        const { items } = await flows.org.api.workflows.runs.list({ workflowId: id, status: 'failed' })
        expect(items).toMatchObject([{ error: { code: 'LIMIT_REACHED' } }])
      },
      { timeout: 15_000 },
    )
    expect((await flows.titles()).length).toBe(7)
  })

  test('nothing while it is off', async () => {
    const id = await flows.published({
      triggers: [{ id: 'created', type: 'event', topic: 'ops.task.created' }],
      steps: [task('follow', 'follow')],
    })
    await flows.org.api.workflows.switch({ id, isOn: false })
    await flows.org.api.modules.ops.tasks.create({ title: 'first' })
    await flows.hub.hub.outbox.drain()
    expect((await flows.org.api.workflows.runs.list({ workflowId: id })).items).toEqual([])
  })

  test('its schedule, once for each time, by however many servers', async () => {
    const id = await flows.published({
      triggers: [{ id: 'often', type: 'schedule', cron: '* * * * *' }],
      steps: [task('tick', 'tick')],
    })
    await inTx(flows.hub.hub.db.org(flows.org.orgId), (tx) =>
      tx
        .updateTable('workflowTrigger')
        .set({ nextAt: new Date(Date.now() - 1_000) })
        .where('workflowId', '=', id)
        .execute(),
    )
    await Promise.all([
      tickWorkflows(flows.hub.hub),
      tickWorkflows(flows.hub.hub),
      tickWorkflows(flows.hub.hub),
    ])
    const { items } = await flows.org.api.workflows.runs.list({ workflowId: id })
    expect(items).toMatchObject([{ startedBy: 'schedule' }])
  })
})

test('an event starts nothing for whoever may no longer hear of it', async () => {
  const member = await flows.org.join('member')
  const { id } = await member.api.workflows.create({
    name: 'Mine',
    draft: {
      triggers: [{ id: 'created', type: 'event', topic: 'ops.task.created' }],
      steps: [
        {
          id: 'mail',
          type: 'send_email',
          title: 'Tell',
          to: 'a@lantern.example',
          subject: 'New',
          text: '{{ input.event.title }}',
        },
      ],
    },
  })
  await member.api.workflows.publish({ id })
  await flows.org.api.organizations.access.setLevels({ userId: member.userId, levels: { ops: 'none' } })
  await flows.org.api.modules.ops.tasks.create({ title: 'Quincunx' })
  await flows.hub.hub.outbox.drain()
  const { items } = await flows.org.api.workflows.runs.list({ workflowId: id })
  const run = await flows.until(items[0]?.id ?? '', 'failed')
  expect(run).toMatchObject({ error: { code: 'FORBIDDEN' }, steps: [] })
  expect(JSON.stringify(await member.api.workflows.runs.get({ id: run.id }))).not.toContain('Quincunx')
})

test('a run whose publisher left says so, and what to do', async () => {
  const member = await flows.org.join('member')
  const { id } = await member.api.workflows.create({ name: 'Mine', draft: { steps: [task('a', 'a')] } })
  await member.api.workflows.publish({ id })
  await flows.org.api.organizations.members.remove({ userId: member.userId })
  const { id: runId } = await flows.org.api.workflows.runs.start({ id })
  expect(await flows.until(runId, 'failed')).toMatchObject({
    error: { code: 'FORBIDDEN', message: expect.stringMatching(/no longer a member .* Publish it again/) },
  })
  await flows.org.api.workflows.publish({ id })
  await flows.org.api.workflows.runs.retry({ id: runId, version: 'current' })
  await flows.until(runId, 'done')
})

test('a run whose publisher was an API key says so when that has ended', async () => {
  const { apiKeys } = flows.org.api.auth
  const scopes = ['workflow.read', 'workflow.write', 'ops.task.write']
  const { key, text } = await apiKeys.create({ kind: 'program', name: 'Scripts', scopes })
  const program = flows.org.as({ door: 'rest', credential: { kind: 'apiKey', key: text } })
  const { id } = await program.workflows.create({ name: 'Mine', draft: { steps: [task('a', 'a')] } })
  await program.workflows.publish({ id })
  await apiKeys.revoke({ id: key.id })
  const { id: runId } = await flows.org.api.workflows.runs.start({ id })
  expect(await flows.until(runId, 'failed')).toMatchObject({
    error: {
      code: 'FORBIDDEN',
      message: expect.stringMatching(/^The API key .* has ended.* Publish it again/),
    },
  })
})
