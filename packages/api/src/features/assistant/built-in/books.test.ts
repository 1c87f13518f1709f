import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { bookNames, openBookkeeping } from './testing/books.ts'
import { NOW } from './testing/firm.ts'
import type { Firm } from './testing/firm.ts'
import { score } from './testing/score.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  await say((await openBookkeeping(hub)).org.api, 'hello')
}, 120_000)
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

/*
 * Floors, a little below what was measured. Said for the first time, 27 of 46 were right at once, 40 at once or by one
 * click, 25 with all they said, and none put a wrong write before the person. What was mended after that was general.
 */
test('sentences about the books that were not written for the assistant are understood', async () => {
  const names = (firm: Firm) => bookNames(hub, firm)
  const { first, near, args, wrong } = await score(
    { hub, open: () => openBookkeeping(hub), names },
    'books-kept',
  )
  expect(first).toBeGreaterThanOrEqual(0.7)
  expect(near).toBeGreaterThanOrEqual(0.85)
  expect(args).toBeGreaterThanOrEqual(0.65)
  expect(wrong).toBe(0)
}, 300_000)
