import { walk } from '../support/keyboard.ts'
import { expectSoundPart, openPart, stateOf } from '../support/parts.ts'
import { expect, test } from '../support/test.ts'

test('lines look right and read right everywhere', async ({ page }) => {
  await openPart(page, 'lines')
  await expectSoundPart(page, 'lines')
  await walk(page, 'lines')
})

test('a line is dragged to where the mark is', async ({ page }) => {
  await openPart(page, 'lines')
  const order = stateOf(page, 'An order')
  const handle = order.getByRole('button', { name: 'Move line 1, with the arrow keys' })
  const third = await order.getByLabel('Price, line 3').boundingBox()
  await handle.hover()
  await page.mouse.down()
  await page.mouse.move(400, (third?.y ?? 0) + (third?.height ?? 0), { steps: 4 })
  await page.mouse.up()
  await expect(order.getByLabel('Item, line 3')).toHaveValue('House blend, 1 kg')
  await expect(order.getByLabel('Item, line 1')).toHaveValue('Guji Natural, 250 g')
  await expect(order.getByRole('status').last()).toHaveText('Line 1 is now line 3 of 3.')
})

test('lines are typed without a mouse, and the total follows', async ({ page }) => {
  await openPart(page, 'lines')
  const empty = stateOf(page, 'No line yet')
  await empty.getByRole('button', { name: 'Add line' }).press('Enter')
  await expect(empty.getByLabel('Item, line 1')).toBeFocused()
  await page.keyboard.type('house')
  await page.keyboard.press('Enter')
  await expect(empty.getByLabel('Price, line 1')).toHaveValue('14.20')
  await page.keyboard.press('Tab')
  await expect(empty.getByLabel('Qty, line 1')).toBeFocused()
  await page.keyboard.press('PageUp')
  await expect(empty.getByLabel('Totals')).toContainText('€156.20')
})
