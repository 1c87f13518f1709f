import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { RunQuery } from '../queries/schema.ts'
import { openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import { readDataQuestion } from './read-question.ts'
import { sayQuery } from './tell.ts'
import { askedOverLinks } from './testing/asked-over-links.ts'
import { verdictOn } from './testing/hearing.ts'
import { LINE_SHOP_AT, bringLineShop, plainly } from './testing/line-shop.ts'

let hub: TestHub
let place: Data
beforeAll(async () => {
  hub = await startHub({ now: () => LINE_SHOP_AT })
  place = await openData(hub)
  await bringLineShop(place)
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const said = async (question: string) => {
  const at = {
    db: hub.hub.db.org(place.org.orgId),
    now: LINE_SHOP_AT,
    timeZone: 'Europe/Dublin',
    currency: 'EUR',
  }
  const read = await readDataQuestion(at, question)
  return sayQuery(await place.data.queries.run(RunQuery.parse({ ...read?.input }))).text
}

test('two periods are told with what changed between them', async () => {
  expect(await said('how did October go against September?')).toBe(
    [
      'Total, number of orders by placed in September 2026 and in October 2026, 2 in all:',
      '1. September 2026: 110.00 EUR, 2',
      '2. October 2026: 239.00 EUR, 4',
      'October 2026 is 117.27 % more than September 2026.',
    ].join('\n'),
  )
})

test('a period in which nothing was is told so, in its place', async () => {
  expect(await said('sales in August versus October')).toMatch(
    /\n1\. August 2026: nothing\n2\. October 2026: 239\.00 EUR$/,
  )
})

test.each(askedOverLinks)('$ask', async (one) => {
  const hearing = { hub, place, now: LINE_SHOP_AT, plainly: (text: string) => plainly(hub, place, text) }
  expect(await verdictOn(hearing, one)).toBe('right')
})
