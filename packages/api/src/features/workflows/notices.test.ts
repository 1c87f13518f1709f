import { asSuperuser } from '@hub/db/testing'
import { describe, expect, test, vi } from 'vitest'
import { MICRO } from '../../shared/micro.ts'
import { textOfSentence } from '../../shared/sentence.ts'
import { giveCredits } from '../../testing/index.ts'
import type { TestOrg } from '../../testing/index.ts'
import { sendDueMails } from '../notifications/service.ts'
import { everythingHeard } from '../notifications/testing.ts'
import { flowHub, task } from './testing.ts'
import type { Draft } from './testing.ts'
import { tickWorkflows } from './service.ts'

const flows = flowHub()

type Caller = Pick<TestOrg, 'api'>

/** What stands in somebody's inbox. */
async function inboxOf({ api }: Caller) {
  await everythingHeard(flows.hub)
  return (await api.notifications.list({})).items
}

const wordsIn = async (by: Caller) => (await inboxOf(by)).map(({ sentence }) => textOfSentence(sentence))

/** The topics of workflows that were told in the organization. */
async function happened(): Promise<string[]> {
  const { items } = await flows.org.api.events.list({ limit: 100 })
  return items.map(({ topic }) => topic).filter((topic) => topic.startsWith('workflow.'))
}

const asking = (deciders: string[] = []): Draft => ({
  steps: [
    { id: 'ok', type: 'approval', title: 'OK?', question: 'Send {{ 1 + 1 }}?', deciders },
    task('after', 'after'),
  ],
})

describe('a run that asks for a decision (NTF-12)', () => {
  test('is told to whoever may decide, with its question and the way there, and waits', async () => {
    const member = await flows.org.join('member')
    const viewer = await flows.org.join('viewer')
    const id = await flows.published(asking())
    const run = await flows.org.api.workflows.runs.start({ id })
    await flows.until(run.id, 'waiting')
    const [told] = await inboxOf(member)
    expect(told).toMatchObject({
      kind: 'workflow.decision_asked',
      detail: 'Send 2?',
      isWaiting: true,
      link: `/o/${flows.org.slug}/workflows/${id}/runs/${run.id}?ask=true`,
    })
    expect([await wordsIn(flows.org), await wordsIn(member), await wordsIn(viewer)]).toEqual([
      ['Run 1 of Late payers asks for your decision'],
      ['Run 1 of Late payers asks for your decision'],
      [],
    ])
  })

  test('is mailed at once, with a link to the question', async () => {
    const member = await flows.org.join('member')
    const id = await flows.published(asking([member.userId]))
    const run = await flows.org.api.workflows.runs.start({ id })
    await flows.until(run.id, 'waiting')
    await everythingHeard(flows.hub)
    await sendDueMails(flows.hub.hub)
    await everythingHeard(flows.hub)
    const { slug } = flows.org
    expect(flows.hub.mails.filter(({ to }) => to === member.email)).toMatchObject([
      {
        subject: expect.stringContaining('asks for your decision'),
        text: expect.stringContaining('Send 2?'),
        action: { url: `http://localhost:3000/o/${slug}/workflows/${id}/runs/${run.id}?ask=true` },
      },
    ])
  })

  test('names those who are asked, and is done for all of them once one has decided', async () => {
    const [asked, second, other] = [
      await flows.org.join('member'),
      await flows.org.join('member'),
      await flows.org.join('member'),
    ]
    const id = await flows.published(asking([asked.userId, second.userId]))
    const run = await flows.org.api.workflows.runs.start({ id })
    await flows.until(run.id, 'waiting')
    expect([await wordsIn(asked), await wordsIn(second), await wordsIn(other)]).toEqual([
      [expect.any(String)],
      [expect.any(String)],
      [],
    ])
    await asked.api.workflows.runs.decide({ runId: run.id, path: 'ok', decision: 'yes' })
    expect([await wordsIn(asked), await wordsIn(second)]).toEqual([[], []])
    const { items } = await second.api.notifications.list({ view: 'done' })
    expect(items).toMatchObject([{ kind: 'workflow.decision_asked', isWaiting: false }])
    expect(await happened()).toEqual(['workflow.decided', 'workflow.decision_asked'])
  })

  test('whom it asks have left, is for those who look after workflows, and only for them', async () => {
    const [first, second, other] = [
      await flows.org.join('member'),
      await flows.org.join('member'),
      await flows.org.join('member'),
    ]
    const { api } = flows.org
    const id = await flows.published(asking([first.userId, second.userId]))
    const run = await api.workflows.runs.start({ id })
    await flows.until(run.id, 'waiting')
    await api.organizations.members.remove({ userId: first.userId })
    const waiting = async (by: Caller) =>
      (await by.api.workflows.runs.list({ waitsForMe: true })).items.map((one) => one.id)
    expect([await wordsIn(flows.org), await waiting(flows.org)]).toEqual([[], []])
    await api.organizations.members.remove({ userId: second.userId })
    expect(await inboxOf(flows.org)).toMatchObject([
      { kind: 'workflow.decision_asked', isWaiting: true, detail: 'Send 2?' },
    ])
    expect([await waiting(flows.org), await waiting(other), await wordsIn(other)]).toEqual([[run.id], [], []])
    const decide = (by: Caller) =>
      by.api.workflows.runs.decide({ runId: run.id, path: 'ok', decision: 'yes' })
    await expect(decide(other)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await decide(flows.org)
    await flows.until(run.id, 'done')
    expect(await wordsIn(flows.org)).toEqual([])
  })

  test('is told of nobody while a draft is tested', async () => {
    const { id } = await flows.org.api.workflows.create({ name: 'Draft', draft: asking() })
    const run = await flows.org.api.workflows.runs.test({ id })
    await flows.until(run.id, 'waiting')
    expect(await wordsIn(flows.org)).toEqual([])
  })
})

describe('a run that fails (NTF-13)', () => {
  const failing: Draft = {
    steps: [{ id: 'end', type: 'stop', title: 'Give up', outcome: 'failed', message: 'No stock' }],
  }

  test('is told to whoever published it and whoever started it, and to nobody else', async () => {
    const [member, other] = [await flows.org.join('member'), await flows.org.join('member')]
    const id = await flows.published(failing)
    const run = await member.api.workflows.runs.start({ id })
    await flows.until(run.id, 'failed')
    expect([await wordsIn(flows.org), await wordsIn(member), await wordsIn(other)]).toEqual([
      ['Run 1 of Late payers failed'],
      ['Run 1 of Late payers failed'],
      [],
    ])
    const [told] = await inboxOf(member)
    expect(told).toMatchObject({
      tone: 'failure',
      link: `/o/${flows.org.slug}/workflows/${id}/runs/${run.id}`,
    })
  })

  test('starts no end of runs of a workflow that waits for failures and fails itself', async () => {
    const draft = {
      ...failing,
      triggers: [{ id: 'any', type: 'event', topic: 'workflow.run_failed' }],
    } as Draft
    const { api } = flows.org
    const { id } = await api.workflows.create({ name: 'Circle', draft })
    await api.workflows.publish({ id })
    await api.workflows.switch({ id, isOn: true })
    await api.workflows.runs.start({ id })
    const runs = async () => (await api.workflows.runs.list({ limit: 100 })).items
    await vi.waitFor(
      async () => {
        await everythingHeard(flows.hub)
        const ended = await runs()
        expect(ended[0]?.error?.code).toBe('LIMIT_REACHED')
      },
      { timeout: 10_000, interval: 50 },
    )
    await everythingHeard(flows.hub)
    expect((await runs()).length).toBe(7)
    // One row for the workflow, with the newest in front.
    expect((await inboxOf(flows.org)).map(({ kind, count }) => [kind, count])).toEqual([
      ['workflow.run_failed', 6],
    ])
  })

  test('says at which step, and not what it found there', async () => {
    const missing = '01970000-0000-7000-8000-000000000000'
    const id = await flows.published({
      steps: [
        {
          id: 'close',
          type: 'act',
          title: 'Close the task',
          procedure: 'modules.ops.tasks.complete',
          input: { id: missing },
        },
      ],
    })
    await flows.until((await flows.org.api.workflows.runs.start({ id })).id, 'failed')
    expect((await inboxOf(flows.org))[0]?.detail).toBe('At the step “Close the task”.')
  })
})

describe('a workflow whose publisher leaves', () => {
  test('is told of at once to those who look after workflows, until it is published again', async () => {
    const [maker, other] = [await flows.org.join('admin'), await flows.org.join('member')]
    const ids: string[] = []
    for (const name of ['Greet', 'Thank']) {
      const { id } = await maker.api.workflows.create({ name, draft: { steps: [task('a', 'a')] } })
      await maker.api.workflows.publish({ id })
      await maker.api.workflows.switch({ id, isOn: true })
      ids.push(id)
    }
    await flows.org.api.organizations.members.remove({ userId: maker.userId })
    expect(await inboxOf(flows.org)).toMatchObject([
      {
        kind: 'workflow.publisher_gone',
        detail:
          'Whoever published it has left. Publish it again, and it works in your name. So it is with 1 more.',
        link: `/o/${flows.org.slug}/workflows/${ids[1]}`,
      },
    ])
    expect(await wordsIn(flows.org)).toEqual(['Thank cannot run any more'])
    expect(await wordsIn(other)).toEqual([])
    const run = await other.api.workflows.runs.start({ id: ids[0] ?? '' })
    await flows.until(run.id, 'failed')
    expect(await wordsIn(flows.org)).toEqual(['Run 1 of Greet failed', 'Thank cannot run any more'])
    await flows.org.api.workflows.publish({ id: ids[1] ?? '' })
    const told = (await inboxOf(flows.org)).find(({ kind }) => kind === 'workflow.publisher_gone')
    expect(told?.detail).toBe('It was published again since, or switched off.')
  })
})

describe('a workflow without credits (NTF-14)', () => {
  /** A minute goes by for what waits. */
  async function later(orgId: string) {
    const { database } = flows.hub
    for (const statement of [
      `update app.workflow_step_run set wait_until = now() - interval '1 second' where org_id = '${orgId}' and status = 'waiting'`,
      `update app.workflow_run set wake_at = now() - interval '1 second' where org_id = '${orgId}' and wake_at is not null`,
    ])
      await asSuperuser(database, statement)
    await tickWorkflows(flows.hub.hub)
  }
  const statuses = async ({ api }: Caller) =>
    (await api.workflows.runs.list({})).items.map(({ status }) => status)

  test('is told of once, however many of its runs wait and look again, and is settled when they go on', async () => {
    const poor = await flows.hub.newOrg()
    const { id } = await poor.api.workflows.create({ name: 'Poor', draft: { steps: [task('a', 'a')] } })
    await poor.api.workflows.publish({ id })
    for (let run = 0; run < 3; run += 1) await poor.api.workflows.runs.start({ id })
    const until = (status: string) =>
      vi.waitFor(async () => expect(await statuses(poor)).toEqual([status, status, status]), {
        timeout: 10_000,
        interval: 50,
      })
    await until('paused')
    await later(poor.orgId)
    await until('paused')
    expect(await wordsIn(poor)).toEqual(['Poor waits for credits'])
    await giveCredits(flows.hub, poor.orgId, { micro: MICRO })
    await later(poor.orgId)
    await until('done')
    expect(await wordsIn(poor)).toEqual([])
    const { items } = await poor.api.events.list({ limit: 100 })
    expect(items.map(({ topic }) => topic).filter((topic) => /paused|resumed/.test(topic))).toEqual([
      'workflow.resumed',
      'workflow.paused',
    ])
  })
})
