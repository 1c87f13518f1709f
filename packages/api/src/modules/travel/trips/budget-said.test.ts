import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopAnswers } from '../../../features/assistant/run.ts'
import { read, say } from '../../../features/assistant/testing.ts'
import { giveCredits, startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'

// What a trip may cost is an amount with its currency, and what it counts for: all three are said, and shown before a yes.
let hub: TestHub
let org: TestOrg
let id: string
beforeAll(async () => {
  hub = await startHub()
  org = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro: 1_000_000 })
  const { trips } = org.api.modules.travel
  const made = await trips.create({ text: 'Berlin to Lisbon in two months for 5 nights, two people' })
  id = made.id
  await trips.update({ id, title: 'Coffee fair' })
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

async function saidYesTo(text: string): Promise<string> {
  const { events } = await say(org.api, text)
  for (const { data } of events)
    if (data.type === 'approval') await org.api.approvals.approve({ id: data.approvalId })
  return read(events)
}
const budget = async () => {
  const { chips } = await org.api.modules.travel.trips.get({ id })
  return chips.find(({ slot }) => slot === 'budget')?.words ?? null
}

test.each([
  ['the Coffee fair must not cost more than 1800', '1800.00 EUR at most', /1,?800.* in all/],
  ['set the budget for the Coffee fair to 350 each', '350.00 EUR each at most', /350.* each/],
  ['set the budget of Coffee fair to 120 a night', '120.00 EUR a night', /120.* a night/],
])(
  '“%s” is put before a person as it is meant',
  async (text, proposed, meant) => {
    expect(await saidYesTo(text)).toContain(proposed)
    expect(await budget()).toMatch(meant)
  },
  120_000,
)

test('it is lifted again', async () => {
  await saidYesTo('lift the budget of the Coffee fair')
  expect(await budget()).toBeNull()
})
