import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { dataNames, openDataFirm } from './testing/data.ts'
import { NOW } from './testing/firm.ts'
import type { Firm } from './testing/firm.ts'
import { score } from './testing/score.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  await say((await openDataFirm(hub)).org.api, 'hello')
}, 120_000)
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

/* Floors, a little below what was measured. */
test('sentences about the data that were not written for the assistant are understood', async () => {
  const names = (firm: Firm) => dataNames(hub, firm)
  const { first, near, args, wrong } = await score({ hub, open: () => openDataFirm(hub), names }, 'data-kept')
  expect(first).toBeGreaterThanOrEqual(0.85)
  expect(near).toBeGreaterThanOrEqual(0.9)
  expect(args).toBeGreaterThanOrEqual(0.8)
  expect(wrong).toBe(0)
}, 300_000)
