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
