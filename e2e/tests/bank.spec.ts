import type { Page } from '@playwright/test'
import { expectFits } from '../support/fits.ts'
import type { HubClient } from '../support/hub-client.ts'
import { tabTo } from '../support/keyboard.ts'
import { bookkeeper } from '../support/people.ts'
import { toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: bookkeeper.session, founder: bookkeeper })

interface Account {
  id: string
  code: string
}

/** Books with an account at a bank, and a transfer that was written down by hand already. */
async function keepBooks(hub: HubClient, { withBank = true } = {}): Promise<void> {
  await hub.mutate('modules.accounting.book.setUp', {
    baseCurrency: 'EUR',
    country: 'IE',
    startsOn: '2026-01-01',
  })
  const { items } = await hub.query<{ items: Account[] }>('modules.accounting.accounts.list', { limit: 100 })
  const idOf = (code: string) => items.find((account) => account.code === code)?.id
  await hub.mutate('modules.accounting.journals.post', {
    date: '2026-11-18',
    memo: 'Rent of November',
    lines: [
      { accountId: idOf('6100'), debit: '1800.00' },
      { accountId: idOf('1100'), credit: '1800.00' },
    ],
  })
  if (withBank)
    await hub.mutate('modules.accounting.bank.accounts.create', {
      name: 'Everyday account',
      accountId: idOf('1100'),
      identifier: 'IE29AIBK93115200004417',
    })
}

const ofx = `OFXHEADER:100
DATA:OFXSGML
CHARSET:1252

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR
<BANKACCTFROM><BANKID>931152<ACCTID>00004417<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261101<DTEND>20261119
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261119<TRNAMT>-1800.00<FITID>1<NAME>M DELANEY<MEMO>RENT NOVEMBER SHOP</STMTTRN>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261119<TRNAMT>312.00<FITID>2<NAME>LANTERN ST BKRY<MEMO>SEPA CT INV 2041 REF 88213</STMTTRN>
<STMTTRN><TRNTYPE>FEE<DTPOSTED>20261117<TRNAMT>-41.20<FITID>3<NAME>AIB FEES<MEMO>QUARTERLY FEES</STMTTRN>
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
`
const csv = 'Posted,Details,Amount\n03/11/2026,CARD 4417 CIRCLE K,-64.30\n04/11/2026,PACKWELL LTD,-746.00\n'

/** Toasts are dialogs as well. */
const dialog = (page: Page) => page.locator('[role=dialog]:not([data-type])')

async function choose(page: Page, name: string, text: string): Promise<void> {
  await dialog(page)
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
}

async function openImport(page: Page): Promise<void> {
  await tabTo(page, page.getByRole('button', { name: 'Import statement' }).first())
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toContainText('Drop a statement here')
}

async function closeByKeys(page: Page): Promise<void> {
  await tabTo(page, dialog(page).getByRole('button', { name: 'Close' }))
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toHaveCount(0)
}

test('statements are read in and matched, by keys alone (ACC-4)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await keepBooks(hub)
  await page.goto(`/o/${slug}/accounting/bank`)
  await expect(page.getByText('Nothing from the bank yet')).toBeVisible()

  await test.step('an OFX file needs no questions', async () => {
    await openImport(page)
    await choose(page, 'november.ofx', ofx)
    await expect(dialog(page)).toContainText('The statement is in')
    await expect(dialog(page)).toContainText('Added3')
    await closeByKeys(page)
  })

  await test.step('a CSV file asks which way its days are written', async () => {
    await openImport(page)
    await choose(page, 'card.csv', csv)
    await expect(dialog(page)).toContainText('Is 03/11/2026 written day first or month first?')
    await tabTo(page, page.getByLabel('Days are written'))
    await page.keyboard.type('Day')
    await tabTo(page, dialog(page).getByRole('button', { name: 'Import' }))
    await page.keyboard.press('Enter')
    await expect(dialog(page)).toContainText('Added2')
    await closeByKeys(page)
  })

  const list = page.getByRole('region', { name: 'Bank lines' })
  const detail = page.getByRole('region', { name: 'What it may be' })
  await test.step('J and K move, and Enter matches what is proposed', async () => {
    await expect(list.getByRole('button', { name: /DELANEY/ })).toBeVisible()
    await page.keyboard.press('j')
    await expect(list.locator('[aria-current]')).toHaveCount(1)
    await page.keyboard.press('k')
    while ((await list.locator('[aria-current]').textContent())?.includes('DELANEY') !== true)
      await page.keyboard.press('j')
    await expect(detail.getByRole('heading', { name: /Rent of November/ })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(toast(page, 'Matched M DELANEY. U undoes it.')).toBeVisible()
    await expect(page.getByText('1 of 5 matched')).toBeVisible()
  })

  await test.step('U takes it back', async () => {
    await page.keyboard.press('u')
    await expect(toast(page, 'The match is undone.')).toBeVisible()
    await expect(page.getByText('0 of 5 matched')).toBeVisible()
  })

  await test.step('fees go straight to an account', async () => {
    while ((await list.locator('[aria-current]').textContent())?.includes('AIB FEES') !== true) {
      await page.keyboard.press('j')
    }
    await expect(detail).toContainText('Nothing fits')
    await page.keyboard.press('a')
    await expect(page.getByLabel('Ledger account')).toBeFocused()
    await page.keyboard.type('6850')
    await page.keyboard.press('Tab')
    await expect(detail).toContainText('6850 Bank fees')
    await tabTo(page, detail.getByRole('button', { name: 'Post and match' }))
    await page.keyboard.press('Enter')
    await expect(toast(page, 'Matched AIB FEES. U undoes it.')).toBeVisible()
    await expect(page.getByText('1 of 5 matched')).toBeVisible()
  })
})

/** Posted to a customer; @returns its number. */
async function invoiced(hub: HubClient, unitPrice: string): Promise<{ id: string; number: string }> {
  const { id: contactId } = await hub.mutate<Account>('modules.accounting.contacts.create', {
    name: 'Lantern Street Bakery',
  })
  const { items } = await hub.query<{ items: Account[] }>('modules.accounting.taxes.list', { side: 'sale' })
  const { id } = await hub.mutate<Account>('modules.accounting.invoices.create', {
    contactId,
    issuedOn: '2026-11-03',
    lines: [{ description: 'House blend', unitPrice, taxCodeId: items[0]?.id }],
  })
  return hub.mutate('modules.accounting.invoices.post', { id })
}

test('a line of the bank pays the invoice it names, by keys alone (ACC-4)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await keepBooks(hub)
  const { id, number } = await invoiced(hub, '312.00')
  await page.goto(`/o/${slug}/accounting/bank`)
  await openImport(page)
  await choose(page, 'november.ofx', ofx.replace('INV 2041', number))
  await expect(dialog(page)).toContainText('The statement is in')
  await closeByKeys(page)

  const list = page.getByRole('region', { name: 'Bank lines' })
  const detail = page.getByRole('region', { name: 'What it may be' })
  await expect(list.getByRole('button', { name: /LANTERN/ })).toBeVisible()
  await page.keyboard.press('j')
  await expect(list.locator('[aria-current]')).toHaveCount(1)
  while ((await list.locator('[aria-current]').textContent())?.includes('LANTERN') !== true)
    await page.keyboard.press('k')
  await expect(detail).toContainText(number)
  await expect(list.locator('[aria-current]')).toContainText('Sure')
  await page.keyboard.press('Enter')
  await expect(toast(page, 'Matched LANTERN ST BKRY. U undoes it.')).toBeVisible()
  await expect(page.getByText('1 of 3 matched')).toBeVisible()
  const { open } = await hub.query<{ open: string }>('modules.accounting.invoices.get', { id })
  expect(open).toBe('0.00')
  await page.goto(`/o/${slug}/accounting/invoices/${id}`)
  await expect(page.getByText('Paid', { exact: true }).first()).toBeVisible()
})

test('the next line is matched while the page still reads again after the first (ACC-4)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await keepBooks(hub)
  const { number } = await invoiced(hub, '312.00')
  await page.goto(`/o/${slug}/accounting/bank`)
  await openImport(page)
  await choose(page, 'november.ofx', ofx.replace('INV 2041', number))
  await expect(dialog(page)).toContainText('The statement is in')
  await closeByKeys(page)

  const list = page.getByRole('region', { name: 'Bank lines' })
  const offer = page.getByRole('article', { name: 'Proposed match' })
  await expect(list.getByRole('button', { name: /LANTERN/ })).toBeVisible()
  for (const key of ['j', 'j', 'k', 'k']) await page.keyboard.press(key)
  const first = (await list.locator('[aria-current]').textContent()) ?? ''
  await expect(offer).toBeVisible()
  await page.route(/bank\.lines\.list/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    await route.continue()
  })
  await page.keyboard.press('Enter')
  await expect(toast(page, /^Matched/)).toBeVisible()
  await expect(list.locator('[aria-current]')).not.toHaveText(first)
  await expect(offer).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('2 of 3 matched')).toBeVisible()
})

test('the bank fits a desk and a phone (ACC-4)', async ({ page, ownOrganization: { slug, hub } }) => {
  test.slow()
  await keepBooks(hub, { withBank: false })
  await page.goto(`/o/${slug}/accounting/bank`)
  await page.getByRole('button', { name: 'Add bank account' }).click()
  await dialog(page).getByLabel('Name').fill('Everyday account')
  await dialog(page).getByLabel('Ledger account').selectOption({ label: '1100 Bank' })
  await expectFits(page, 'new-account')
  await dialog(page).getByRole('button', { name: 'Add bank account' }).click()
  await expect(page.getByText('Nothing from the bank yet')).toBeVisible()
  await expectFits(page, 'empty')
  await page.getByRole('button', { name: 'Import statement' }).first().click()
  await choose(page, 'card.csv', csv)
  await expect(dialog(page)).toContainText('Which column is what?')
  await expectFits(page, 'layout')
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Import statement' }).first().click()
  await choose(page, 'november.ofx', ofx)
  await expect(dialog(page)).toContainText('The statement is in')
  await expectFits(page, 'imported')
  await dialog(page).getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: /DELANEY/ }).click()
  await expect(page.getByRole('heading', { name: /Rent of November/ })).toBeVisible()
  await expectFits(page, 'line')
  await page.getByRole('button', { name: /AIB FEES/ }).click()
  await expect(page.getByText('Nothing fits. Which account is it?')).toBeVisible()
  await expectFits(page, 'to-account')
  await page.goto(`/o/${slug}/accounting/bank`)
  await expect(page.getByRole('button', { name: /AIB FEES/ })).toBeVisible()
  await expectFits(page, 'list')
})
