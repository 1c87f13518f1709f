import { asSuperuser } from '@hub/db/testing'
import { describe, expect, test, vi } from 'vitest'
import { MICRO } from '../../shared/micro.ts'
import { giveCredits } from '../../testing/index.ts'
import { flowHub, task } from './testing.ts'
import type { Draft } from './testing.ts'
import { tickWorkflows } from './service.ts'

const flows = flowHub()

describe('a run that waits', () => {
  const asks: Draft = {
    steps: [
      { id: 'ok', type: 'approval', title: 'OK?', question: 'Send {{ 1 + 1 }}?' },
      task('after', 'after: {{ steps.ok.decision }}'),
    ],
  }

  test('asks a person, who decides once', async () => {
    const { id } = await flows.org.api.workflows.runs.start({ id: await flows.published(asks) })
    const waiting = await flows.until(id, 'waiting')
    expect(waiting.steps).toMatchObject([
      { path: 'ok', status: 'waiting', question: 'Send 2?', mayDecide: true },
    ])
    expect(waiting.waitsFor).toEqual(['a decision'])
    const both = await Promise.allSettled([
      flows.org.api.workflows.runs.decide({ runId: id, path: 'ok', decision: 'yes' }),
      flows.org.api.workflows.runs.decide({ runId: id, path: 'ok', decision: 'yes' }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await flows.until(id, 'done')
    expect(await flows.titles()).toEqual(['after: yes'])
  })

  test.each([
    ['2031-07-01', '2031-07-01T04:00:00Z'],
    ['2031-01-15', '2031-01-15T05:00:00Z'],
    ['2031-07-01T08:00:00+02:00', '2031-07-01T06:00:00Z'],
  ])('until %s waits for it where the organization is', async (until, instant) => {
    await flows.org.api.organizations.update({ timeZone: 'America/New_York' })
    const steps: Draft['steps'] = [{ id: 'rest', type: 'delay', title: 'Rest', until: `{{ "${until}" }}` }]
    const run = await flows.org.api.workflows.runs.start({ id: await flows.published({ steps }) })
    const { wakeAt } = await flows.until(run.id, 'waiting')
    expect(new Date(wakeAt ?? '')).toEqual(new Date(instant))
  })

  test.each([
    'tomorrow',
    '0',
    '-1',
    '2026-13-45',
    '2026-12-24T08:00',
    '+275760-09-13T00:00:00.000Z',
    '0000-01-01',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:00:00-05:00',
  ])('does not wait until %j, and the list of runs stays readable', async (until) => {
    const run = await flows.ran(
      {
        fields: [{ name: 'at', title: 'At' }],
        steps: [{ id: 'rest', type: 'delay', title: 'Rest', until: '{{ input.at }}' }],
      },
      { at: until },
    )
    expect(run.error).toMatchObject({ stepId: 'rest', message: expect.stringContaining('is no instant') })
    expect((await flows.org.api.workflows.runs.list({})).items).toHaveLength(1)
  })

  test.each(['2020-01-01', '2020-01-01T08:00:00Z', '2020-01-01T08:00:00.123456+01:00', '{{ now }}'])(
    'waits until %j',
    async (until) => {
      const { id } = await flows.org.api.workflows.runs.start({
        id: await flows.published({ steps: [{ id: 'rest', type: 'delay', title: 'Rest', until }] }),
      })
      expect((await flows.until(id, 'waiting', 'done')).error).toBeNull()
    },
  )

  test('ends where the answer is no', async () => {
    const { id } = await flows.org.api.workflows.runs.start({ id: await flows.published(asks) })
    await flows.until(id, 'waiting')
    await flows.org.api.workflows.runs.decide({ runId: id, path: 'ok', decision: 'no' })
    await flows.until(id, 'done')
    expect(await flows.titles()).toEqual([])
  })

  test('is not decided by somebody who was not asked, nor at a door for programs', async () => {
    const member = await flows.org.join('member')
    const { id } = await flows.org.api.workflows.runs.start({
      id: await flows.published({
        steps: [{ ...asks.steps?.[0], deciders: [flows.org.owner.userId] } as never],
      }),
    })
    await flows.until(id, 'waiting')
    await expect(
      member.api.workflows.runs.decide({ runId: id, path: 'ok', decision: 'yes' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const call = {
      ...flows.hub.call(),
      door: 'workflow' as const,
      credential: { kind: 'person' as const, userId: flows.org.owner.userId },
      org: flows.org.slug,
    }
    await expect(
      flows.hub.hub.catalog.call('workflows.runs.decide', { runId: id, path: 'ok', decision: 'yes' }, call),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('goes on by itself when its time has come', async () => {
    const { id } = await flows.org.api.workflows.runs.start({
      id: await flows.published({
        steps: [
          { id: 'pause', type: 'delay', title: 'Pause', for: { amount: 1, unit: 'seconds' } },
          task('after', 'after'),
        ],
      }),
    })
    await flows.until(id, 'waiting')
    await vi.waitFor(
      async () => {
        await tickWorkflows(flows.hub.hub)
        expect((await flows.org.api.workflows.runs.get({ id })).status).toBe('done')
      },
      { timeout: 8_000, interval: 100 },
    )
    expect(await flows.titles()).toEqual(['after'])
  })

  test('goes on when what it waits for happens, and not for another', async () => {
    const { id: mine } = await flows.org.api.modules.ops.tasks.create({ title: 'mine' })
    const { id: other } = await flows.org.api.modules.ops.tasks.create({ title: 'other' })
    const { id } = await flows.org.api.workflows.runs.start({
      id: await flows.published({
        fields: [{ name: 'task', title: 'Task' }],
        steps: [
          {
            id: 'wait',
            type: 'wait_for_event',
            title: 'Wait',
            topic: 'ops.task.completed',
            match: 'event.taskId == input.task',
          },
          task('after', 'Done: {{ steps.wait.event.title }}'),
        ],
      }),
      input: { task: mine },
    })
    await flows.until(id, 'waiting')
    await flows.org.api.modules.ops.tasks.complete({ id: other })
    await flows.hub.hub.outbox.drain()
    expect((await flows.org.api.workflows.runs.get({ id })).status).toBe('waiting')
    await flows.org.api.modules.ops.tasks.complete({ id: mine })
    await flows.hub.hub.outbox.drain()
    await flows.until(id, 'done')
    expect(await flows.titles()).toContain('Done: mine')
  })

  test('ends its steps with it, though it is tried again from them', async () => {
    const { api } = flows.org
    const steps = [
      { id: 'wait', type: 'delay', title: 'Wait', for: { amount: 1, unit: 'hours' } } as const,
      task('after', 'after'),
    ]
    const { id } = await api.workflows.runs.start({ id: await flows.published({ steps }) })
    await flows.until(id, 'waiting')
    await api.workflows.runs.cancel({ id })
    const { finishedAt, steps: shown } = await flows.until(id, 'canceled')
    expect(shown).toMatchObject([{ path: 'wait', status: 'stopped', finishedAt }])
    const stored = await asSuperuser<{ isEnded: boolean }>(
      flows.hub.database,
      `select finished_at is not null as "isEnded" from app.workflow_step_run where run_id = '${id}'`,
    )
    expect(stored).toEqual([{ isEnded: true }])
    await api.workflows.runs.retry({ id, from: 'wait' })
    const again = await flows.until(id, 'waiting')
    expect(again.steps).toMatchObject([{ path: 'wait', status: 'waiting', finishedAt: null }])
  })

  test('is canceled at once', async () => {
    const { id } = await flows.org.api.workflows.runs.start({ id: await flows.published(asks) })
    await flows.until(id, 'waiting')
    expect(await flows.org.api.workflows.runs.cancel({ id })).toMatchObject({ status: 'canceled' })
    await expect(
      flows.org.api.workflows.runs.decide({ runId: id, path: 'ok', decision: 'yes' }),
    ).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})

describe('a run without credits', () => {
  /** The step that waits for them, and how many tries of it are kept. */
  const tried = (runId: string) =>
    asSuperuser<{ attempt: number; tries: number }>(
      flows.hub.database,
      `select max(attempt)::int as attempt, count(*)::int as tries from app.workflow_step_run where run_id = '${runId}'`,
    )

  async function later(runId: string) {
    const past = `now() - interval '1 second'`
    for (const statement of [
      `update app.workflow_step_run set wait_until = ${past} where run_id = '${runId}' and status = 'waiting'`,
      `update app.workflow_run set wake_at = ${past} where id = '${runId}' and wake_at is not null`,
    ])
      await asSuperuser(flows.hub.database, statement)
    await tickWorkflows(flows.hub.hub)
  }

  test('uses up none of the tries of its step by looking for some, and shows nothing of it in the end', async () => {
    const poor = await flows.hub.newOrg()
    const steps = [task('a', 'a', { retry: { times: 1, pauseSeconds: 1 } })]
    const { id: flow } = await poor.api.workflows.create({ name: 'Poor', draft: { steps } })
    await poor.api.workflows.publish({ id: flow })
    const { id } = await poor.api.workflows.runs.start({ id: flow })
    const until = async (status: string) => {
      await expect
        .poll(async () => (await poor.api.workflows.runs.get({ id })).status, { timeout: 8_000 })
        .toBe(status)
    }
    for (let minute = 0; minute < 3; minute += 1) {
      await until('paused')
      await later(id)
    }
    await until('paused')
    expect(await tried(id)).toEqual([{ attempt: 1, tries: 1 }])
    await giveCredits(flows.hub, poor.orgId, { micro: MICRO })
    await later(id)
    await until('done')
    const { steps: shown } = await poor.api.workflows.runs.get({ id })
    expect(shown).toMatchObject([{ path: 'a', status: 'done', attempt: 1, error: null }])
  })
})
