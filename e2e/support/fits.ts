import { test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './axe.ts'
import { settled } from './settled.ts'

/** Themes differ in color and widths in layout, so a fourth pair would find nothing new, nor would other rules by night. */
const VIEWS = [
  { colorScheme: 'light', width: 1440, height: 900 },
  { colorScheme: 'dark', width: 1440, height: 900, only: 'color-contrast' },
  { colorScheme: 'dark', width: 360, height: 740 },
] as const

/**
 * What the page shows now fits a desk and a phone and is for everybody, by day and by night. Pictures of it are kept where
 * somebody may look at them.
 */
export async function expectFits(page: Page, name: string): Promise<void> {
  for (const { colorScheme, width, height, ...rules } of VIEWS) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme })
    await settled(page)
    const what = `${name}, ${colorScheme}, ${width} px`
    await expectNoSidewaysScroll(page, what)
    await expectAccessible(page, what, rules)
    if (!process.env['CI'])
      await page.screenshot({
        path: test.info().outputPath(`${name.replaceAll(/\W+/g, '-')}-${width}-${colorScheme}.png`),
        fullPage: true,
      })
  }
  await page.emulateMedia({ colorScheme: null })
  await page.setViewportSize({ width: 1440, height: 900 })
}
