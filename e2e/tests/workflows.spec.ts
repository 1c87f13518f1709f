import type { Page } from '@playwright/test'
import { expectFits } from '../support/fits.ts'
import { arrowTo, tabTo } from '../support/keyboard.ts'
import { mailsTo } from '../support/mailbox.ts'
import { partner } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

test.setTimeout(120_000)
test.use({ storageState: partner.session, founder: partner })

const form = { name: 'customer', title: 'Customer', type: 'text', isRequired: true }
const to = 'jonah@workflow.example'
const base = { parent: null, branch: '' }
const askThenMail = {
  triggers: [{ id: 'daily', type: 'schedule', cron: '0 8 * * 1-5' }],
  fields: [form],
  steps: [
    {
      ...base,
      id: 'call',
      type: 'create_task',
      title: 'Add a task',
      input: { title: 'Call {{ input.customer }}' },
    },
    { ...base, id: 'any', type: 'conditional', title: 'Any found?', condition: 'size(["a", "b"]) > 0' },
    {
      id: 'each',
      type: 'for_each',
      title: 'Take the next one',
      items: '["Lantern", "Marrow"]',
      as: 'invoice',
      parent: 'any',
      branch: 'then',
    },
    {
      id: 'ok',
      type: 'approval',
      title: 'Wait for your OK',
      question: 'Send a reminder to {{ invoice }}?',
      parent: 'each',
      branch: 'each',
    },
    {
      id: 'mail',
      type: 'send_email',
      title: 'Email the customer',
      to,
      subject: 'Reminder',
      text: 'Hello {{ invoice }}',
      parent: 'each',
      branch: 'each',
    },
    {
      id: 'quiet',
      type: 'stop',
      title: 'Stop quietly',
      message: 'Nothing to do',
      parent: 'any',
      branch: 'otherwise',
    },
  ],
}

test('workflows fit a desk and a phone (WF-4)', async ({ page, hub, ownOrganization }) => {
  await page.goto(`/o/${ownOrganization.slug}/workflows`)
  await expect(page.getByText('No workflows yet')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Templates' }).getByRole('listitem').first()).toBeVisible()
  await expectFits(page, 'empty')

  // The first organization of a person has credits.
  const { slug } = partner
  const { id } = await hub.mutate<{ id: string }>('workflows.create', {
    name: 'Late-payer reminders',
    draft: askThenMail,
  })
  await hub.mutate('workflows.publish', { id })
  const run = await hub.mutate<{ id: string }>('workflows.runs.start', { id, input: { customer: 'Jonah' } })
  await page.goto(`/o/${slug}/workflows/${id}/runs/${run.id}`)
  await expect(page.getByText('It waits for a decision.').first()).toBeVisible({ timeout: 20_000 })
  await expectFits(page, 'run')

  await page.goto(`/o/${slug}/workflows/${id}`)
  await expect(page.getByRole('button', { name: /^Any found/ })).toBeVisible()
  await expectFits(page, 'canvas')
  await page.getByRole('button', { name: /^Wait for your OK/ }).click()
  await expectFits(page, 'step')
  await page.goto(`/o/${slug}/workflows/${id}?view=list&step=@start`)
  await expect(page.getByRole('list', { name: 'Steps', exact: true })).toBeVisible()
  await expectFits(page, 'list')
  await page.goto(`/o/${slug}/workflows/${id}?tab=versions&view=list`)
  await page.getByRole('button', { name: 'Version 1' }).click()
  await expectFits(page, 'versions')
  await page.goto(`/o/${slug}/workflows`)
  await expect(page.getByRole('table', { name: 'Workflows' })).toContainText('Weekdays at 08:00')
  await expectFits(page, 'list-of-all')
})

/** Opens the kinds of steps from where focus is, and takes one. */
async function addByKeys(page: Page, kind: string) {
  await expect(page.getByRole('dialog', { name: 'Add a step' })).toBeVisible()
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: new RegExp(`^${kind}`) }))
  await page.keyboard.press('Enter')
}

test('a workflow is built by keys alone, on the canvas and in the list, and does its work (WF-1, WF-4)', async ({
  page,
}) => {
  const { slug } = partner
  await page.goto(`/o/${slug}/workflows`)
  await tabTo(page, page.getByRole('button', { name: 'New workflow' }))
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'New workflow' }).getByLabel('Name').fill('Ask before mailing')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Ask before mailing' })).toBeVisible()

  await test.step('how it starts, on the canvas', async () => {
    await tabTo(page, page.getByRole('button', { name: /^Started by hand/ }))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('button', { name: 'Add a field' }))
    await page.keyboard.press('Enter')
    await page.getByLabel('Question', { exact: true }).fill('Customer')
    await tabTo(page, page.getByRole('button', { name: 'Add what starts it' }))
    await page.keyboard.press('Enter')
    await arrowTo(page, page.getByRole('menuitem', { name: 'A time' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /^Weekdays at 08:00/ })).toBeVisible()
  })

  await test.step('a task and an approval, on the canvas', async () => {
    await page.getByRole('button', { name: /^Weekdays at 08:00/ }).focus()
    await page.keyboard.press('+')
    await addByKeys(page, 'Create a task')
    const title = page.getByLabel('Title', { exact: true })
    await title.fill('Call ')
    await page.getByRole('button', { name: 'Insert from an earlier step: Title' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Customer' }).press('Enter')
    await expect(title).toHaveValue('Call {{ input.answer }}')
    await page.getByRole('button', { name: /^Create a task/ }).focus()
    await page.keyboard.press('+')
    await addByKeys(page, 'Wait for an OK')
    await page.getByLabel('What they see', { exact: true }).fill('Mail {{ input.answer }}?')
  })

  await test.step('arrow keys go along the boxes, Delete takes one away and it comes back', async () => {
    await page.getByRole('button', { name: /^Wait for an OK/ }).focus()
    await page.keyboard.press('ArrowLeft')
    await expect(page.getByRole('button', { name: /^Create a task/ })).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Delete')
    await expect(page.getByRole('button', { name: /^Wait for an OK/ })).toBeHidden()
    await page.getByRole('button', { name: 'Undo' }).last().press('Enter')
    await expect(page.getByRole('button', { name: /^Wait for an OK/ })).toBeVisible()
  })

  await test.step('a mail, in the list', async () => {
    await page.getByRole('radio', { name: 'List' }).focus()
    await page.keyboard.press('Space')
    await tabTo(page, page.getByRole('button', { name: 'Add a step after Wait for an OK' }))
    await page.keyboard.press('Enter')
    await addByKeys(page, 'Send an e-mail')
    await page.getByLabel('To', { exact: true }).fill(to)
    await page.getByLabel('Subject', { exact: true }).fill('Hello {{ input.answer }}')
    await page.getByLabel('Text', { exact: true }).fill('Good morning.')
    await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  })

  await test.step('it is published and started', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Publish' }))
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Publish it' }).press('Enter')
    await expect(page.getByText('Version 1', { exact: true })).toBeVisible()
    await page.getByRole('tab', { name: /^Runs/ }).click()
    await page.getByRole('button', { name: 'Start it now' }).press('Enter')
    await page.getByRole('dialog').getByLabel('Customer').fill('Jonah')
    await page.keyboard.press('Enter')
  })

  await test.step('it asks, is answered, and the mail goes out once', async () => {
    await expect(page.getByText('Mail Jonah?').first()).toBeVisible({ timeout: 20_000 })
    await tabTo(page, page.getByRole('button', { name: 'Approve' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: /^Run 1 Done/ })).toBeVisible({ timeout: 20_000 })
    await expect.poll(async () => (await mailsTo(to)).map(({ subject }) => subject)).toEqual(['Hello Jonah'])
  })
})

/** From the act of somebody to another screen. */
const SOON = { timeout: 1_000 }
/** A page follows what changes from shortly after it is there. */
const FOLLOWS_MS = 3_000

test(
  'a decision in one browser is in the timeline of another within a second (RT-1, WF-4)',
  { tag: '@alone' },
  async ({ page, openAs, hub }) => {
    const { slug } = partner
    const steps = [
      {
        ...base,
        id: 'ok',
        type: 'approval',
        title: 'Ask first',
        question: 'Go on with it?',
        onNo: 'continue',
      },
      { ...base, id: 'wait', type: 'delay', title: 'Wait a day', for: { amount: 1, unit: 'days' } },
    ]
    const { id } = await hub.mutate<{ id: string }>('workflows.create', {
      name: 'Seen by two',
      draft: { steps },
    })
    await hub.mutate('workflows.publish', { id })
    const run = await hub.mutate<{ id: string }>('workflows.runs.start', { id })
    const other = await openAs(partner)
    for (const one of [page, other]) {
      await one.goto(`/o/${slug}/workflows/${id}/runs/${run.id}`)
      await expect(one.getByRole('button', { name: 'Approve' })).toBeVisible({ timeout: 20_000 })
    }
    await page.waitForTimeout(FOLLOWS_MS)
    const first = (one: Page) =>
      one.getByRole('list', { name: 'Steps of this run' }).getByRole('listitem').first()
    await page.getByRole('button', { name: 'Approve' }).click()
    await expect(page.getByText('Approved. It goes on.')).toBeVisible()
    await expect(other.getByRole('button', { name: 'Approve' })).toHaveCount(0, SOON)
    // When the run goes on is the worker's matter; both see it as it does.
    await expect(first(page)).toContainText('Done: Ask first')
    await expect(first(other)).toContainText('Done: Ask first', SOON)
  },
)
