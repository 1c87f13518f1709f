import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import { asked } from './testing/asked-kept.ts'
import { askedInAll } from './testing/asked-in-all.ts'
import type { Asked } from './testing/asked.ts'
import { verdictOn } from './testing/hearing.ts'
import type { Verdict } from './testing/hearing.ts'
import { ASKED_AT, askedShop, bringAskedShop } from './testing/asked-world.ts'

let hub: TestHub
let place: Data

beforeAll(async () => {
  hub = await startHub({ now: () => ASKED_AT })
  place = await openData(hub)
  await bringAskedShop(place)
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const verdict = (one: Asked) =>
  verdictOn(
    {
      hub,
      place,
      now: ASKED_AT,
      plainly: async (statement) =>
        (
          await asSuperuser<Record<string, unknown>>(hub.database, `${askedShop} ${statement}`, [
            place.org.orgId,
          ])
        ).map((row) => Object.values(row)),
    },
    one,
  )

/*
 * Floors, a little below what was measured. Heard for the first time, 66.7 % were right, 26.3 % not understood and 7.0 % wrong; what
 * was mended after that was general. An answer to another question is worse than none, so the second floor is the harder one.
 */
test('questions that were not written for the reader are answered, or it says that it did not understand', async () => {
  const heard: { ask: string; verdict: Verdict }[] = []
  for (const one of asked) heard.push({ ask: one.ask, verdict: await verdict(one) })
  const share = (of: Verdict) => heard.filter((one) => one.verdict === of).length / heard.length
  const percent = (part: number) => `${(100 * part).toFixed(1)} %`
  process.stdout.write(
    [
      `${heard.length} questions: ${percent(share('right'))} right, ${percent(share('declined'))} not understood, ${percent(share('wrong'))} wrong\n`,
      ...heard.filter((one) => one.verdict !== 'right').map((one) => `  ${one.verdict}: ${one.ask}\n`),
    ].join(''),
  )
  expect(share('right')).toBeGreaterThanOrEqual(0.84)
  expect(share('wrong')).toBeLessThanOrEqual(0.02)
})

test.each(askedInAll)('$ask', async (one) => {
  expect(await verdict(one)).toBe('right')
})
