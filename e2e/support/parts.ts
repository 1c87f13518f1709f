import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './axe.ts'
import { settled } from './settled.ts'

/** One part of /dev/parts, alone on its page. */
export async function openPart(page: Page, part: string): Promise<void> {
  await page.goto(`/dev/parts?part=${part}`)
  await expect(page.getByRole('group').first()).toBeVisible()
  await settled(page)
}

/** A state of the part that is open. */
export const stateOf = (page: Page, name: string): Locator => page.getByRole('group', { name, exact: true })

const views = [
  { colorScheme: 'light', width: 1440, forcedColors: 'none' },
  { colorScheme: 'dark', width: 1440, forcedColors: 'none' },
  { colorScheme: 'light', width: 360, forcedColors: 'none' },
  { colorScheme: 'dark', width: 360, forcedColors: 'active' },
] as const

/** By day and night, on a desk and a phone, in the system's colors: nothing for axe to find, nothing sticks out. */
export async function expectSoundPart(page: Page, what: string): Promise<void> {
  for (const { colorScheme, width, forcedColors } of views) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme, forcedColors })
    await settled(page)
    const where = `${what}, ${colorScheme}, ${width} px, forced colors ${forcedColors}`
    await expectNoSidewaysScroll(page, where)
    await expectAccessible(page, where, { isForced: forcedColors === 'active' })
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null })
  await page.setViewportSize({ width: 1440, height: 900 })
}
