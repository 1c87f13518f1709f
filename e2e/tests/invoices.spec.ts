import type { Page } from '@playwright/test'
import { expectNoSidewaysScroll } from '../support/axe.ts'
import { invoiced, keepBooks } from '../support/books.ts'
import { expectFits } from '../support/fits.ts'
import { tabTo } from '../support/keyboard.ts'
import { bookkeeper } from '../support/people.ts'
import { toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: bookkeeper.session, founder: bookkeeper })

/** Types into the field that is reached next. */
async function typeInto(page: Page, label: string, words: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }))
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(words)
}

async function writeByKeys(page: Page): Promise<void> {
  await page.keyboard.press('n')
  await expect(page.getByRole('heading', { name: 'New invoice' })).toBeVisible()
  const customer = page.getByLabel('Customer', { exact: true })
  await expect(customer).toBeFocused()
  await page.keyboard.type('Lantern Street Bakery')
  await page.getByRole('option', { name: 'Add “Lantern Street Bakery” as a customer' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Owes nothing')).toBeVisible()
  await typeInto(page, 'Item, line 1', 'House blend, 1 kg')
  await typeInto(page, 'Qty, line 1', '12')
  await typeInto(page, 'Price, line 1', '14.2')
  await expect(page.getByText(/Draft saved \d\d:\d\d/)).toBeVisible()
  await expect(page).toHaveURL(/invoices\/[0-9a-f-]{36}$/)
  await expect(page.getByLabel('Sums')).toContainText('VAT 23 % of 170.4039.19')
  await expect(page.getByLabel('Preview')).toContainText('209.59 EUR')
}

test('an invoice is written, posted, paid and found in each of the reports, by keys alone', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await keepBooks(hub)
  await page.goto(`/o/${slug}/accounting/invoices`)
  await expect(page.getByText('No invoices yet')).toBeVisible()
  await test.step('it is written, and saves itself', () => writeByKeys(page))

  await test.step('a page that is loaded again shows what was written', async () => {
    await page.reload()
    await expect(page.getByLabel('Item, line 1', { exact: true })).toHaveValue('House blend, 1 kg')
    await expect(page.getByRole('region', { name: 'What posting does' })).toContainText('4000 Sales')
  })

  await test.step('it is posted', async () => {
    await tabTo(page, page.getByLabel('Item, line 1', { exact: true }))
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(toast(page, 'Posted INV-2026-0001.')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'INV-2026-0001', level: 1 })).toBeVisible()
  })

  await test.step('a part of it is paid', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Record payment' }))
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Payment of INV-2026-0001' })
    await expect(dialog.getByLabel('Amount, EUR')).toBeFocused()
    await expect(dialog.getByLabel('Amount, EUR')).toHaveValue('209.59')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('1000')
    await expect(dialog.getByLabel('Amount, EUR')).toHaveAccessibleDescription(
      '790.41 EUR more than is open.',
    )
    await page.keyboard.press('Backspace')
    await expect(dialog.getByLabel('Amount, EUR')).toHaveAccessibleDescription('')
    await page.keyboard.press('Enter')
    await expect(toast(page, 'Recorded 100.00 EUR by Lantern Street Bakery.')).toBeVisible()
    await expect(page.getByText('Part paid')).toBeVisible()
    await expect(page.getByLabel('What was paid of it')).toContainText('Open109.59 EUR')
  })

  await test.step('a figure of the trial balance leads down to it', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Reports', exact: true }))
    await page.keyboard.press('Enter')
    await expect(page.getByText('Checked: debit and credit are the same')).toBeVisible()
    await tabTo(page, page.getByRole('link', { name: /lines of 4000 Sales/ }))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('link', { name: 'INV-2026-0001' }))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('link', { name: 'Open the invoice' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'INV-2026-0001', level: 1 })).toBeVisible()
  })

  for (const { presses, figure, check } of [
    { presses: 1, figure: /lines of 4000 Sales/, check: 'Checked: 170.40 of income less 0.00' },
    { presses: 2, figure: /lines of 1200 Owed by customers/, check: 'Checked: assets are the same' },
  ])
    await test.step(`so does one where it says ${check}`, async () => {
      await tabTo(page, page.getByRole('link', { name: 'Reports', exact: true }))
      await page.keyboard.press('Enter')
      await tabTo(page, page.getByRole('tab', { name: 'Trial balance' }))
      for (let press = 0; press < presses; press += 1) await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Enter')
      await expect(page.getByText(check)).toBeVisible()
      await tabTo(page, page.getByRole('link', { name: figure }))
      await page.keyboard.press('Enter')
      await tabTo(page, page.getByRole('link', { name: 'INV-2026-0001' }))
      await page.keyboard.press('Enter')
      await tabTo(page, page.getByRole('link', { name: 'Open the invoice' }))
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { name: 'INV-2026-0001', level: 1 })).toBeVisible()
    })
})

test('a payment is undone, and then its invoice is voided by a credit note', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await keepBooks(hub)
  const id = await invoiced(hub, 'Oakhollow Hotel', '14.20')
  await hub.mutate('modules.accounting.paymentsIn.record', { invoiceId: id, paidOn: '2026-03-20' })
  await page.goto(`/o/${slug}/accounting/payments`)
  await page.getByRole('link', { name: 'Oakhollow Hotel' }).click()
  await page.getByRole('button', { name: 'Undo payment' }).click()
  const question = page.getByRole('dialog', { name: 'Undo this payment?' })
  await question.getByRole('button', { name: 'Undo payment' }).click()
  await expect(toast(page, 'Undid the payment by Oakhollow Hotel.')).toBeVisible()

  await page.goto(`/o/${slug}/accounting/invoices/${id}`)
  await page.getByRole('button', { name: 'More acts' }).click()
  await page.getByRole('menuitem', { name: 'Void by a credit note' }).click()
  const voiding = page.getByRole('dialog', { name: 'Void INV-2026-0001?' })
  await voiding.getByRole('button', { name: 'Void invoice' }).click()
  await expect(toast(page, 'Voided INV-2026-0001 by a credit note.')).toBeVisible()
  await page.getByRole('link', { name: /^Credit note/ }).click()
  await expect(page.getByRole('heading', { name: 'Credit note CN-2026-0001' })).toBeVisible()
})

test('an invoice is saved as PDF and sent by mail, in the name of the business', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await keepBooks(hub)
  const id = await invoiced(hub, 'Oakhollow Hotel', '14.20')
  await page.goto(`/o/${slug}/accounting/details`)
  await page.getByLabel('Name of the business').fill('Tide & Fennel')
  await page.getByLabel('IBAN').fill('IE29 AIBK 9311 5212 3456 79')
  const form = page.getByRole('form', { name: 'Business details' })
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('its check digits do not fit')).toBeVisible()
  await page.getByLabel('IBAN').fill('IE29 AIBK 9311 5212 3456 78')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(toast(page, 'The business details are saved.')).toBeVisible()
  await page.getByRole('button', { name: 'Add tax' }).click()
  const adding = page.getByRole('dialog', { name: 'Add a tax' })
  await adding.getByLabel('Name on invoices').fill('VAT 13.5 %')
  await adding.getByLabel('Rate, %').fill('13.5')
  await adding.getByRole('button', { name: 'Add tax' }).click()
  await expect(toast(page, 'Added VAT 13.5 %.')).toBeVisible()

  await page.goto(`/o/${slug}/accounting/invoices/${id}`)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'PDF', exact: true }).click()
  expect((await download).suggestedFilename()).toBe('INV-2026-0001.pdf')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const sending = page.getByRole('dialog', { name: 'Send INV-2026-0001' })
  await sending.getByRole('button', { name: 'Send' }).click()
  await expect(sending).toContainText('Write a mail address.')
  await sending.getByLabel('To').fill('books@oakhollow.example')
  await sending.getByRole('button', { name: 'Send' }).click()
  await expect(toast(page, 'INV-2026-0001 is on its way to Oakhollow Hotel.')).toBeVisible()
  await expect(page.getByText('Sent now')).toBeVisible()
})

test('a customer is added, changed, archived and restored', async ({
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
  await drawer.getByRole('button', { name: 'Change' }).click()
  const changing = page.getByRole('dialog', { name: 'Change Kestrel Books' })
  await changing.getByLabel('City').fill('Galway')
  await changing.getByLabel('Days to pay').fill('30')
  await changing.getByRole('button', { name: 'Save' }).click()
  await expect(drawer).toContainText('Galway')
  await expect(drawer).toContainText('30 days')
  await drawer.getByRole('button', { name: 'Archive' }).click()
  await expect(toast(page, 'Archived Kestrel Books.')).toBeVisible()
  await drawer.getByRole('button', { name: 'Restore' }).click()
  await expect(toast(page, 'Restored Kestrel Books.')).toBeVisible()
})

test('invoices fit a desk and a phone', async ({ page, ownOrganization: { slug, hub } }) => {
  test.slow()
  await keepBooks(hub)
  const id = await invoiced(hub, 'Lantern Street Bakery and its sister shop at the harbor', '14.20')
  await invoiced(hub, 'Oakhollow Hotel', '123456.78')
  await hub.mutate('modules.accounting.paymentsIn.record', { invoiceId: id, amount: '40' })
  const pages = [
    { name: 'invoices', path: 'invoices', ready: 'Oakhollow Hotel' },
    { name: 'invoice', path: `invoices/${id}`, ready: 'In the books' },
    { name: 'new-invoice', path: 'invoices/new', ready: 'What posting does' },
    { name: 'payments', path: 'payments', ready: 'Lantern Street Bakery' },
    { name: 'contacts', path: 'contacts', ready: 'Lantern Street Bakery' },
    { name: 'details', path: 'details', ready: 'VAT 23 %' },
    { name: 'receivables', path: 'reports?report=receivables', ready: 'Oakhollow Hotel' },
  ]
  for (const { name, path, ready } of pages) {
    await page.goto(`/o/${slug}/accounting/${path}`)
    await expect(page.getByText(ready).first()).toBeVisible()
    await expectFits(page, name)
  }
})

test('the words of a line have room on a small laptop, beside the preview or above it', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await keepBooks(hub)
  for (const width of [1440, 1280, 1200, 1100]) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`/o/${slug}/accounting/invoices/new`)
    const item = await page.getByLabel('Item, line 1').boundingBox()
    expect(item?.width, `at ${width}`).toBeGreaterThan(120)
    await expectNoSidewaysScroll(page, `a new invoice at ${width}`)
  }
})
