import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

interface Rules {
  /** The system's colors take the place of ours: the browser still reports ours, so contrast cannot be measured. */
  isForced?: boolean
  /** The one rule that is asked for. */
  only?: string
}

/** WCAG 2.2 AA as far as a program can tell. `what` names the state of the page in a failure. */
export async function expectAccessible(
  page: Page,
  what: string,
  { isForced = false, only }: Rules = {},
): Promise<void> {
  const axe = new AxeBuilder({ page }).options({
    resultTypes: ['violations'],
    // No criterion asks for it, and who walks by headings loses the thread where one is left out.
    rules: { 'heading-order': { enabled: true } },
  })
  const { violations } = await (only === undefined ? axe.withTags(tags) : axe.withRules(only))
    // No page has a frame of another origin, for which a blank page would be opened at every look.
    .setLegacyMode()
    .disableRules(isForced ? ['color-contrast'] : [])
    // Base UI's guards are never seen nor reached: focus that lands on one is passed on at once.
    .exclude('[data-base-ui-focus-guard]')
    .analyze()
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${help}\n  ${html.slice(0, 300)}\n  ${failureSummary ?? ''}`,
    ),
  )
  expect(found, `accessibility of ${what}`).toEqual([])
}

/** Nothing makes the page itself scroll sideways; parts such as boards may. */
export async function expectNoSidewaysScroll(page: Page, what: string): Promise<void> {
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return { scrollWidth, clientWidth }
  })
  expect(scrollWidth, `width of ${what}`).toBeLessThanOrEqual(clientWidth)
}
