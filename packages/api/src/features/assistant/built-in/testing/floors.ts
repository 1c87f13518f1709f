import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../../testing/index.ts'
import type { TestHub } from '../../../../testing/index.ts'
import { stopAnswers } from '../../run.ts'
import { say } from '../../testing.ts'
import { NOW } from './firm.ts'
import type { Firm } from './firm.ts'
import { score } from './score.ts'
import type { Place } from './score.ts'

/** Least shares of right first, right or one click and right arguments, and the most of wrong writes. */
export interface Floors {
  file: string
  first: number
  near: number
  args: number
  wrong: number
}

interface Scene {
  open: (hub: TestHub) => Promise<Firm>
  names: (hub: TestHub, firm: Firm) => Promise<ReadonlyMap<string, string>>
}

/** Says the sentences of these files in a firm, and holds what was understood against their floors. */
export function holdsFloors({ open, names }: Scene, floors: readonly Floors[]): void {
  let hub: TestHub
  const place = (): Place => ({ hub, open: () => open(hub), names: (firm) => names(hub, firm) })
  beforeAll(async () => {
    hub = await startHub({ now: () => NOW })
    // The first message of a hub waits until it has learnt.
    await say((await open(hub)).org.api, 'hello')
  })
  afterAll(async () => {
    await stopAnswers(hub.hub)
    await hub.stop()
  })

  test.each(floors)(
    'sentences of $file that were not written for the assistant are understood',
    async ({ file, ...least }) => {
      const { first, near, args, wrong } = await score(place(), file)
      expect(first).toBeGreaterThanOrEqual(least.first)
      expect(near).toBeGreaterThanOrEqual(least.near)
      expect(args).toBeGreaterThanOrEqual(least.args)
      expect(wrong).toBeLessThanOrEqual(least.wrong)
    },
    300_000,
  )
}
