import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

/** Everything the page asks for has come, no skeleton is left, and the font is there. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}
