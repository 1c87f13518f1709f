import { afterAll, beforeAll, expect, test } from 'vitest'
import { MICRO } from './shared/micro.ts'
import { textOfSentence } from './shared/sentence.ts'
import { giveCredits } from './testing/give-credits.ts'
import { startHub } from './testing/index.ts'
import type { TestHub } from './testing/index.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

test('what an act of a module says of itself is told to nobody to whom its rows are closed (AUTH-11)', async () => {
  const org = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro: MICRO })
  const { rentals } = org.as({ door: 'workflow' }).modules.travel
  const { id } = await rentals.create({ name: 'Blue van', place: 'Lisbon', seats: 5, amount: '45.00' })
  await rentals.keep({ id, from: '2027-03-01', to: '2027-03-04' })
  const keeper = await org.join('member', { accounting: 'write', travel: 'none' })
  const told = async (api: typeof org.api) => {
    const { items } = await api.credits.history({ kind: 'charge' })
    return items.map(({ sentence }) => textOfSentence(sentence)).join('\n')
  }
  expect(await told(org.api)).toContain('2027-03-01')
  const words = await told(keeper.api)
  expect(words.split('\n')).toEqual(['Kept a rental car free of bookings', 'Added a rental car'])
  expect(words).not.toMatch(/2027|Blue van/)
})
