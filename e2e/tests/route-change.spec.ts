import type { Page, Route } from '@playwright/test'
import { keeper } from '../support/people.ts'
import { sidebarLink } from '../support/sidebar.ts'
import { settled } from '../support/settled.ts'
import { expect, test } from '../support/test.ts'

const ROUNDS = 4
const places = ['Tasks', 'Credits', 'Team', 'Settings'] as const

test.use({ storageState: keeper.session })

/** The design asks for 50 ms on an idle machine, which is printed; what holds on any machine is that nothing is left to fetch. */
test('a page that was pointed at is there at a click, whatever the network does from then on', async ({
  page,
}) => {
  await page.goto(`/o/${keeper.slug}`)
  await settled(page)
  const times: Record<string, number[]> = {}
  for (let round = 0; round < ROUNDS; round += 1)
    for (const place of places) (times[place] ??= []).push(await timeTo(page, place))
  const best = Object.entries(times).map(([place, all]) => `${place} ${Math.min(...all).toFixed(0)} ms`)
  process.stdout.write(`  from click to paint, best of ${ROUNDS}: ${best.join(', ')}\n`)
})

/** From the click on a link that was pointed at before to the frame with the new page's name; ms. Until then nothing is answered. */
async function timeTo(page: Page, place: string): Promise<number> {
  const link = await sidebarLink(page, place)
  await link.hover()
  await settled(page)
  const held: Route[] = []
  const hold = (route: Route) => void held.push(route)
  await page.route('**/*', hold)
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
  await expect(page.locator('main h1')).toHaveText(place)
  const ms = await shown
  await page.unroute('**/*', hold)
  // One that the page has given up needs no answer.
  await Promise.allSettled(held.map((route) => route.continue()))
  return ms
}
