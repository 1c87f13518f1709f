import { sql } from '@hub/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededBakery } from './testing.ts'
import type { SampleFirm } from './testing.ts'

const DAY_MS = 86_400_000

let firm: SampleFirm
beforeAll(async () => {
  firm = await seededBakery()
})
afterAll(() => firm.stop())

type Row = Record<string, string>

/** All objects of a type by the names of their properties, money in cents. */
async function objects(title: string): Promise<Row[]> {
  const { foundry } = firm.as('Ines').modules
  const { items } = await foundry.types.list({ limit: 100 })
  const typeId = items.find((type) => type.title === title)?.id ?? ''
  const { columns, rows, isAll } = await foundry.queries.run({ typeId, limit: 10_000 })
  expect(isAll).toBe(true)
  return rows.map(({ cells }) =>
    Object.fromEntries(
      columns.map(({ name }, at) => {
        const cell = cells[at]
        return [name, typeof cell === 'object' && cell ? cents(cell.amount) : String(cell)]
      }),
    ),
  )
}

const cents = (amount: string): string => String(Math.round(Number(amount) * 100))
const sum = (amounts: readonly (string | undefined)[]): number =>
  amounts.reduce((total, amount) => total + Number(amount), 0)
const byText = (one: readonly unknown[], other: readonly unknown[]) =>
  JSON.stringify(one).localeCompare(JSON.stringify(other))
const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) - days * DAY_MS).toISOString().slice(0, 10)

const booksBegan = async (): Promise<string> => {
  const { rows } = await read<{ day: string }>(
    sql`select min(entry_date)::text as day from accounting_entry where kind = 'opening'`,
  )
  return rows[0]?.day ?? ''
}

const read = <T>(query: ReturnType<typeof sql<T>>) => query.execute(firm.hub.hub.db.org(firm.orgId))

test('an order comes to the sum of its lines, and a paid one has one payment of its total', async () => {
  const [orders, lines, payments] = [
    await objects('Order'),
    await objects('Order line'),
    await objects('Payment'),
  ]
  expect(orders.length).toBeGreaterThan(70)
  const paidFor = (order: string | undefined) =>
    payments.flatMap(({ orderNumber, amount }) => (orderNumber === order ? amount : []))
  for (const { number, total, sold } of orders) {
    const own = lines.filter(({ orderNumber }) => orderNumber === number)
    const net = own.reduce((all, { quantity, price }) => all + Number(quantity) * Number(price), 0)
    expect(total, number).toBe(String(net + (sold === 'By invoice' ? Math.round(net * 0.135) : 0)))
  }
  for (const { number, total } of orders.filter(({ state }) => state === 'Paid'))
    expect(paidFor(number), number).toEqual([total])
  for (const { number, total } of orders.filter(({ state }) => state !== 'Paid'))
    expect(sum(paidFor(number)), number).toBeLessThan(Number(total))
})

test('each billed order is an invoice of the same customer, day and total', async () => {
  const [began, orders, customers] = [await booksBegan(), await objects('Order'), await objects('Customer')]
  expect(customers).toHaveLength(13)
  const billed = orders
    .filter(({ sold, placed = '' }) => sold === 'By invoice' && placed >= began)
    .map(({ number, placed, total, state }) => [
      number,
      placed,
      total,
      state === 'Waiting' ? 'draft' : 'posted',
    ])
  const { rows } = await read<Row>(
    sql`select d.reference, d.issued_on::text as day, d.total_minor::text as total, d.state::text as state
      from accounting_document d`,
  )
  expect(billed).toHaveLength(6)
  expect(
    rows.map(({ reference, day, total, state }) => [reference, day, total, state]).toSorted(byText),
  ).toEqual(billed.toSorted(byText))
})

test('each payment of an invoice is in the books on its day, with its amount', async () => {
  const [began, orders, payments] = [await booksBegan(), await objects('Order'), await objects('Payment')]
  const billed = new Set(orders.flatMap(({ number, sold }) => (sold === 'By invoice' ? number : [])))
  const known = payments
    .filter(({ orderNumber, paid = '' }) => billed.has(orderNumber) && paid >= began)
    .map(({ number, orderNumber, paid, amount }) => [number, orderNumber, paid, amount])
  const { rows } = await read<Row>(
    sql`select p.reference, d.reference as order, p.paid_on::text as day, p.amount_minor::text as amount,
        (select sum(l.amount_minor)::text from accounting_line l join accounting_account a on a.id = l.account_id
          where l.entry_id = p.entry_id and a.code = '1100') as banked
      from accounting_payment p join accounting_allocation x on x.payment_id = p.id
      join accounting_document d on d.id = x.document_id`,
  )
  expect(known).toHaveLength(3)
  expect(
    rows.map(({ reference, order, day, amount }) => [reference, order, day, amount]).toSorted(byText),
  ).toEqual(known.toSorted(byText))
  expect(rows.map(({ banked }) => banked)).toEqual(rows.map(({ amount }) => amount))
})

test('what the till took in a week is the sum of its paid orders', async () => {
  const [orders, payments] = [await objects('Order'), await objects('Payment')]
  const atTill = new Set(orders.flatMap(({ number, sold }) => (sold === 'At the till' ? number : [])))
  const { rows } = await read<{ day: string; amount: string }>(
    sql`select e.entry_date::text as day, sum(-l.amount_minor)::text as amount
      from accounting_entry e join accounting_line l on l.entry_id = e.id join accounting_account a on a.id = l.account_id
      where a.code = '4000' and e.series = 'J' group by e.id, e.entry_date order by e.entry_date`,
  )
  expect(rows).toHaveLength(5)
  expect(rows[0]?.day).toBe(daysBefore(await booksBegan(), -7))
  for (const { day, amount } of rows) {
    const ofWeek = payments.filter(
      ({ orderNumber, paid = '' }) => atTill.has(orderNumber) && paid < day && paid >= daysBefore(day, 7),
    )
    expect(sum(ofWeek.map((payment) => payment['amount'])), day).toBe(Number(amount))
  }
})

test('the books hold', async () => {
  expect(await firm.as('Ines').modules.accounting.book.verify({})).toEqual({ ok: true, faults: [] })
})
