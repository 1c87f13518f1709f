import { walk } from '../support/keyboard.ts'
import { expectSoundPart, openPart, stateOf } from '../support/parts.ts'
import { expect, test } from '../support/test.ts'

test('numbers and money look right and read right everywhere', async ({ page }) => {
  await openPart(page, 'numbers')
  await expectSoundPart(page, 'numbers')
  await walk(page, 'numbers')
})

test('an amount is typed, stepped and said to be wrong by keys alone', async ({ page }) => {
  await openPart(page, 'numbers')
  const price = stateOf(page, 'Two decimals').getByLabel('Price in EUR')
  await price.fill('1.000,5')
  await price.press('ArrowUp')
  await price.press('Tab')
  await expect(price).toHaveValue('1,001.50')
  await expect(stateOf(page, 'Two decimals')).toContainText('In minor units: 100150')
  await price.fill('a lot')
  await price.press('Tab')
  await expect(stateOf(page, 'Two decimals').getByRole('alert')).toHaveText('Write a number, such as 12.50.')
  await expect(price).toHaveAttribute('aria-invalid', 'true')
})
