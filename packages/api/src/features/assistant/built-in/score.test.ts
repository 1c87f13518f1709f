import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { NOW } from './testing/firm.ts'
import { openRoastery, roasteryNames } from './testing/roastery.ts'
import { score } from './testing/score.ts'
import type { Place } from './testing/score.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  await say((await openRoastery(hub)).org.api, 'hello')
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

const place = (): Place => ({
  hub,
  open: () => openRoastery(hub),
  names: (firm) => roasteryNames(hub, firm),
})

// Floors, a little below what was measured last: they keep what stands, and say nothing of the aims.
test('the sentences the assistant was built on are understood', async () => {
  const { first, near, args, wrong } = await score(place(), 'build')
  expect(first).toBeGreaterThanOrEqual(0.87)
  expect(near).toBeGreaterThanOrEqual(0.92)
  expect(args).toBeGreaterThanOrEqual(0.81)
  expect(wrong).toBeLessThanOrEqual(0.02)
}, 600_000)
