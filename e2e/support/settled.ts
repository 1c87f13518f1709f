import type { Page } from '@playwright/test'

/** Longer than the wait before a skeleton shows, so that a page which still loads does not look finished. */
const QUIET_MS = 300

/** Nothing has changed for a moment, no skeleton is left, and the font is there. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async (quietMs) => {
    await document.fonts.ready
    await new Promise<void>((resolve) => {
      const finish = () => {
        if (document.querySelector('[aria-busy="true"]')) return wait()
        watcher.disconnect()
        resolve()
      }
      let timer = setTimeout(finish, quietMs)
      const wait = () => {
        clearTimeout(timer)
        timer = setTimeout(finish, quietMs)
      }
      const watcher = new MutationObserver(wait)
      watcher.observe(document.documentElement, {
        attributes: true,
        childList: true,
        characterData: true,
        subtree: true,
      })
    })
  }, QUIET_MS)
}
