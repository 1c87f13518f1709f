import { expectAccessible, expectNoSidewaysScroll } from '../support/axe.ts'
import { invoiced, keepBooks } from '../support/books.ts'
import { tabTo } from '../support/keyboard.ts'
import { bookkeeper } from '../support/people.ts'
import { toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: bookkeeper.session, founder: bookkeeper })

test('part of an invoice is credited, its customer is reminded, and the statement says both, by keys alone', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await keepBooks(hub)
  const id = await invoiced(hub, 'Oakhollow Hotel', '14.20')
  const { contactId } = await hub.query<{ contactId: string }>('modules.accounting.invoices.get', { id })
  await hub.mutate('modules.accounting.contacts.update', { id: contactId, email: 'books@oakhollow.example' })
  await page.goto(`/o/${slug}/accounting/invoices/${id}`)

  await test.step('three of the twelve come back', async () => {
    await tabTo(page, page.getByRole('button', { name: 'More acts' }))
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Credit part of it' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Credit part of INV-2026-0001' })
    await expect(dialog.getByLabel('How many').first()).toBeFocused()
    await page.keyboard.type('3')
    await expect(dialog.getByLabel('What the credit note comes to')).toContainText('52.40 EUR')
    await page.keyboard.press('Enter')
    await expect(toast(page, 'Credited part of INV-2026-0001.')).toBeVisible()
  })

  await test.step('a reminder shows its words before it goes, and stands at the invoice', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Remind', exact: true }))
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Remind of what is overdue' })
    await expect(dialog.getByText(/Invoice INV-2026-0001, due on/)).toBeVisible()
    await expectAccessible(page, 'the reminder')
    await tabTo(page, dialog.getByRole('button', { name: 'Send reminder' }))
    await page.keyboard.press('Enter')
    await expect(toast(page, 'The reminder to Oakhollow Hotel is on the way.')).toBeVisible()
    await expect(page.getByText(/^Reminder sent .* to books@oakhollow.example$/)).toBeVisible()
  })

  await test.step('the statement of account has the invoice, the credit note and what is left', async () => {
    await page.goto(`/o/${slug}/accounting/reports?report=statement&contact=${contactId}&from=2026-01-01`)
    const table = page.getByRole('table', { name: 'Statement in EUR' })
    await expect(table.getByRole('link', { name: 'Credit note CN-2026-0001' })).toBeVisible()
    await expectAccessible(page, 'the statement of account')
    await page.setViewportSize({ width: 360, height: 740 })
    await expectNoSidewaysScroll(page, 'the statement of account')
    await tabTo(page, table.getByRole('link', { name: 'Invoice INV-2026-0001' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'INV-2026-0001', level: 1 })).toBeVisible()
  })
})
