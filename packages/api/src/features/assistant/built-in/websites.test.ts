import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { websiteNames, openWebsitesFirm } from './testing/websites.ts'
import { NOW } from './testing/firm.ts'
import type { Firm } from './testing/firm.ts'
import { score } from './testing/score.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  await say((await openWebsitesFirm(hub)).org.api, 'hello')
}, 120_000)
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

/*
 * Floors, a little below what was measured (69, 75, 67 and 6 %). They are to rise to 85, 90, 80 and 0: “every Monday” makes a workflow that
 * scans, where the weekly scan of the website is meant, and is counted as wrong.
 */
test('sentences about websites that were not written for the assistant are understood', async () => {
  const names = (firm: Firm) => websiteNames(hub, firm)
  const { first, near, args, wrong } = await score(
    { hub, open: () => openWebsitesFirm(hub), names },
    'websites-kept',
  )
  expect(first).toBeGreaterThanOrEqual(0.66)
  expect(near).toBeGreaterThanOrEqual(0.72)
  expect(args).toBeGreaterThanOrEqual(0.64)
  expect(wrong).toBeLessThanOrEqual(0.06)
}, 300_000)
