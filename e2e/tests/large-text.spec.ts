import { expectNoSidewaysScroll } from '../support/axe.ts'
import { keeper } from '../support/people.ts'
import { settled } from '../support/settled.ts'
import { expect, test } from '../support/test.ts'

/** Twice the usual size, as somebody sets it in the browser: a page of 1280 px then holds what one of 640 px does. */
const launchOptions = {
  ...(process.env['HUB_CHROMIUM'] !== undefined && { executablePath: process.env['HUB_CHROMIUM'] }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--font-render-hinting=none',
    '--blink-settings=defaultFontSize=32',
  ],
}
test.use({ storageState: keeper.session, launchOptions, viewport: { width: 1280, height: 900 } })

const places = ['', '/tasks', '/tasks?view=list', '/team', '/connect', '/accounting/bank', '/settings']

for (const place of places) {
  test(`${place || 'the dashboard'} holds text of twice the size`, async ({ page }) => {
    await page.goto(`/o/${keeper.slug}${place}`)
    await settled(page)
    await expectNoSidewaysScroll(page, place)
    const title = await page.getByRole('heading', { level: 1 }).evaluate(({ clientHeight }) => clientHeight)
    expect(title, 'the height of the title, which has two lines at most').toBeLessThan(150)
    const cut = await page
      .getByRole('main')
      .locator('[data-row], button')
      .evaluateAll((boxes) =>
        boxes
          .filter((box) => box.checkVisibility() && box.scrollHeight > box.clientHeight + 2)
          .map(({ textContent }) => textContent),
      )
    expect(cut, 'what does not fit into its row or button').toEqual([])
  })
}
