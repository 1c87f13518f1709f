import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { machineIn } from '../../../platform/calls/machine.ts'
import { textOfSentence } from '../../../shared/sentence.ts'
import { sendDueMails } from '../../../testing/index.ts'
import type { TestOrg } from '../../../testing/index.ts'
import { lookAtDue } from '../jobs.ts'
import { dayAhead, openTravel, planned } from '../testing.ts'
import type { TravelPlace } from '../testing.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MOST_DAYS = 40

let place: TravelPlace
beforeAll(async () => {
  place = await openTravel()
})
afterAll(() => place.stop())

const tick = ({ orgId }: TestOrg) =>
  lookAtDue.run(machineIn(place.hub.hub, { name: 'travel.watcher', orgId }))

const told = async ({ api }: Pick<TestOrg, 'api'>, view: 'todo' | 'done' = 'todo') => {
  await place.hub.deliver()
  const { items } = await api.notifications.list({ view })
  return items.filter(({ kind }) => kind === 'travel.watch')
}

const toLisbon = (days: number): string =>
  `Berlin to Lisbon, ${dayAhead(place, days)} to ${dayAhead(place, days + 5)}, two people`

/** What it costs now. */
async function priceOf(org: TestOrg, text: string): Promise<number> {
  const { watches } = org.api.modules.travel
  const { id, price } = await watches.create({ text, amount: '1.00' })
  await watches.remove({ id })
  return Number(price)
}

describe('what a trip costs is watched (TRV-2)', () => {
  test('over days, and whoever watches is told once each time it falls below the line', async () => {
    const org = await place.hub.newOrg()
    const { watches } = org.api.modules.travel
    const text = toLisbon(200)
    const line = (await priceOf(org, text)) * 0.98
    const { id, isBelow, price } = await watches.create({ text, amount: line.toFixed(2) })
    expect({ isBelow, isPriced: price !== null }).toEqual({ isBelow: false, isPriced: true })
    let [falls, before] = [0, false]
    for (let day = 0; day < MOST_DAYS && falls < 2; day += 1) {
      place.move(DAY_MS)
      await tick(org)
      const [watch] = (await watches.list({})).items
      const now = Number(watch?.price) < line
      expect(watch?.isBelow).toBe(now)
      if (now && !before) falls += 1
      before = now
    }
    const [notice] = await told(org)
    expect(textOfSentence(notice?.sentence ?? [])).toMatch(/Lisbon, .* costs less than you wanted/)
    const { lines } = await org.api.system.briefing({})
    expect(lines.map(({ words }) => words).join()).toMatch(/Lisbon, .* now costs €/)
    expect(falls).toBe(2)
    // The first was over when the price rose.
    expect([await told(org), await told(org, 'done')]).toMatchObject([[{ count: 1 }], [{ count: 1 }]])
    const { points } = await watches.history({ id })
    expect(points.length).toBeGreaterThan(2)
    await sendDueMails(place.hub.hub)
    await place.hub.deliver()
    const mails = place.hub.mails.filter(({ to }) => to === org.owner.email)
    expect(mails.filter(({ subject }) => subject.includes('Lisbon')).length).toBeGreaterThan(0)
  })

  test('is told at once of what is below already, and again where the line is moved under and over it', async () => {
    const org = await place.hub.newOrg()
    const { watches } = org.api.modules.travel
    const { id, isBelow } = await watches.create({ text: toLisbon(100), amount: '99000.00' })
    expect(isBelow).toBe(true)
    expect(await told(org)).toHaveLength(1)
    expect(await watches.update({ id, amount: '2.00' })).toMatchObject({ isBelow: false })
    expect(await told(org)).toEqual([])
    expect(await watches.update({ id, amount: '99000.00' })).toMatchObject({ isBelow: true })
    expect(await told(org)).toHaveLength(1)
  })

  test('only the one who watches is told, not the others of the business', async () => {
    const org = await place.hub.newOrg()
    const member = await org.join('member')
    await member.api.modules.travel.watches.create({ text: toLisbon(100), amount: '99000.00' })
    expect(await told(org)).toEqual([])
    expect(await told(member)).toHaveLength(1)
  })

  test('by the budget that was said, for all travellers together', async () => {
    const org = await place.hub.newOrg()
    const { watches } = org.api.modules.travel
    expect(await watches.create({ text: `${toLisbon(90)}, under €400 each` })).toMatchObject({
      amount: '800.00',
      travellers: 2,
      from: 'Berlin',
    })
  })

  test('is not looked at before its time, while it is paused, or from the day of the journey on', async () => {
    const org = await place.hub.newOrg()
    const { watches } = org.api.modules.travel
    const { id } = await watches.create({ text: toLisbon(3), amount: '5.00' })
    const lookedAt = async () => (await watches.list({})).items[0]?.lookedAt
    const first = await lookedAt()
    await tick(org)
    expect(await lookedAt()).toBe(first)
    await watches.update({ id, isOn: false })
    place.move(7 * HOUR_MS)
    await tick(org)
    expect(await lookedAt()).toBe(first)
    await watches.update({ id, isOn: true })
    await tick(org)
    const second = await lookedAt()
    expect(Date.parse(second ?? '')).toBeGreaterThan(Date.parse(first ?? ''))
    place.move(3 * DAY_MS)
    await tick(org)
    expect((await watches.list({})).items).toMatchObject([{ state: 'over', lookedAt: second }])
    expect((await watches.list({ state: 'watching' })).items).toEqual([])
  })

  test('two looks at once keep and tell once', async () => {
    const org = await place.hub.newOrg()
    const { watches } = org.api.modules.travel
    const { id } = await watches.create({ text: toLisbon(60), amount: '5.00' })
    place.move(DAY_MS)
    const machine = machineIn(place.hub.hub, { name: 'travel.watcher', orgId: org.orgId })
    const looks = await Promise.all(
      [1, 2, 3, 4].map(() => machine.call('modules.travel.watches.look', { ids: [id] })),
    )
    expect(
      looks.map((one) => (one as { looked: number }).looked).filter((count) => count === 1),
    ).toHaveLength(1)
  })

  test('is paused when its trip is booked, and goes with it when it is removed', async () => {
    const org = await place.hub.newOrg()
    const { watches, bookings, trips } = org.api.modules.travel
    const { trip, cards } = await planned(org, toLisbon(80))
    const { id } = await watches.create({ tripId: trip.id, amount: '50.00' })
    const held = await bookings.hold({ cardId: cards[0]?.id ?? '' })
    await bookings.confirm({ id: held.id })
    expect((await watches.list({ tripId: trip.id })).items).toMatchObject([
      { id, state: 'paused', note: 'The trip is booked.' },
    ])
    const other = await planned(org, toLisbon(70))
    await watches.create({ tripId: other.trip.id, amount: '50.00' })
    await trips.remove({ id: other.trip.id })
    expect((await watches.list({})).items).toHaveLength(1)
  })
})

describe('what cannot be watched is told in words', () => {
  test.each([
    [{}, 'tripId', /Say which trip/],
    [{ text: 'Berlin to Lisbon in spring' }, 'amount', /below which price/],
    [{ text: 'Berlin to Lisbon in May', amount: '0' }, 'amount', /above zero/],
    [{ text: 'Berlin to Lisbon in May', amount: '100.123' }, 'amount', /above zero/],
    [{ text: 'from Berlin to somewhere warm in May', amount: '100' }, 'text', /Where to/],
    [{ text: 'Berlin to Lisbon on 31 April', amount: '100' }, 'text', /31 April/],
  ] as const)('%j', async (input, path, message) => {
    const org = await place.hub.newOrg()
    await expect(org.api.modules.travel.watches.create(input)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path, message: expect.stringMatching(message) as unknown }] },
    })
  })

  test('prices in another currency than the line', async () => {
    const org = await place.hub.newOrg()
    const { watches, trips } = org.api.modules.travel
    const { id } = await trips.create({ text: toLisbon(50) })
    await trips.setBudget({ id, budget: { amount: '9000.00', currency: 'MNT', per: 'trip' } })
    const made = await watches.create({ tripId: id })
    expect(made).toMatchObject({ currency: 'MNT', price: null, isBelow: false, lookedAt: null })
    expect(made.note).toBe('The prices are in EUR, so they cannot be held against MNT.')
  })
})
