import type { Page } from '@playwright/test'
import { adminPages, publicPages, signedInPages } from '../support/pages.ts'
import type { PageUnderTest } from '../support/pages.ts'
import { admin, keeper } from '../support/people.ts'
import { settled } from '../support/settled.ts'
import { expect, test } from '../support/test.ts'

/** Themes differ in color and widths in layout: each width once, and the widest in both themes. */
const views = [
  { width: 360, height: 740, colorScheme: 'dark' },
  { width: 768, height: 1024, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
] as const

/**
 * A Monday far ahead, in the week of the keeper's tasks: the date under the greeting and the words of due
 * days are then the same on every day the tests run.
 */
const MONDAY = new Date('2092-03-10T10:00:00Z')

/**
 * When things happened is decided by the hub's clock, which goes on: those words are covered, and as wide on
 * every day. A constructed sheet, because the content security policy refuses style elements.
 */
async function setStill(page: Page): Promise<void> {
  await page.clock.setFixedTime(MONDAY)
  await page.addInitScript(() => {
    // As at a second visit: at the first one, phones fetch the font after everything else.
    localStorage.setItem('hub.font', 'inter')
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('time { display: inline-block; width: 8ch; overflow: hidden; white-space: nowrap }')
    document.adoptedStyleSheets.push(sheet)
  })
}

/** What is another at every run: when things happened, and the ids that can be copied. */
const changing = (page: Page) => [page.locator('time'), page.getByRole('button', { name: /^Copy \w+ id/ })]

function pictureTest({ name, open, ready, isState = false, causes }: PageUnderTest): void {
  // States of a page are looked at by pages.spec.ts; pictures are of pages, so that there are not too many.
  if (isState) return
  test(`${name} looks as it did`, async ({ page, problems }) => {
    for (const pattern of causes ?? []) problems.expect(pattern)
    await setStill(page)
    await open(page)
    await ready(page)
    for (const { width, height, colorScheme } of views) {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme })
      await settled(page)
      await expect
        .soft(page)
        .toHaveScreenshot(`${name}-${width}-${colorScheme}.png`, { mask: changing(page) })
    }
  })
}

test.describe('before the sign-in', () => {
  for (const one of publicPages) pictureTest(one)
})

test.describe('signed in', () => {
  test.use({ storageState: keeper.session })
  for (const one of signedInPages) pictureTest(one)
})

test.describe('of the administration', () => {
  test.use({ storageState: admin.session })
  for (const one of adminPages) pictureTest(one)
})
