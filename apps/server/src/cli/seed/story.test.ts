import { sendBriefings } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { besides, seededBakery } from './testing.ts'
import type { SampleFirm } from './testing.ts'

const SEED_MS = 120_000
const LATE = { timeout: 30_000, interval: 500 }

const linesOf = async (firm: SampleFirm, who: string) => {
  // A part that is late on a busy machine is left out of the briefing, and is in the next.
  const lines = await vi.waitFor(async () => {
    const told = await firm.as(who).system.briefing({})
    expect({ leftOut: told.leftOut, unanswered: told.unanswered }).toEqual({ leftOut: 0, unanswered: [] })
    return told.lines
  }, LATE)
  return lines.map(({ name, words, count }) => [name, words, count])
}

/** "Tuesday 2 March", two days after a day, with the year where that is another one. */
const longDay = (day: string, later: number): string => {
  const at = new Date(Date.parse(`${day}T00:00Z`) + later * 86_400_000)
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(at.toISOString().slice(0, 4) !== day.slice(0, 4) && { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(at)
}

/** What is planted in the bakery, seen on this day. */
const planted = (today: string) => {
  return {
    website: ['security.dropped', 'hearthandrye.example fell from A- to B+', 1],
    invoice: ['accounting.overdue', 'Lantern Café is 3 days late: 354.12 EUR is still to come', 1],
    late: ['ops.overdue', 'One of your tasks is overdue', 1],
    today: ['ops.today', 'One of your tasks is due today', 1],
    approvals: ['approvals.waiting', '2 requests wait for your decision', 2],
    price: [
      'marketplace.alerts',
      'grainandgrove.example went from 6.90 EUR to 6.20 EUR for Sourdough loaf, 1 kg',
      1,
    ],
    trip: ['travel.soon', `A booked trip begins on ${longDay(today, 2)}`, 1],
  }
}

test.each([
  ['an ordinary afternoon', '2026-11-24T15:00:00Z', '2026-11-24'],
  ['a minute after midnight at the end of a month', '2027-03-01T00:01:00Z', '2027-03-01'],
  ['the night the clocks go forward', '2027-03-28T00:30:00Z', '2027-03-28'],
  ['a summer night that is another day in Greenwich', '2027-06-05T23:20:00Z', '2027-06-06'],
  ['the last evening of a year', '2026-12-31T23:40:00Z', '2026-12-31'],
])(
  'the briefing names what is planted and nothing else: %s',
  { timeout: SEED_MS },
  async (...[, now, today]) => {
    const firm = await seededBakery(new Date(now))
    onTestFinished(() => firm.stop())
    const { website, invoice, late, today: due, approvals, price, trip } = planted(today)
    expect(await linesOf(firm, 'Ines')).toEqual([website, late, due, invoice, approvals, price, trip])
    expect(await linesOf(firm, 'Aoife')).toEqual([website, price, trip])
    expect(await linesOf(firm, 'Orla')).toEqual([invoice])
  },
)

describe('on one morning', () => {
  let firm: SampleFirm
  beforeAll(async () => {
    firm = await seededBakery(new Date('2026-11-24T07:06:00Z'))
  }, SEED_MS)
  afterAll(() => firm.stop())

  test('the mail says what the briefing says', async () => {
    await firm.hub.deliver()
    firm.hub.mails.length = 0
    await sendBriefings(firm.hub.hub)
    await firm.hub.deliver()
    const said = (address: string) =>
      firm.hub.mails.flatMap(({ to, lines = [] }) =>
        to === address ? [lines.map(({ words }) => words)] : [],
      )
    const { website, invoice, late, today, approvals, price, trip } = planted('2026-11-24')
    const words = (all: readonly (readonly unknown[])[]) => all.map(([, told]) => told)
    expect(said('ines@hearthandrye.example')).toEqual([
      words([website, late, today, invoice, approvals, price, trip]),
    ])
    expect(said('orla@ledgerhouse.example')).toEqual([words([invoice])])
  })

  test('the workshop has less to tell, and no more than is planted there', async () => {
    const repairs = await besides(firm, 'bright-gear-repairs')
    expect(await linesOf(repairs, 'Tessa')).toEqual([
      ['ops.overdue', 'One of your tasks is overdue', 1],
      ['accounting.overdue', 'Northside School is 9 days late: 611.77 EUR is still to come', 1],
      ['approvals.waiting', 'One request waits for your decision', 1],
    ])
  })

  test('the website has two findings, each with a fix', async () => {
    const { findings } = firm.as('Ines').modules.security
    const { items } = await findings.list({ state: 'open', limit: 10 })
    // The one that costs most points comes first.
    expect(items.map(({ key, severity }) => [key, severity])).toEqual([
      ['headers.strictTransport', 'medium'],
      ['mail.dmarc', 'medium'],
    ])
    for (const { id } of items) expect((await findings.get({ id })).servers.length).toBeGreaterThan(0)
  })

  test('the file of the bank waits: what is booked already, and money for an invoice that is open', async () => {
    const { bank, invoices } = firm.as('Orla').modules.accounting
    const { items } = await bank.lines.list({ limit: 50 })
    expect(items.map(({ amount, best }) => [amount, best])).toEqual([
      ['634.47', 'sure'],
      ['-18.50', 'likely'],
      ['60.00', 'likely'],
      ['-2120.00', 'likely'],
      ['-1590.00', 'likely'],
      ['5115.20', 'likely'],
    ])
    const { offers } = await bank.lines.get({ id: items[0]?.id ?? '' })
    const open = await invoices.get({ id: offers[0]?.id ?? '' })
    expect(open).toMatchObject({ contact: 'Oakhollow Hotel', status: 'open', open: '634.47' })
  })

  test('a rival is cheaper, by pages that were read several times and are asked for no more', async () => {
    const { products, listings, checks } = firm.as('Ines').modules.marketplace
    const { items } = await products.list({ limit: 10 })
    expect(items).toMatchObject([
      {
        name: 'Sourdough loaf, 1 kg',
        price: { amount: '6.80' },
        lowest: { amount: '6.20', shop: 'grainandgrove.example' },
      },
    ])
    const { items: pages } = await listings.list({ limit: 10 })
    expect(pages.map(({ state }) => state)).toEqual(['paused', 'paused'])
    const rival = pages.find(({ shop }) => shop === 'grainandgrove.example')
    const { items: looks } = await checks.list({ listingId: rival?.id ?? '', limit: 10 })
    expect(looks.map(({ price }) => price?.amount)).toEqual(['6.20', '6.90', '6.95', '7.20'])
  })

  test('one trip is booked, and one has offers to choose from', async () => {
    const { items } = await firm.as('Ines').modules.travel.trips.list({ sort: 'soonest', limit: 10 })
    expect(items.map(({ title, state }) => [title, state])).toEqual([
      ['Hamburg, Thu 26 Nov to Sat 28 Nov', 'booked'],
      [expect.stringMatching(/^Lyon, /), 'found'],
    ])
    expect(items[1]?.cards).toBeGreaterThan(0)
  })

  test('a workflow ran each week: done twice, declined once, and it waits for Ines now', async () => {
    const { workflows, modules } = firm.as('Ines')
    const { items } = await workflows.list({})
    expect(items).toMatchObject([{ name: 'Butter and yeast for the week', isOn: true, runs: 4 }])
    const { items: runs } = await workflows.runs.list({ limit: 10 })
    const told = runs.map(({ number, status, startedBy, createdAt, finishedAt }) =>
      [number, status, startedBy, createdAt.slice(0, 16), finishedAt?.slice(11, 15)].join(' '),
    )
    expect(told).toEqual([
      '4 waiting schedule 2026-11-23T17:00 ',
      '3 done schedule 2026-11-16T17:00 17:1',
      '2 done schedule 2026-11-09T17:00 17:1',
      '1 done schedule 2026-11-02T17:00 17:1',
    ])
    const { steps } = await workflows.runs.get({ id: runs[0]?.id ?? '' })
    expect(steps.at(-1)).toMatchObject({ mayDecide: true, question: expect.stringContaining('crates') })
    const { items: ordered } = await modules.ops.tasks.list({ search: '5 kg of yeast', limit: 10 })
    expect(ordered.map(({ status, assigneeName }) => [status, assigneeName])).toEqual([
      ['done', 'Colm Reidy'],
      ['done', 'Colm Reidy'],
    ])
    const flow = await workflows.get({ id: items[0]?.id ?? '' })
    expect(flow).toMatchObject({ faults: [], isChanged: false })
  })
})
