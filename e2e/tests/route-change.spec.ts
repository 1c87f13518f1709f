import type { Page } from '@playwright/test'
import { keeper } from '../support/people.ts'
import { sidebarLink } from '../support/sidebar.ts'
import { settled } from '../support/settled.ts'
import { expect, test } from '../support/test.ts'

/** What the design asks for is 50 ms on an idle machine; a busy one must not fail a good build. */
const MOST_MS = 250
const ROUNDS = 4
const places = ['Tasks', 'Credits', 'Team', 'Settings'] as const

test.use({ storageState: keeper.session })

test('a page that was pointed at is there at a click', async ({ page }) => {
  await page.goto(`/o/${keeper.slug}`)
  await settled(page)
  // The first round fetches what the later ones have.
  for (const place of places) await timeTo(page, place)
  const times: Record<string, number[]> = {}
  for (let round = 0; round < ROUNDS; round += 1)
    for (const place of places) (times[place] ??= []).push(await timeTo(page, place))
  const best = Object.entries(times).map(([place, all]) => [place, Math.min(...all)] as const)
  const words = best.map(([place, ms]) => `${place} ${ms.toFixed(0)} ms`).join(', ')
  process.stdout.write(`  from click to paint, best of ${ROUNDS}: ${words}\n`)
  for (const [place, ms] of best) expect(ms, `from click to ${place}`).toBeLessThanOrEqual(MOST_MS)
})

/** From the click on a link that was pointed at before to the frame with the new page's name; ms. */
async function timeTo(page: Page, place: string): Promise<number> {
  const link = await sidebarLink(page, place)
  await link.hover()
  await settled(page)
  const shown = page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        let begin = 0
        addEventListener('click', () => (begin = performance.now()), { capture: true, once: true })
        const watcher = new MutationObserver(() => {
          if (begin === 0 || document.querySelector('main h1')?.textContent !== name) return
          watcher.disconnect()
          requestAnimationFrame(() => resolve(performance.now() - begin))
        })
        watcher.observe(document.body, { childList: true, subtree: true, characterData: true })
      }),
    place,
  )
  await link.click()
  return shown
}
