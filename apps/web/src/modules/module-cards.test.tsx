import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../testing/app-on-hub.ts'
import { contractAnswers } from '../testing/contract-answers.ts'
import { me } from '../testing/open-app.tsx'
import { refuse } from '../testing/stand-in.ts'

const organizationWith = (permissions: readonly string[]) => ({
  ...me,
  organizations: me.organizations.map((one) => ({
    ...one,
    permissions: ['organization.read', ...permissions],
  })),
})
const answers = contractAnswers()
const hub = appOnHub({
  ...answers,
  'system.briefing': () => ({ day: '2026-11-21', lines: [], parts: 1, leftOut: 0, unanswered: [] }),
  'audit.activity': () => ({ items: [], nextCursor: null }),
})

/** The card of this name, for somebody with these permissions. */
async function card(name: string, ...permissions: string[]) {
  hub.procedures.set('auth.me', () => organizationWith(permissions))
  hub.open('/o/tide-fennel')
  return within(await screen.findByRole('region', { name }))
}
const linkIn = (place: ReturnType<typeof within>, name: string | RegExp) =>
  place.findByRole('link', { name }).then((link: HTMLElement) => link.getAttribute('href'))

const cash = {
  asOf: '2026-11-21',
  currency: 'EUR',
  amount: '8412.30',
  accounts: 2,
  points: [
    { on: '2026-11-20', amount: '8000.00' },
    { on: '2026-11-21', amount: '8412.30' },
  ],
  profit: '-12.00',
  owed: { open: '408.00', overdue: '312.00' },
}

describe('the card of cash', () => {
  it('says what there is and what is late, and leads to it', async () => {
    hub.procedures.set('modules.accounting.reports.cash', () => ({ cash }))
    const place = await card('Cash', 'accounting.book.read')
    expect(await place.findByText('.30')).toBeInTheDocument()
    expect(place.getByText('on 2 accounts, today')).toBeInTheDocument()
    expect(
      place.getByRole('img', { name: /^Cash was 8,000\.00 on 20 November and is 8,412\.30 EUR today\.$/ }),
    ).toBeInTheDocument()
    expect(await linkIn(place, 'Overdue')).toContain('/accounting/invoices?status=overdue')
    expect(place.getByText('−12.00')).toBeInTheDocument()
  })

  it('counts no accounts where none holds anything', async () => {
    const empty = { ...cash, amount: '0.00', accounts: 0, points: [] }
    hub.procedures.set('modules.accounting.reports.cash', () => ({ cash: empty }))
    const place = await card('Cash', 'accounting.book.read')
    expect(await place.findByText('today')).toBeInTheDocument()
  })

  it('says nothing of invoices to who may not see them', async () => {
    hub.procedures.set('modules.accounting.reports.cash', () => ({ cash: { ...cash, owed: null } }))
    const place = await card('Cash', 'accounting.book.read')
    expect(await place.findByText('Profit this month')).toBeInTheDocument()
    expect(place.queryByText('Overdue')).toBeNull()
  })

  it('says in a line what to do where there are no books, to who may do it', async () => {
    hub.procedures.set('modules.accounting.reports.cash', () => ({ cash: null }))
    const place = await card('Cash', 'accounting.book.read', 'accounting.book.manage')
    expect(await linkIn(place, 'Set up the books')).toContain('/accounting')
  })

  it('can be asked for again where it did not come', async () => {
    hub.procedures.set('modules.accounting.reports.cash', () => {
      throw refuse('CONFLICT', 'Not now.')
    })
    const place = await card('Cash', 'accounting.book.read')
    expect(
      await place.findByText('Your cash could not be loaded', {}, { timeout: 20_000 }),
    ).toBeInTheDocument()
    hub.procedures.set('modules.accounting.reports.cash', () => ({ cash }))
    await userEvent.click(place.getByRole('button', { name: 'Try now' }))
    expect(await place.findByText('on 2 accounts, today')).toBeInTheDocument()
  })
})

describe('the card of prices', () => {
  const priced = (amount: string, currency = 'EUR') => ({ amount, currency })
  const product = {
    id: '01a1f859-d525-702e-874d-0000000000a1',
    name: 'House blend, 1 kg',
    price: priced('23.50'),
    gtin: null,
    lowest: null,
    middle: null,
    listings: 2,
    createdAt: '2026-11-20T09:00:00.000Z',
    updatedAt: '2026-11-20T09:00:00.000Z',
    version: 1,
  }
  const shop = (nth: number, name: string, amount: string) => ({
    listingId: `01a1f859-d525-702e-874d-0000000000b${nth}`,
    shop: name,
    price: priced(amount),
  })

  it('tells who asks less, in words as well, and how many moved', async () => {
    const shops = [shop(1, 'copperleaf.example', '21.90'), shop(2, 'saltgate.example', '24.80')]
    hub.procedures.set('modules.marketplace.products.pressing', () => ({
      product,
      shops,
      tracked: 14,
      moved: 4,
    }))
    const place = await card('Prices', 'marketplace.price.read')
    expect(await place.findByText('23.50 EUR')).toBeInTheDocument()
    expect(place.getByText('copperleaf.example').parentElement).toHaveTextContent('21.90 EUR, cheaper')
    expect(place.getByText('saltgate.example').parentElement).not.toHaveTextContent('cheaper')
    expect(place.getByText('4 moved in 24 hours')).toBeInTheDocument()
    expect(await linkIn(place, 'House blend, 1 kg')).toContain(`/marketplace/${product.id}`)
    expect(await linkIn(place, 'All 14')).toMatch(/\/marketplace$/)
  })

  it('offers to watch a price to who may, where none is watched', async () => {
    hub.procedures.set('modules.marketplace.products.pressing', () => ({
      product: null,
      shops: [],
      tracked: 0,
      moved: 0,
    }))
    const place = await card('Prices', 'marketplace.price.read')
    expect(await place.findByText('No price is watched yet.')).toBeInTheDocument()
  })
})

describe('the card of the website', () => {
  const site = {
    id: '01a1f859-d525-702e-874d-0000000000c1',
    host: 'tideandfennel.example',
    proof: null,
    provedAt: null,
    score: 82,
    grade: 'B',
    wasGrade: 'A',
    toMend: { high: 1, medium: 3, low: 2 },
    muted: 1,
    scannedAt: '2026-11-20T08:56:00.000Z',
    createdAt: '2026-11-20T08:00:00.000Z',
    updatedAt: '2026-11-20T08:56:00.000Z',
    version: 1,
  }

  it('is of the one that is least safe', async () => {
    const safe = {
      ...site,
      id: '01a1f859-d525-702e-874d-0000000000c2',
      host: 'safe.example',
      score: 95,
      grade: 'A',
    }
    hub.procedures.set('modules.security.sites.list', () => ({ items: [safe, site], nextCursor: null }))
    const place = await card('Website', 'security.site.read')
    expect(await place.findByText(/Grade B, was A\. tideandfennel\.example/)).toBeInTheDocument()
    expect(place.getByText('the weakest of 2')).toBeInTheDocument()
    expect(place.getByText('Medium').parentElement).toHaveTextContent('3')
    expect(place.getByText(/^Scanned .*, 1 muted$/)).toBeInTheDocument()
    expect(await linkIn(place, 'Open scan')).toContain(`/security/${site.id}`)
  })

  it('offers to add one where there is none', async () => {
    hub.procedures.set('modules.security.sites.list', () => ({ items: [], nextCursor: null }))
    const place = await card('Website', 'security.site.read', 'security.scan.write')
    expect(await linkIn(place, 'Add your website')).toContain('/security?add=')
  })
})

describe('the card of connectors', () => {
  const connection = (nth: number, title: string, state: string) => ({
    id: `01a1f859-d525-702e-874d-0000000000d${nth}`,
    provider: 'shopify',
    account: 'tide.example',
    title,
    state,
    reason: '',
    withPersonal: false,
    isReading: false,
    syncedAt: '2026-11-20T08:51:00.000Z',
    createdAt: '2026-11-20T08:00:00.000Z',
    updatedAt: '2026-11-20T08:00:00.000Z',
    version: 1,
  })

  it('begins with what has to be connected again, and counts what is in step', async () => {
    const items = [connection(1, 'Stripe', 'ok'), connection(2, 'Shopify', 'broken')]
    hub.procedures.set('connectors.connections.list', () => ({ items, nextCursor: null }))
    const place = await card('Connectors', 'connectors.connection.read')
    const [first, second] = within(
      await place.findByRole('list', { name: 'What is connected' }),
    ).getAllByRole('listitem')
    expect(first).toHaveTextContent('ShopifyStopped')
    expect(second).toHaveTextContent(/^StripeIn sync, read /)
    expect(place.getByText('1 of 2 in step')).toBeInTheDocument()
  })
})

describe('the card of the next trip', () => {
  it('says which day, what it costs and whether it is watched', async () => {
    const trip = {
      id: '01a1f859-d525-702e-874d-0000000000e1',
      title: 'Hamburg, Wed 27 Jan to Sat 30 Jan',
      to: 'Hamburg',
      state: 'found',
      departs: '2027-01-27',
      returns: '2027-01-30',
      cards: 1,
      createdAt: '2026-11-20T08:00:00.000Z',
      updatedAt: '2026-11-20T08:00:00.000Z',
      version: 1,
      travellers: 2,
      asks: null,
    }
    const price = {
      total: '1006.00',
      currency: 'EUR',
      left: '194.00',
      services: [{ kind: 'flight', amount: '406.00' }],
    }
    hub.procedures.set('modules.travel.trips.next', () => ({ trip, price, watch: null }))
    const place = await card('Next trip', 'travel.trip.read')
    expect(await place.findByText('Hamburg. 27 to 30 January 2027, 2 people')).toBeInTheDocument()
    expect(place.getByText('€1,006')).toBeInTheDocument()
    expect(place.getByRole('list', { name: 'What it costs' })).toHaveTextContent('Flights€406Left€194')
    expect(place.getByText('Its price is not watched')).toBeInTheDocument()
    expect(await linkIn(place, 'Open trip')).toContain(`/travel/${trip.id}`)
  })

  it('offers to plan one to who may, where none lies ahead', async () => {
    hub.procedures.set('modules.travel.trips.next', () => ({ trip: null, price: null, watch: null }))
    const place = await card('Next trip', 'travel.trip.read')
    expect(await place.findByText('No trip lies ahead.')).toBeInTheDocument()
  })
})

it('a card is there for none who may not see what it sums up, and nothing is asked', async () => {
  await card('Today’s briefing')
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Arrange the dashboard' })).toBeInTheDocument(),
  )
  for (const name of ['Cash', 'Prices', 'Website', 'Connectors', 'Next trip'])
    expect(screen.queryByRole('region', { name })).toBeNull()
  expect(hub.inputs('modules.accounting.reports.cash')).toEqual([])
})
