import { walk } from '../support/keyboard.ts'
import { expectSoundPart, openPart, stateOf } from '../support/parts.ts'
import { expect, test } from '../support/test.ts'

test('an inbox looks right and reads right everywhere', async ({ page }) => {
  await openPart(page, 'inbox')
  await expectSoundPart(page, 'inbox')
  await walk(page, 'inbox')
})

test('on a phone list and detail come one at a time, with focus', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await openPart(page, 'inbox')
  const inbox = stateOf(page, 'An inbox')
  const row = inbox.getByRole('button', { name: /failed in run 119/ })
  await expect(inbox.getByRole('region', { name: 'What is open' })).toBeHidden()
  await row.press('Enter')
  await expect(inbox.getByRole('region', { name: 'What is open' })).toBeFocused()
  await expect(row).toBeHidden()
  await inbox.getByRole('button', { name: 'Inbox' }).press('Enter')
  await expect(row).toBeFocused()
})

test('an inbox with its detail open is sound as well', async ({ page }) => {
  await openPart(page, 'inbox')
  await stateOf(page, 'An inbox')
    .getByRole('button', { name: /from A to B/ })
    .click()
  await expectSoundPart(page, 'an open inbox')
})
