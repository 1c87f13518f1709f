import type { Page } from '@playwright/test'

/** Digits that may change or are compared, in figures of unequal width. */
export const unevenDigits = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main time, main td, main [role="cell"], main dd')].flatMap((element) => {
      const own = [...element.querySelectorAll('*'), element].filter((one) =>
        [...one.childNodes].some((node) => node.nodeType === 3 && /\d/.test(node.textContent ?? '')),
      )
      return own
        .filter(
          (one) => !/^(BUTTON|A|INPUT|CODE)$/.test(one.tagName) && !one.closest('.font-mono, .font-medium'),
        )
        .filter((one) => !getComputedStyle(one).fontVariantNumeric.includes('tabular-nums'))
        .map((one) => (one.textContent ?? '').slice(0, 60))
    }),
  )
