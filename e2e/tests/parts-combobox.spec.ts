import { walk } from '../support/keyboard.ts'
import { expectSoundPart, openPart, stateOf } from '../support/parts.ts'
import { expect, test } from '../support/test.ts'

test('comboboxes look right and read right everywhere', async ({ page }) => {
  await openPart(page, 'combobox')
  await expectSoundPart(page, 'combobox')
  await walk(page, 'combobox')
})

test('an open list is sound as well', async ({ page }) => {
  await openPart(page, 'combobox')
  await stateOf(page, 'Grouped, with create').getByRole('combobox').pressSequentially('cold br')
  await expect(page.getByRole('option')).toHaveCount(3)
  await expectSoundPart(page, 'an open list')
})

test('an item is found elsewhere, or made of what was typed, by keys alone', async ({ page }) => {
  await openPart(page, 'combobox')
  const far = stateOf(page, 'Found elsewhere')
  await far.getByRole('combobox').pressSequentially('guji')
  await expect(page.getByRole('option')).toHaveText([/Guji Natural/])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(far).toContainText('Chosen: Guji Natural, 250 g.')
  const own = stateOf(page, 'Grouped, with create')
  await own.getByRole('combobox').pressSequentially('Gift box')
  await page.keyboard.press('Enter')
  await expect(own).toContainText('Chosen: Gift box.')
})
