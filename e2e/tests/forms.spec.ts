import { expectFits } from '../support/fits.ts'
import { expectAccessible } from '../support/axe.ts'
import { partner } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

test.use({ founder: partner })

const orders = {
  triggers: [
    {
      id: 'order',
      type: 'form',
      title: 'Order bread for the weekend',
      intro: 'We bake on Saturday morning. Fetch it from eight.',
      thanks: 'We bake it, and write to you when it is ready.',
      fields: [
        { name: 'who', title: 'Your name' },
        { name: 'email', title: 'Your e-mail', type: 'email' },
        { name: 'size', title: 'Size', type: 'choice', choices: ['Small', 'Large'] },
        { name: 'day', title: 'When', type: 'date', isRequired: false },
        { name: 'note', title: 'Anything else', type: 'long_text', isRequired: false },
        { name: 'agreed', title: 'I fetch it myself', type: 'yes_no' },
      ],
    },
  ],
  steps: [
    {
      id: 'ok',
      type: 'approval',
      title: 'OK?',
      question: 'Bake a {{ input.form.size }} loaf for {{ input.form.who }}?',
    },
  ],
}

test('somebody who is not signed in fills in a form by keys, mends it, and starts its workflow once (WF-2)', async ({
  openAs,
  problems,
  ownOrganization: { hub },
}, info) => {
  const { id } = await hub.mutate<{ id: string }>('workflows.create', { name: 'Orders', draft: orders })
  await hub.mutate('workflows.publish', { id })
  const { forms } = await hub.query<{ forms: { address: string }[] }>('workflows.get', { id })
  const page = await openAs(null)
  await page.goto(new URL(forms[0]?.address ?? '').pathname)
  await expect(page.getByRole('heading', { name: 'Order bread for the weekend' })).toBeVisible()
  await expectFits(page, 'the form')
  problems.expect(/422/)
  await page.getByLabel('Your name').focus()
  await page.keyboard.type('Ana Ruiz')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('Some answers are missing')
  await expect(page.getByLabel('Your name')).toHaveValue('Ana Ruiz')
  await page.screenshot({ path: info.outputPath('form-wrong.png'), fullPage: true })
  await expectAccessible(page, 'the form with faults')
  await page.getByLabel('Your e-mail').fill('ana@lantern.example')
  await page.getByLabel('Size').selectOption('Large')
  await page.getByLabel('I fetch it myself').check()
  await page.getByRole('button', { name: 'Send' }).dblclick()
  await expect(page.getByRole('status')).toContainText('We bake it')
  const runs = await hub.query<{ items: { startedBy: string }[] }>('workflows.runs.list', { workflowId: id })
  expect(runs.items).toMatchObject([{ startedBy: 'form' }])
})
