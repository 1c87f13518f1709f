import type { Locator, Page } from '@playwright/test'
import type { HubClient } from '../support/hub-client.ts'
import { expectAccessible } from '../support/axe.ts'
import { tabTo } from '../support/keyboard.ts'
import { bookkeeper } from '../support/people.ts'
import { toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: bookkeeper.session, founder: bookkeeper })

const keepBooks = (hub: HubClient) =>
  hub.mutate('modules.accounting.book.setUp', {
    baseCurrency: 'EUR',
    country: 'IE',
    startsOn: '2026-01-01',
    taxRates: [{ name: 'VAT 23 %', percent: '23' }],
  })

/** Goes there by Tab and presses a key. */
async function pressOn(page: Page, control: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, control)
  await page.keyboard.press(key)
}

/** Goes to a field by Tab and writes over what stands there. */
async function write(page: Page, field: Locator, words: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(words)
}

test('a customer is added, changed, archived and restored by keys alone (ACC-2)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await keepBooks(hub)
  await page.goto(`/o/${slug}/accounting/contacts`)
  await expect(page.getByText('No customers yet')).toBeVisible()
  await page.keyboard.press('n')
  const adding = page.getByRole('dialog', { name: 'Add a customer or vendor' })
  await expect(adding.getByLabel('Name')).toBeFocused()
  await page.keyboard.type('Kestrel Books')
  await page.keyboard.press('Enter')
  await expect(toast(page, 'Added Kestrel Books.')).toBeVisible()

  const drawer = page.getByRole('dialog', { name: 'Kestrel Books', exact: true })
  await pressOn(page, drawer.getByRole('button', { name: 'Change' }))
  const changing = page.getByRole('dialog', { name: 'Change Kestrel Books' })
  await expect(changing.getByLabel('Name')).toBeFocused()
  await write(page, changing.getByLabel('Mail'), 'Accounts@Kestrel.example')
  await write(page, changing.getByLabel('City'), 'Galway')
  await page.keyboard.press('Enter')
  await expect(toast(page, 'Saved Kestrel Books.')).toBeVisible()
  await expect(drawer).toContainText('Galway')
  await expect(drawer).toContainText('accounts@kestrel.example')

  await pressOn(page, drawer.getByRole('button', { name: 'Archive' }))
  await expect(toast(page, 'Archived Kestrel Books.')).toBeVisible()
  await pressOn(page, drawer.getByRole('button', { name: 'Restore' }))
  await expect(toast(page, 'Restored Kestrel Books.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
  await expect(page.getByRole('link', { name: 'Kestrel Books' })).toBeVisible()
})

test('a second customer of a name is added once it is meant, by keys alone (ACC-2)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await keepBooks(hub)
  await hub.mutate('modules.accounting.contacts.create', { name: 'Kestrel Books', city: 'Galway' })
  await page.goto(`/o/${slug}/accounting/contacts`)
  await expect(page.getByRole('link', { name: 'Kestrel Books' })).toBeVisible()
  await page.keyboard.press('n')
  const adding = page.getByRole('dialog', { name: 'Add a customer or vendor' })
  await expect(adding.getByLabel('Name')).toBeFocused()
  await page.keyboard.type('kestrel books')
  await page.keyboard.press('Enter')
  await expect(adding).toContainText('Kestrel Books in Galway is there already.')
  await pressOn(page, adding.getByRole('checkbox', { name: 'Add a second one of this name' }), 'Space')
  await pressOn(page, adding.getByRole('button', { name: 'Add', exact: true }))
  await expect(toast(page, 'Added kestrel books.')).toBeVisible()
})

test('business details are changed and a tax is added by keys alone (ACC-2, ACC-3)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await keepBooks(hub)
  await page.goto(`/o/${slug}/accounting/details`)
  const form = page.getByRole('form', { name: 'Business details' })
  await expect(form).toBeVisible()
  await write(page, form.getByLabel('Name of the business'), 'Tide & Fennel')
  await write(page, form.getByLabel('IBAN'), 'ie29 aibk 9311 5212 3456 78')
  await page.keyboard.press('Enter')
  await expect(toast(page, 'The business details are saved.')).toBeVisible()
  await expect(form.getByLabel('IBAN')).toHaveValue('IE29AIBK93115212345678')

  await pressOn(page, page.getByRole('button', { name: 'Add tax' }))
  const adding = page.getByRole('dialog', { name: 'Add a tax' })
  await expect(adding.getByLabel('Name on invoices')).toBeFocused()
  await page.keyboard.type('VAT 13.5 %')
  await write(page, adding.getByLabel('Rate, %'), '13.5')
  await page.keyboard.press('Enter')
  await expect(toast(page, 'Added VAT 13.5 %.')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Taxes' })).toContainText('VAT 13.5 %')
})

test('days of the books are closed and opened again by keys alone (ACC-1)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await keepBooks(hub)
  await page.goto(`/o/${slug}/accounting/details`)
  const days = page.getByRole('table', { name: 'Closed days' })
  const invoices = days.getByRole('row').filter({ hasText: 'Invoices' })
  await expect(invoices).toContainText('Open')

  await pressOn(page, days.getByRole('button', { name: 'Close: Invoices' }))
  const closing = page.getByRole('dialog', { name: 'Close days: invoices' })
  await write(page, closing.getByLabel('Last closed day'), '30/06/2026')
  await page.keyboard.press('Enter')
  await expect(toast(page, /Invoices: closed up to 30 June/)).toBeVisible()
  await expect(invoices).toContainText('30 June')

  await pressOn(page, days.getByRole('button', { name: 'Open again: Invoices' }))
  await expect(toast(page, 'Invoices: open again.')).toBeVisible()
  await expect(invoices).toContainText('Open')

  await pressOn(page, days.getByRole('button', { name: 'Change: Everything, for good' }))
  const forGood = page.getByRole('dialog', { name: 'Close days for good?' })
  await expect(forGood).toContainText('this cannot be undone')
  await expectAccessible(page, 'closing days for good')
  await pressOn(page, forGood.getByRole('button', { name: 'Cancel' }))
  await expect(days).toContainText('31 December 2025')
})
