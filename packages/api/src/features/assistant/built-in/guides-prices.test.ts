import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { openConnectorsFirm } from './testing/connectors.ts'
import { NOW } from './testing/firm.ts'
import type { Firm } from './testing/firm.ts'
import { openPricesFirm } from './testing/prices.ts'

let hub: TestHub
let shop: Firm
let connected: Firm
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  shop = await openPricesFirm(hub)
  connected = await openConnectorsFirm(hub)
  await say(shop.org.api, 'hello')
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

async function answerTo(text: string, { org }: Firm): Promise<string> {
  const { events } = await say(org.api, text)
  return events.map(({ data }) => (data.type === 'text' ? data.delta : '')).join('')
}

describe('prices', () => {
  test.each([
    ['could the shops be checked every few hours?', /at 06:00 where your organization is/],
    ['why does one of our shops say blocked', /“Blocked by the shop”/],
    ['do other shops’ prices have the postage in them?', /without delivery/],
    ['which shops are in the middle of the market?', /as many shops ask more as ask less/],
    ['will my staff hear of a price alarm as well', /in the inbox and by mail/],
    ['what does the score of a rival mean?', /from 0 to 100/],
  ])('“%s” is answered with how it is', async (text, told) => {
    expect(await answerTo(text, shop)).toMatch(told)
  })

  test('what can be looked up or done is no question for a guide', async () => {
    expect(await answerTo('which pages are not reached?', shop)).not.toContain('“Not compared”')
    expect(await answerTo('what is our price for the cold brew?', shop)).toContain('17.00')
    expect(await answerTo('change our price of the cold brew to 16.50', shop)).toContain(
      'Nothing is changed until you approve',
    )
  })
})

describe('connectors', () => {
  test.each([
    ['could the hub delete something in our shop?', /only reads there and changes nothing/],
    ['how soon do I see a new payment here', /every quarter of an hour/],
    ['what should I do when a connection has stopped?', /“Connect again”/],
    ['how come our shopify customers have no names?', /ticked when connecting/],
    ['does the hub forget our orders when the connection ends?', /“End connection” asks/],
  ])('“%s” is answered with how it is', async (text, told) => {
    expect(await answerTo(text, connected)).toMatch(told)
  })

  test('what can be looked up or done is no question for a guide', async () => {
    expect(await answerTo('which connections have to be connected again?', connected)).toContain(
      'Fennel Wholesale',
    )
    expect(await answerTo('how do I connect stripe?', connected)).toContain('on the page “Connectors”')
    expect(await answerTo('pause the connection Tide & Fennel', connected)).toContain(
      'Nothing is changed until you approve',
    )
  })
})
