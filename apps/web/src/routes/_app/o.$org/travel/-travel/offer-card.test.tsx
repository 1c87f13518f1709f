import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { me } from '../../../../../testing/open-app.tsx'
import { refuse } from '../../../../../testing/stand-in.ts'
import type { Booking, TripCard, WholeTrip } from './travel-types.ts'

const idOf = (n: number) => `01a1f859-d525-702e-874d-${n.toString(16).padStart(12, '0')}`
const [TRIP, CARD] = [idOf(1), idOf(2)]
const HOLD = 'modules.travel.bookings.hold'
const soon = new Date(Date.now() + 86_400_000).toISOString()

const trip: WholeTrip = {
  id: TRIP,
  title: 'Lisbon, 3 to 8 May',
  state: 'found',
  departs: '2031-05-03',
  returns: '2031-05-08',
  cards: 1,
  createdAt: soon,
  updatedAt: soon,
  version: 1,
  chips: [],
  questions: [],
  faults: [],
  unmet: ['“our dog”: nobody was asked.'],
  jobId: null,
}
const card: TripCard = {
  id: CARD,
  title: 'Hotel Azul',
  total: '800.00',
  each: '800.00',
  currency: 'EUR',
  left: null,
  fit: 90,
  labels: [],
  parts: [
    { part: 'price', points: 24, of: 30 },
    { part: 'time', points: 25, of: 25 },
    { part: 'hours', points: 10, of: 10 },
    { part: 'stay', points: 16, of: 20 },
    { part: 'wishes', points: 15, of: 15 },
  ],
  reasons: [
    { part: 'price', isGood: true, text: 'Nothing here costs less' },
    { part: 'time', isGood: true, text: 'Direct both ways' },
    { part: 'stay', isGood: false, text: '2 km from the centre' },
    { part: 'stay', isGood: true, text: 'Four stars' },
    { part: 'wishes', isGood: true, text: 'Breakfast is part of it' },
  ],
  services: [{ kind: 'stay', title: 'Hotel Azul', details: [], amount: '800.00', source: 'demo' }],
  minutes: null,
  expiresAt: soon,
}
const bookingOf = (source: Booking['services'][number]['source']): Booking => ({
  id: idOf(3),
  tripId: TRIP,
  title: trip.title,
  state: 'confirmed',
  total: '800.00',
  currency: 'EUR',
  startsOn: '2031-05-03',
  heldUntil: soon,
  services: card.services.map((service) => ({ ...service, source })),
  createdAt: soon,
  version: 1,
})
const none = () => ({ items: [], nextCursor: null })
const permissions = ['travel.trip.read', 'travel.trip.write', 'organization.read']
const hub = appOnHub({
  'auth.me': () => ({
    ...me,
    organizations: me.organizations.map((organization) => ({ ...organization, permissions })),
  }),
  'modules.travel.trips.get': () => trip,
  'modules.travel.cards.list': () => ({
    items: [card],
    weights: { price: 30, time: 25, hours: 10, stay: 20, wishes: 15 },
  }),
  'modules.travel.bookings.list': none,
  'modules.travel.watches.list': none,
  [HOLD]: () => ({}),
})
const { procedures, inputs: sent } = hub

async function offer() {
  hub.open(`/o/tide-fennel/travel/${TRIP}`)
  return within(await screen.findByRole('list', { name: 'Offers' }))
}

/** Two presses before the page shows what came of the first. */
async function pressTwice() {
  const button = (await offer()).getByRole('button', { name: /^Hold this one/ })
  button.click()
  button.click()
}

describe('an offer of a trip (TRV-3)', () => {
  it('is held once by a double click', async () => {
    await pressTwice()
    expect(await screen.findByText('Held for twenty minutes.')).toBeVisible()
    expect(sent(HOLD)).toMatchObject([{ cardId: CARD }])
  })

  it('can be asked for again, as another act, when it was refused', async () => {
    procedures.set(HOLD, () => {
      throw refuse('CONFLICT', 'It now costs more.')
    })
    await pressTwice()
    expect(await screen.findByText('It now costs more.')).toBeVisible()
    procedures.set(HOLD, () => ({}))
    await userEvent.click(await screen.findByRole('button', { name: /^Hold this one/ }))
    expect(await screen.findByText('Held for twenty minutes.')).toBeVisible()
    const keys = sent(HOLD).map((input) => (input as { idempotencyKey: string }).idempotencyKey)
    expect(new Set(keys).size).toBe(2)
    expect(keys).toHaveLength(2)
  })

  it('stands below what was asked for and is no part of it', async () => {
    await offer()
    expect(screen.getByText('Not part of these offers')).toBeVisible()
    expect(screen.getByText('“our dog”: nobody was asked.')).toBeVisible()
  })

  it('shows points that add up to its fit, also of what nothing is said about, each once', async () => {
    const points = (await offer()).getAllByText(/^[a-z]+ \d+ of \d+$/)
    expect(points.map(({ textContent }) => textContent)).toEqual([
      'price 24 of 30',
      'time 25 of 25',
      'stay 16 of 20',
      'wishes 15 of 15',
      'hours 10 of 10',
    ])
  })

  it('says on paper, where no chips are, from where it goes and for how many', async () => {
    const chip = { source: 'said', quote: null } as const
    procedures.set('modules.travel.trips.get', () => ({
      ...trip,
      chips: [
        { slot: 'from', value: 'berlin-de', words: 'Berlin', ...chip },
        { slot: 'to', value: 'lisbon-pt', words: 'Lisbon', ...chip },
        { slot: 'party', value: '2', words: '2', ...chip },
      ],
    }))
    await offer()
    expect(screen.getByText('Berlin to Lisbon, 2 people')).toBeInTheDocument()
  })

  it.each([
    ['demo', 1],
    ['own', 0],
  ] as const)('says once it is booked whether it is an example: %s', async (source, notes) => {
    procedures.set('modules.travel.trips.get', () => ({ ...trip, state: 'booked' }))
    procedures.set('modules.travel.bookings.list', () => ({
      items: [bookingOf(source)],
      nextCursor: null,
    }))
    hub.open(`/o/tide-fennel/travel/${TRIP}`)
    const booking = await screen.findByRole('group', { name: 'What is held or booked' })
    expect(within(booking).queryAllByText(/nothing is really booked/)).toHaveLength(notes)
  })

  it('has words beside all points', async () => {
    const rows = (await offer()).getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(rows).toContain('Nothing unusual about the hourshours 10 of 10')
  })
})
