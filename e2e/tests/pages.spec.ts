import type { Page } from '@playwright/test'
import { unevenDigits } from '../support/figures.ts'
import { expectFits } from '../support/fits.ts'
import { walk } from '../support/keyboard.ts'
import { adminPages, publicPages, signedInPages } from '../support/pages.ts'
import type { PageUnderTest } from '../support/pages.ts'
import { admin, keeper, partner } from '../support/people.ts'
import { settled } from '../support/settled.ts'
import { expectStill, watchShifts } from '../support/shifts.ts'
import { workflowPages } from '../support/workflow-pages.ts'
import { expect, test } from '../support/test.ts'

const desk = { width: 1440, height: 900 }

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

/** All that is held of every page is asked of it in one visit: loading it takes longer than asking. */
function pageTest({ name, open, ready, isState = false, causes }: PageUnderTest): void {
  test(`${name} is accessible by day and night, fits a phone, and Tab alone reaches all of it`, async ({
    page,
    problems,
  }) => {
    for (const pattern of causes ?? []) problems.expect(pattern)
    await page.addInitScript(watchShifts)
    await open(page)
    await ready(page)
    await settled(page)
    await test.step('it did not move while it loaded, and its figures are of equal width (WEB-3)', async () => {
      // A state comes of what was done on its page, which may move it.
      if (!isState) await expectStill(page)
      expect(await unevenDigits(page)).toEqual([])
    })
    // Nothing is chosen in these browsers, so the system's theme is the page's.
    await expectFits(page, name)
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
