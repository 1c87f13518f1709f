import { walk } from '../support/keyboard.ts'
import { expectSoundPart, openPart, stateOf } from '../support/parts.ts'
import { expect, test } from '../support/test.ts'

test('days and times look right and read right everywhere', async ({ page }) => {
  await openPart(page, 'dates')
  await expectSoundPart(page, 'dates')
  await walk(page, 'dates')
})

test('an open calendar is sound as well', async ({ page }) => {
  await openPart(page, 'dates')
  await stateOf(page, 'A day')
    .getByRole('button', { name: /^Choose a day/ })
    .click()
  await expect(page.getByRole('dialog', { name: 'Choose a day' })).toBeVisible()
  await expectSoundPart(page, 'an open calendar')
})

test('an open range is sound as well', async ({ page }) => {
  await openPart(page, 'dates')
  await stateOf(page, 'A filter with days')
    .getByRole('button', { name: 'When: This month', exact: true })
    .click()
  await expect(page.getByRole('dialog', { name: 'Choose days' })).toBeVisible()
  await expectSoundPart(page, 'an open range')
})

test('a day is chosen by keys alone and the button opens and closes the calendar', async ({ page }) => {
  await openPart(page, 'dates')
  const day = stateOf(page, 'A day')
  await day.getByLabel('Invoice date').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Friday 20 November 2026' })).toBeFocused()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(day).toContainText('Holds 2026-12-21.')
  const opener = day.getByRole('button', { name: /^Choose a day/ })
  await expect(opener).toBeFocused()
  await opener.click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await opener.click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a day typed just before Enter is sent with its form', async ({ page }) => {
  await openPart(page, 'dates')
  const due = stateOf(page, 'No day yet').getByLabel('Due')
  await due.fill('in two weeks')
  await due.press('Enter')
  await expect(stateOf(page, 'No day yet').getByRole('alert')).toContainText('Write a day')
  await due.fill('+14')
  await due.press('Enter')
  await expect(due).toHaveValue('4 Dec 2026')
})
