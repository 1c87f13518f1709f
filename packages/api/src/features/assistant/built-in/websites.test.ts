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
 * Two sets, each written by somebody who knew nothing of the phrases; those of the first were widened by what it missed, the
 * second tells how far that carries. Floors, a little below what was measured (71, 81, 69 and 6 %; 54, 74, 44 and 4 %). They are to
 * rise to 85, 90, 80 and 0.
 */
test.each([
  { file: 'websites-kept', least: { first: 0.69, near: 0.78, args: 0.67 }, most: 0.06 },
  { file: 'websites-new', least: { first: 0.5, near: 0.72, args: 0.4 }, most: 0.04 },
])(
  'sentences of $file that were not written for the assistant are understood',
  async ({ file, least, most }) => {
    const names = (firm: Firm) => websiteNames(hub, firm)
    const { first, near, args, wrong } = await score({ hub, open: () => openWebsitesFirm(hub), names }, file)
    expect(first).toBeGreaterThanOrEqual(least.first)
    expect(near).toBeGreaterThanOrEqual(least.near)
    expect(args).toBeGreaterThanOrEqual(least.args)
    expect(wrong).toBeLessThanOrEqual(most)
  },
  300_000,
)
