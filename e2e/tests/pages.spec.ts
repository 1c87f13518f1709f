import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from '../support/axe.ts'
import { walk } from '../support/keyboard.ts'
import { adminPages, publicPages, signedInPages } from '../support/pages.ts'
import type { PageUnderTest } from '../support/pages.ts'
import { admin, keeper, partner } from '../support/people.ts'
import { settled } from '../support/settled.ts'
import { workflowPages } from '../support/workflow-pages.ts'
import { expect, test } from '../support/test.ts'

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

const SKIP = 'a Skip to content'
/** Pages without the frame of an organization. */
const bare = new Set([...publicPages.map(({ name }) => name), 'new-organization', 'no-such-organization'])

async function expectWalked(page: Page, name: string): Promise<void> {
  await page.setViewportSize(desk)
  await settled(page)
  const stops = await walk(page, name)
  const isDialog = (await page.getByRole('dialog').count()) > 0
  expect(stops[0] === SKIP).toBe(!bare.has(name) && !isDialog)
}

function pageTest({ name, open, ready, causes }: PageUnderTest): void {
  test(`${name} is accessible by day and night, fits a phone, and Tab alone reaches all of it`, async ({
    page,
    problems,
  }) => {
    for (const pattern of causes ?? []) problems.expect(pattern)
    await open(page)
    await ready(page)
    await expectSound(page, name)
    await expectWalked(page, name)
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
