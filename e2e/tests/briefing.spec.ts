import type { Page } from '@playwright/test'
import { expectFits } from '../support/fits.ts'
import type { HubClient } from '../support/hub-client.ts'
import { tabTo } from '../support/keyboard.ts'
import { bookkeeper } from '../support/people.ts'
import { toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({ founder: bookkeeper, storageState: bookkeeper.session })

const DAY_MS = 86_400_000
const dayFromNow = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

interface Made {
  id: string
}

/** Posted, and to be paid three days ago. @returns its number. */
async function overdueInvoice(hub: HubClient): Promise<string> {
  await hub.mutate('modules.accounting.book.setUp', {
    baseCurrency: 'EUR',
    country: 'IE',
    startsOn: dayFromNow(-200),
  })
  const { id: contactId } = await hub.mutate<Made>('modules.accounting.contacts.create', {
    name: 'Lantern Street Bakery',
  })
  const { items } = await hub.query<{ items: Made[] }>('modules.accounting.taxes.list', { side: 'sale' })
  const { id } = await hub.mutate<Made>('modules.accounting.invoices.create', {
    contactId,
    issuedOn: dayFromNow(-30),
    dueOn: dayFromNow(-3),
    lines: [{ description: 'House blend', unitPrice: '312.00', taxCodeId: items[0]?.id }],
  })
  const { number } = await hub.mutate<{ number: string }>('modules.accounting.invoices.post', { id })
  return number
}

async function lateTask(hub: HubClient, title: string): Promise<void> {
  const { user } = await hub.query<{ user: Made }>('auth.me', {})
  await hub.mutate('modules.ops.tasks.create', { title, dueOn: dayFromNow(-2), assigneeId: user.id })
}

const needs = (page: Page) => page.getByRole('list', { name: 'Needs you' })

test('the briefing names what is planted; each line leads to its rows, and what is done leaves it, by keys alone (OPS-1)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const number = await overdueInvoice(hub)
  await lateTask(hub, 'Descale the grinder')
  await page.goto(`/o/${slug}`)
  await expect(needs(page).getByRole('listitem')).toHaveCount(2)
  await expect(needs(page)).toContainText('One of your tasks is overdue')
  await expect(needs(page)).toContainText(
    /Lantern Street Bakery is \d days late: 312.00 EUR is still to come/,
  )
  await expectFits(page, 'the briefing')

  await test.step('a line leads to the one thing that it is about', async () => {
    await tabTo(page, needs(page).getByRole('link', { name: number }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: new RegExp(number) })).toBeVisible()
    await page.goBack()
  })

  await test.step('its act leads there as well, and what is done leaves the briefing', async () => {
    await tabTo(page, needs(page).getByRole('link', { name: /: One of your tasks is overdue$/ }))
    await page.keyboard.press('Enter')
    const drawer = page.getByRole('dialog', { name: 'Descale the grinder, To do' })
    await expect(drawer.getByLabel('Title')).toHaveValue('Descale the grinder')
    await tabTo(page, drawer.getByRole('button', { name: 'Complete' }))
    await page.keyboard.press('Enter')
    await expect(toast(page, 'Done: Descale the grinder')).toBeVisible()
    await page.goto(`/o/${slug}`)
    await expect(needs(page).getByRole('listitem')).toHaveCount(1)
    await expect(needs(page)).not.toContainText('your tasks')
  })
})
