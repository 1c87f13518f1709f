import type { Page } from '@playwright/test'
import { openPart, stateOf } from '../support/parts.ts'
import { keeper } from '../support/people.ts'
import { settled } from '../support/settled.ts'
import { expect, test } from '../support/test.ts'

/** A4 without its margins. */
const paper = { width: 688, height: 1000 }

/** As a sheet of paper sees it, whatever the screen shows. */
async function print(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await page.setViewportSize(paper)
  await settled(page)
}

test('a record is printed by day, with all of its lists and without its buttons', async ({ page }) => {
  await openPart(page, 'record')
  await page.getByRole('button', { name: 'Dark theme' }).click()
  await print(page)
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  expect(background).toBe('rgb(255, 255, 255)')
  const record = stateOf(page, 'A customer')
  await expect(record.getByRole('button', { name: 'New invoice' })).toBeHidden()
  await expect(page.getByRole('navigation')).toBeHidden()
  for (const name of ['Invoices', 'Orders']) await expect(record.getByRole('table', { name })).toBeVisible()
  await expect(record.getByRole('columnheader', { name: 'Date' }).first()).toBeVisible()
  const row = record.getByRole('row').nth(1)
  expect(await row.evaluate((element) => getComputedStyle(element).display)).toBe('table-row')
  expect(await row.evaluate((element) => getComputedStyle(element).breakInside)).toBe('avoid')
})

test('a chart shown as a table is printed in full', async ({ page }) => {
  await openPart(page, 'charts')
  const bars = stateOf(page, 'Bars')
  await bars.getByRole('button', { name: 'Show as table' }).click()
  await print(page)
  await expect(bars.getByRole('button', { name: 'Show as chart' })).toBeHidden()
  const table = bars.getByRole('region')
  expect(await table.evaluate((box) => box.scrollHeight - box.clientHeight)).toBeLessThanOrEqual(1)
})

test.describe('signed in', () => {
  test.use({ storageState: keeper.session })

  test('a page of the app is printed without its frame', async ({ page }) => {
    await page.goto(`/o/${keeper.slug}/audit`)
    await expect(page.getByRole('heading', { name: 'Audit log' })).toBeVisible()
    await print(page)
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden()
    await expect(page.getByRole('heading', { name: 'Audit log' })).toBeVisible()
  })
})
