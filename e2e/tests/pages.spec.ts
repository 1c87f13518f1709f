import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from '../support/axe.ts'
import { adminPages, publicPages, signedInPages } from '../support/pages.ts'
import type { PageUnderTest } from '../support/pages.ts'
import { admin, keeper, partner } from '../support/people.ts'
import { settled } from '../support/settled.ts'
import { workflowPages } from '../support/workflow-pages.ts'
import { test } from '../support/test.ts'

const desk = { width: 1440, height: 900 }
const phone = { width: 360, height: 740 }
/** Themes differ in color and widths in layout, so the fourth pair would find nothing new. */
const views = [
  ['light', desk],
  ['dark', desk],
  ['dark', phone],
] as const

/*
 * Nothing is chosen in these browsers, so the system's theme is the page's. The fixtures fail a test on
 * any report of the content security policy.
 */
async function expectSound(page: Page, name: string): Promise<void> {
  for (const [colorScheme, viewport] of views) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    await settled(page)
    const what = `${name}, ${colorScheme}, ${viewport.width} px`
    await expectNoSidewaysScroll(page, what)
    await expectAccessible(page, what)
  }
}

function pageTest({ name, open, ready, causes }: PageUnderTest): void {
  test(`${name} is accessible by day and night and fits a phone`, async ({ page, problems }) => {
    for (const pattern of causes ?? []) problems.expect(pattern)
    await open(page)
    await ready(page)
    await expectSound(page, name)
  })
}

test.describe('before the sign-in', () => {
  for (const one of publicPages) pageTest(one)
})

test.describe('signed in', () => {
  test.use({ storageState: keeper.session })
  for (const one of signedInPages) pageTest(one)
})

test.describe('of workflows', () => {
  test.use({ storageState: partner.session })
  for (const one of workflowPages) pageTest(one)
})

test.describe('of the administration', () => {
  test.use({ storageState: admin.session })
  for (const one of adminPages) pageTest(one)
})
