import { afterAll, beforeAll, expect, test } from 'vitest'
import { callsTool, refuses, says } from '../../features/assistant/model/testing-provider.ts'
import { startModelHub, stopModelHub } from '../../features/assistant/model/testing.ts'
import type { ModelHub } from '../../features/assistant/model/testing.ts'
import { say } from '../../features/assistant/testing.ts'
import type { Heard } from '../../features/assistant/testing.ts'
import { startWorker } from '../../platform/jobs/worker.ts'
import { looked } from './testing.ts'

let place: ModelHub
let stopWorker: () => Promise<void>
beforeAll(async () => {
  place = await startModelHub()
  const worker = await startWorker(place.hub.hub)
  stopWorker = () => worker.stop()
})
afterAll(async () => {
  await stopWorker()
  await stopModelHub(place)
})

const toolsOf = (round: number) =>
  place.provider.requests.at(round)?.tools?.map((one) => one.function.name) ?? []
const lastTold = () => JSON.stringify(place.provider.requests.at(-1)?.messages.at(-1))
const wished = (events: readonly Heard[]) =>
  events.flatMap(({ data }) => (data.type === 'approval' ? [data.approvalId] : []))

/** Lets happen what the model wished for, as the person who reads the card does. */
async function allow(events: readonly Heard[]): Promise<void> {
  const [id, ...more] = wished(events)
  expect(more).toEqual([])
  await place.org.api.approvals.approve({ id: id ?? '' })
}

const SENTENCE = 'Berlin to Lisbon, 3–8 May, two people, under €900'

test('a model plans, compares and holds a trip with the tools that people have, and asks first (TRV-1, TRV-3, AI-3)', async () => {
  const { provider, org } = place
  const { travel } = org.api.modules

  provider.next(callsTool('travel_trips_create', { text: SENTENCE }), says(['It waits for your yes.']))
  const planning = await say(org.api, `Please plan a trip: ${SENTENCE}`)
  expect(toolsOf(0)).toContain('travel_trips_create')
  expect((await travel.trips.list({})).items).toEqual([])
  await allow(planning.events)
  const [trip] = (await travel.trips.list({})).items
  const { cards } = await looked(org, trip?.id ?? '')
  const [best] = cards
  expect(cards.length).toBeGreaterThan(0)

  const { conversationId } = planning.sent
  provider.next(callsTool('travel_cards_list', { tripId: trip?.id }), says(['The first is best.']))
  await say(org.api, 'What are the offers for the trip?', conversationId)
  for (const fact of [best?.id, best?.total, best?.reasons[0]?.text]) expect(lastTold()).toContain(fact)

  provider.next(callsTool('travel_bookings_hold', { cardId: best?.id }), says(['It waits for your yes.']))
  const holding = await say(org.api, 'Hold the first one', conversationId)
  expect((await travel.bookings.list({})).items).toEqual([])
  await allow(holding.events)
  expect((await travel.bookings.list({})).items).toMatchObject([{ state: 'held', total: best?.total }])

  // The model is gone in the middle of it: the same conversation goes on.
  provider.next(refuses(503), refuses(503), refuses(503))
  const confirming = await say(org.api, 'Confirm the booking', conversationId)
  await allow(confirming.events)
  expect((await travel.bookings.list({})).items).toMatchObject([{ state: 'confirmed' }])
})
