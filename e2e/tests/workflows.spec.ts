import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from '../support/axe.ts'
import { tabTo } from '../support/keyboard.ts'
import { mailsTo } from '../support/mailbox.ts'
import { partner } from '../support/people.ts'
import { toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.setTimeout(150_000)
test.use({ storageState: partner.session, founder: partner })

const form = { name: 'customer', title: 'Customer', type: 'text', isRequired: true }
const to = 'jonah@workflow.example'
const base = { parent: null, branch: '' }
const askThenMail = {
  triggers: [{ id: 'daily', type: 'schedule', cron: '0 8 * * 1-5' }],
  fields: [form],
  steps: [
    { ...base, id: 'call', type: 'create_task', title: 'Add a task', input: { title: 'Call {{ input.customer }}' } },
    { ...base, id: 'any', type: 'conditional', title: 'Any found?', condition: 'size(["a", "b"]) > 0' },
    { id: 'each', type: 'for_each', title: 'Take the next one', items: '["Lantern", "Marrow"]', as: 'invoice', parent: 'any', branch: 'then' },
    { id: 'ok', type: 'approval', title: 'Wait for your OK', question: 'Send a reminder to {{ invoice }}?', parent: 'each', branch: 'each' },
    { id: 'mail', type: 'send_email', title: 'Email the customer', to, subject: 'Reminder', text: 'Hello {{ invoice }}', parent: 'each', branch: 'each' },
    { id: 'quiet', type: 'stop', title: 'Stop quietly', message: 'Nothing to do', parent: 'any', branch: 'otherwise' },
  ],
}

async function looksRight(page: Page, what: string, path: (name: string) => string) {
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 })
    await page.waitForTimeout(300)
    await page.screenshot({ path: path(`${what}-${width}.png`) })
    await expectNoSidewaysScroll(page, `${what} at ${width} px`).catch((e: Error) => console.log('SIDE', e.message.slice(0, 300)))
    await expectAccessible(page, `${what} at ${width} px`).catch((e: Error) => console.log('AXE', e.message.slice(0, 900)))
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`workflows fit a desk and a phone in ${colorScheme} colors (WF-4)`, async ({
    page,
    ownOrganization: { slug, hub },
  }, info) => {
    const path = (name: string) => info.outputPath(`${colorScheme}-${name}`)
    await page.emulateMedia({ colorScheme })
    await page.goto(`/o/${slug}/workflows`)
    await expect(page.getByText('No workflows yet')).toBeVisible()
    await expect(page.getByRole('list', { name: 'Templates' }).getByRole('listitem').first()).toBeVisible()
    await looksRight(page, 'empty', path)

    const { id } = await hub.mutate<{ id: string }>('workflows.create', {
      name: 'Late-payer reminders',
      draft: askThenMail,
    })
    await hub.mutate('workflows.publish', { id })
    const run = await hub.mutate<{ id: string }>('workflows.runs.start', { id, input: { customer: 'Jonah' } })
    await page.goto(`/o/${slug}/workflows/${id}/runs/${run.id}`)
    await expect(page.getByText('It waits for a decision.')).toBeVisible({ timeout: 20_000 })
    await looksRight(page, 'run', path)

    await page.goto(`/o/${slug}/workflows/${id}`)
    await expect(page.getByRole('button', { name: /^Any found/ })).toBeVisible()
    await looksRight(page, 'canvas', path)
    await page.getByRole('button', { name: /^Wait for your OK/ }).click()
    await looksRight(page, 'step', path)
    await page.goto(`/o/${slug}/workflows/${id}?view=list&step=@start`)
    await expect(page.getByRole('list', { name: 'Steps', exact: true })).toBeVisible()
    await looksRight(page, 'list', path)
    await page.goto(`/o/${slug}/workflows/${id}?tab=versions&view=list`)
    await page.getByRole('button', { name: 'Version 1' }).click()
    await looksRight(page, 'versions', path)
    await page.goto(`/o/${slug}/workflows`)
    await expect(page.getByRole('table', { name: 'Workflows' }).getByRole('row')).toHaveCount(2)
    await looksRight(page, 'list-of-all', path)
  })
