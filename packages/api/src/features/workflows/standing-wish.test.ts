import { expect, test } from 'vitest'
import { follow, read } from '../assistant/testing.ts'
import { flowHub } from './testing.ts'

const flows = flowHub()

/** Says a wish to the built-in assistant and approves the draft it asks for. */
async function drafted(text: string) {
  const { api } = flows.org
  const { answerId } = await api.assistant.send({ text })
  const events = await follow(api, answerId)
  const approval = events.flatMap(({ data }) => (data.type === 'approval' ? [data.approvalId] : []))[0]
  expect(approval, read(events)).toBeDefined()
  await api.approvals.approve({ id: approval ?? '' })
  const { items } = await api.workflows.list({})
  return { said: read(events), flow: await api.workflows.get({ id: items[0]?.id ?? '' }) }
}

test('a wish for every Monday becomes a sound draft that is published, and mails the list (WF-9)', async () => {
  const { api } = flows.org
  await api.modules.ops.tasks.create({ title: 'Order flour', dueOn: '2026-12-01' })
  const { said, flow } = await drafted('every Monday at 8 mail me the open tasks')
  expect(said).toContain(
    'I would make the workflow “Mail me the open tasks” (“every Monday at 8”: list tasks',
  )
  expect(flow).toMatchObject({ name: 'Mail me the open tasks', faults: [], published: null, isOn: false })
  expect(flow.startsBy).toEqual(['Mondays at 08:00'])
  expect((await api.workflows.runs.list({})).items).toEqual([])
  await api.workflows.publish({ id: flow.id })
  const run = await flows.until((await api.workflows.runs.start({ id: flow.id })).id, 'done')
  const mail = run.steps.find(({ stepId }) => stepId === 'mail')
  expect(mail?.input).toMatchObject({
    to: flows.org.owner.email,
    subject: 'The open tasks',
    text: expect.stringContaining('- Order flour, '),
  })
})

test('the open invoices are mailed every Monday, as issue 14 asks for them', async () => {
  const { flow } = await drafted('every Monday at 8 mail me the open invoices')
  expect(flow).toMatchObject({ faults: [], draft: { triggers: [{ cron: '0 8 * * 1' }] } })
  expect(JSON.stringify(flow.draft.steps)).toContain('modules.accounting.invoices.list')
})

test('days of a wish are reckoned from the day on which it runs', async () => {
  const { api } = flows.org
  const { flow } = await drafted('every day add a task to call the mill due in 3 days')
  expect(flow.faults).toEqual([])
  await api.workflows.publish({ id: flow.id })
  const run = await flows.until((await api.workflows.runs.start({ id: flow.id })).id, 'done')
  const { timeZone } = await api.organizations.get({})
  const inThree = new Date(Date.now() + 3 * 86_400_000)
  const due = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(inThree)
  expect(run.steps[0]?.input).toMatchObject({ title: 'Call the mill', dueOn: due })
})

test('a wish for whenever something happens hears of it, and tells what it was', async () => {
  const { api } = flows.org
  const { flow } = await drafted('whenever a task is completed, mail me')
  expect(flow).toMatchObject({ faults: [], draft: { triggers: [{ topic: 'ops.task.completed' }] } })
  await api.workflows.publish({ id: flow.id })
  const { id } = await api.modules.ops.tasks.create({ title: 'Bake the rye' })
  await api.modules.ops.tasks.complete({ id })
  await flows.hub.hub.outbox.drain()
  const { items } = await api.workflows.runs.list({ workflowId: flow.id })
  const run = await flows.until(items[0]?.id ?? '', 'done')
  expect(run.steps[0]?.input).toMatchObject({ text: expect.stringContaining('- title: Bake the rye') })
})

test.each([
  ['when a task is overdue, mail me', 'ops.task.overdue', undefined],
  ['every time a task of mine is overdue mail me', 'ops.task.overdue', 'mine'],
  ['when a task is assigned to me, mail me', 'ops.task.assigned', 'mine'],
  ['if a task is not done in time, mail me', 'ops.task.overdue', undefined],
  ['as soon as an invoice is not paid on time, mail me', 'accounting.invoice.overdue', undefined],
  ['when an order arrives, add a task: pack it', 'connectors.order.arrived', undefined],
])('“%s” hears of what was meant', async (text, topic, whose) => {
  const { flow } = await drafted(text)
  const match = whose && `event.assigneeId == "${flows.org.owner.userId}"`
  expect(flow.draft.triggers).toEqual([
    expect.objectContaining({ type: 'event', topic, ...(match && { match }) }),
  ])
})

test('what does not happen is no event of its happening', async () => {
  const { api } = flows.org
  for (const text of [
    'when somebody does not join, mail me',
    'whenever a task is never commented on, mail me',
  ]) {
    const { answerId } = await api.assistant.send({ text })
    const events = await follow(api, answerId)
    expect(
      events.some(({ data }) => data.type === 'approval'),
      text,
    ).toBe(false)
  }
})

test('what is not clear is asked, and the answer goes on with it', async () => {
  const { api } = flows.org
  const { sent, events } = await (async () => {
    const first = await api.assistant.send({ text: 'every Friday at 4pm' })
    return { sent: first, events: await follow(api, first.answerId) }
  })()
  expect(read(events)).not.toContain('I would')
  const { answerId } = await api.assistant.send({
    text: 'mail me what is overdue',
    conversationId: sent.conversationId,
  })
  expect(read(await follow(api, answerId))).toContain('I would make the workflow “Mail me what is overdue”')
  const none = await api.assistant.send({ text: 'every Monday at 8 mail me the late shipments' })
  const told = await follow(api, none.answerId)
  expect(told.some(({ data }) => data.type === 'approval')).toBe(false)
  const question = told.flatMap(({ data }) => (data.type === 'question' ? [data.text] : [])).join('')
  expect(`${read(told)}${question}`).toContain(
    'I find no “the late shipments” in this hub that I could mail. I can mail what I can list, such as: tasks',
  )
})
