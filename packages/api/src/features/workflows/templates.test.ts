import { expect, test } from 'vitest'
import type { TestOrg } from '../../testing/index.ts'
import { flowHub } from './testing.ts'

const flows = flowHub()

const mails = [
  'Credits run low',
  'Is the website up?',
  'Open tasks every Monday',
  'Overdue tasks each weekday',
]

/** To whom the templates write that write to somebody who is known before they run. */
async function mailedBy({ api }: Pick<TestOrg, 'api'>) {
  const { items } = await api.workflows.templates({})
  return items.flatMap(({ name, draft }) =>
    draft.steps.flatMap((step) =>
      step.type === 'send_email' && !step.to.includes('{{') ? [{ name, to: step.to }] : [],
    ),
  )
}

test('a template mails whoever asks for it', async () => {
  const member = await flows.org.join('member')
  const { owner } = flows.org
  expect(await mailedBy(flows.org)).toEqual(mails.map((name) => ({ name, to: owner.email })))
  expect(await mailedBy(member)).toEqual(mails.map((name) => ({ name, to: member.email })))
})

test('without an address it is not published, and the step says so', async () => {
  const { items } = await flows.org.api.workflows.templates({})
  const draft = items.find(({ name }) => name === 'Open tasks every Monday')?.draft
  const steps = draft?.steps.map((step) => (step.type === 'send_email' ? { ...step, to: '' } : step))
  const { id, faults } = await flows.org.api.workflows.create({ name: 'Mondays', draft: { ...draft, steps } })
  expect(faults).toMatchObject([{ at: 'mail', field: 'to' }])
  await expect(flows.org.api.workflows.publish({ id })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

const pinned = { look: { error: { code: 'UNAVAILABLE', message: 'It did not answer.' } } }
const byName = {
  'Answer a customer, with your OK': { email: 'ada@lantern.example', question: 'Are you open on Sunday?' },
  'Requests from the website': { body: { title: 'Repair the shutter' } },
}

test('each template does its steps, as a test shows before anything starts it', async () => {
  const { workflows, modules } = flows.org.api
  await modules.ops.tasks.create({ title: 'Call the mill', dueOn: '2020-01-01' })
  const { items } = await workflows.templates({})
  for (const { name, draft } of items) {
    const { id } = await workflows.create({ name, draft })
    const input = Object.entries(byName).find(([one]) => one === name)?.[1] ?? {}
    const run = await workflows.runs.test({ id, input, pinned })
    const { steps, error } = await flows.until(run.id, 'done', 'waiting')
    expect({ name, error, failed: steps.filter(({ status }) => status === 'failed') }).toEqual({
      name,
      error: null,
      failed: [],
    })
    const reached = new Set(steps.map(({ stepId }) => stepId))
    const first = draft.steps.findIndex(({ type }) => type === 'approval' || type === 'delay') + 1
    const expected = draft.steps.slice(0, first === 0 ? undefined : first).map(({ id: step }) => step)
    expect([...reached].toSorted(), name).toEqual(expected.toSorted())
  }
})
