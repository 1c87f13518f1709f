import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../../testing/index.ts'
import type { TestHub } from '../../../../testing/index.ts'
import { stopAnswers } from '../../run.ts'
import { say } from '../../testing.ts'
import { NOW } from '../testing/firm.ts'
import { openRoastery, roasteryNames } from '../testing/roastery.ts'
import { scoreWishes } from '../testing/standing.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  await say((await openRoastery(hub)).org.api, 'hello')
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

// Floors, a little below what was measured last.
test.each(['standing-dev', 'standing-kept'])(
  'of the standing wishes of %s almost all become the draft that was meant',
  async (name) => {
    const { right, wrong } = await scoreWishes(
      { hub, open: () => openRoastery(hub), names: (firm) => roasteryNames(hub, firm) },
      name,
    )
    expect(right).toBeGreaterThanOrEqual(0.95)
    expect(wrong).toBeLessThanOrEqual(0.02)
  },
  300_000,
)
