import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { NOW } from './testing/firm.ts'
import type { Firm } from './testing/firm.ts'
import { openPricesFirm, priceNames } from './testing/prices.ts'
import { score } from './testing/score.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  await say((await openPricesFirm(hub)).org.api, 'hello')
}, 120_000)
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

/*
 * Floors, a little below what was measured (47, 77, 35 and 5 %). They are to rise to 85, 90, 80 and 0: products that are new come with the
 * price in their name, and what is said in passing about a page is taken for a website.
 */
test('sentences about prices that were not written for the assistant are understood', async () => {
  const names = (firm: Firm) => priceNames(hub, firm)
  const { first, near, args, wrong } = await score(
    { hub, open: () => openPricesFirm(hub), names },
    'prices-kept',
  )
  expect(first).toBeGreaterThanOrEqual(0.43)
  expect(near).toBeGreaterThanOrEqual(0.73)
  expect(args).toBeGreaterThanOrEqual(0.31)
  expect(wrong).toBeLessThanOrEqual(0.05)
}, 300_000)
