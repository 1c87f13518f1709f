import { readFile } from 'node:fs/promises'
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

async function keepBooks(hub: HubClient): Promise<void> {
  await hub.mutate('modules.accounting.book.setUp', {
    baseCurrency: 'EUR',
    country: 'IE',
    startsOn: '2026-01-01',
    opening: [
      { code: '1100', debit: '12500.00' },
      { code: '2700', credit: '8000.00' },
    ],
  })
  const { items } = await hub.query<{ items: Account[] }>('modules.accounting.accounts.list', { limit: 100 })
  const idOf = (code: string) => items.find((account) => account.code === code)?.id
  const post = (memo: string, [debit, credit, amount]: readonly [string, string, string]) =>
    hub.mutate('modules.accounting.journals.post', {
      date: '2026-11-02',
      memo,
      lines: [
        { accountId: idOf(debit), debit: amount },
        { accountId: idOf(credit), credit: amount },
      ],
    })
  await post('Coffee for the fair', ['1100', '4000', '1234567.89'])
  await post('Rent of November', ['6100', '1100', '1800.00'])
  await post('A trip to the fair, with the night in the hotel and the parcels that came after it', [
    '6500',
    '1000',
    '412.50',
  ])
}

/** Types into the field that is reached next. */
async function typeInto(page: Page, label: string, words: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }))
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(words)
}

async function setUpByKeys(page: Page): Promise<void> {
  await tabTo(page, page.getByLabel('Country', { exact: true }))
  await page.keyboard.type('Irel')
  await typeInto(page, 'First day of the books', '01/01/2026')
  await typeInto(page, 'Ledger account, line 1', 'bank')
  await page.keyboard.press('Tab')
  await page.keyboard.type('500')
  await tabTo(page, page.getByRole('button', { name: 'Set up the books' }))
  await page.keyboard.press('Enter')
  await expect(toast(page, 'The books are set up.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Cash and bank' })).toBeVisible()
}

async function postByKeys(page: Page): Promise<void> {
  await tabTo(page, page.getByRole('link', { name: 'Journal', exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Journal', level: 1 })).toBeVisible()
  await page.keyboard.press('n')
  await expect(page.getByRole('heading', { name: 'New entry' })).toBeVisible()
  await expect(page.getByLabel('Day', { exact: true })).toBeFocused()
  await typeInto(page, 'What happened', 'Rent of the shop')
  await typeInto(page, 'Ledger account, line 1', '6100')
  await page.keyboard.press('Tab')
  await typeInto(page, 'Debit, line 1', '1200.5')
  await typeInto(page, 'Ledger account, line 2', 'bank')
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByLabel('Credit, line 2', { exact: true }))
  await page.keyboard.type('=')
  await expect(page.getByLabel('Credit, line 2', { exact: true })).toHaveValue('1,200.50')
  await expect(page.getByLabel('Sums in EUR')).toContainText('Difference0.00')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(toast(page, 'Posted J-2026-0002.')).toBeVisible()
}

test('books are set up, posted to, read down to the entry and put right, by keys alone', async ({
  page,
  ownOrganization: { slug },
}) => {
  await page.goto(`/o/${slug}`)
  await expect(page.getByRole('link', { name: 'Accounting', exact: true })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('u')
  await expect(page.getByRole('heading', { name: 'Accounting', level: 1 })).toBeVisible()
  await expect(page.getByLabel('Country', { exact: true })).toBeVisible()

  await test.step('the books are set up with an opening balance', () => setUpByKeys(page))
  await test.step('an entry is posted, and opens', () => postByKeys(page))
  const drawer = page.getByRole('dialog', { name: /^[JR]-2026-\d{4}$/ })
  await expect(drawer).toContainText('Rent of the shop')

  await test.step('a figure of the trial balance leads to its lines, and a line to its entry', async () => {
    await page.keyboard.press('Escape')
    await tabTo(page, page.getByRole('link', { name: 'Reports', exact: true }))
    await page.keyboard.press('Enter')
    await expect(page.getByText('Checked: debit and credit are the same, 1,200.50 each.')).toBeVisible()
    await tabTo(page, page.getByRole('link', { name: '1,200.50, lines of 6100 Rent' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Ledger', level: 1 })).toBeVisible()
    await tabTo(page, page.getByRole('link', { name: 'J-2026-0002' }))
    await page.keyboard.press('Enter')
    await expect(drawer).toContainText('1100 Bank')
  })

  await test.step('it is reversed, and both stay', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Reverse' }))
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Reverse J-2026-0002?' })
    await expect(dialog).toBeVisible()
    await tabTo(page, dialog.getByRole('button', { name: 'Reverse' }))
    await page.keyboard.press('Enter')
    await expect(toast(page, 'J-2026-0002 was reversed by R-2026-0001.')).toBeVisible()
    await expect(drawer).toContainText('Takes back J-2026-0002: Rent of the shop')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('table', { name: 'Journal entries' }).getByRole('row')).toHaveCount(4)
  })
})

test('an account is added, renamed and archived, and the books are saved for hledger', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await keepBooks(hub)
  await page.goto(`/o/${slug}/accounting/accounts`)
  const table = page.getByRole('table', { name: 'Ledger accounts' })
  await page.getByRole('button', { name: 'Add account' }).click()
  const adding = page.getByRole('dialog', { name: 'Add a ledger account' })
  await adding.getByLabel('Code').fill('1100')
  await adding.getByLabel('Name').fill('Training')
  await adding.getByRole('button', { name: 'Add account' }).click()
  await expect(adding).toContainText('There is an account 1100 already: Bank.')
  await adding.getByLabel('Code').fill('6450')
  await adding.getByRole('button', { name: 'Add account' }).click()
  await expect(toast(page, 'Added 6450 Training.')).toBeVisible()

  await table.getByRole('button', { name: 'What to do about 6450 Training' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  const renaming = page.getByRole('dialog', { name: 'Rename 6450 Training' })
  await renaming.getByLabel('Name').fill('Courses')
  await renaming.getByRole('button', { name: 'Rename' }).click()
  await expect(table.getByRole('link', { name: 'Courses' })).toBeVisible()

  await table.getByRole('button', { name: 'What to do about 6450 Courses' }).click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  const question = page.getByRole('dialog', { name: 'Archive 6450 Courses?' })
  await question.getByRole('button', { name: 'Archive' }).click()
  await expect(table.getByRole('link', { name: 'Courses' })).toHaveCount(0)

  await page.goto(`/o/${slug}/accounting/journal`)
  await page.getByRole('button', { name: 'Export' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'For hledger', exact: true }).click()
  const saved = await download
  expect(saved.suggestedFilename()).toMatch(/^books-.+\.journal$/)
  expect(await readFile(await saved.path(), 'utf8')).toContain('Rent of November')
})

const pages = [
  { name: 'overview', path: '', ready: 'Posted last' },
  { name: 'journal', path: '/journal', ready: 'Coffee for the fair' },
  { name: 'accounts', path: '/accounts', ready: 'Capital of the owner' },
  { name: 'new-entry', path: '/journal?new=true', ready: 'Difference' },
  { name: 'trial-balance', path: '/reports', ready: 'Checked: debit and credit' },
  { name: 'profit-and-loss', path: '/reports?report=profit', ready: 'of income less' },
  { name: 'balance-sheet', path: '/reports?report=balance', ready: 'Checked: assets are the same' },
] as const

test('the books fit a desk and a phone', async ({ page, ownOrganization: { slug, hub } }) => {
  test.slow()
  await page.goto(`/o/${slug}/accounting`)
  await expect(page.getByLabel('Country', { exact: true })).toBeVisible()
  await expectFits(page, 'set-up')
  await keepBooks(hub)
  for (const { name, path, ready } of pages) {
    await page.goto(`/o/${slug}/accounting${path}`)
    await expect(page.getByText(ready).first()).toBeVisible()
    await expectFits(page, name)
  }
  await test.step('all places of the books are in sight on a tablet', async () => {
    const places = page.getByRole('navigation', { name: 'Accounting' })
    for (const width of [768, 1024]) {
      await page.setViewportSize({ width, height: 800 })
      const hidden = () => places.evaluate((row) => row.scrollWidth - row.clientWidth)
      await expect.poll(hidden, `${width} px`).toBe(0)
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  })
  await page.goto(`/o/${slug}/accounting/reports`)
  await page.getByRole('link', { name: /lines of 1100 Bank$/ }).click()
  await expect(page.getByRole('table', { name: 'Lines of the ledger account' })).toBeVisible()
  await expectFits(page, 'ledger')
  await page.getByRole('link', { name: 'J-2026-0003' }).click()
  await expect(page.getByRole('dialog', { name: 'J-2026-0003' })).toContainText('6100 Rent')
  await expectFits(page, 'entry')
})

test('on paper a report is the sheet alone', async ({ page, ownOrganization: { slug, hub } }) => {
  await keepBooks(hub)
  await page.goto(`/o/${slug}/accounting/reports`)
  await expect(page.getByText('Checked: debit and credit')).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('table', { name: 'Trial balance' })).toBeVisible()
  await expect(page.getByRole('tab', { name: 'Balance sheet' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  await expect(page.getByRole('navigation', { name: 'Accounting' })).toBeHidden()
})
