import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { verifyBooks } from '../ledger/verify.ts'
import { openShop } from '../testing.ts'
import type { Shop } from '../testing.ts'

interface ModelInvoice {
  id: string
  total: number
  paid: number
  credited: number
  isVoid: boolean
}

interface ModelPayment {
  id: string
  amount: number
  to: { invoice: ModelInvoice; amount: number }[]
  back: number
  isUndone: boolean
}

interface ModelRefund {
  id: string
  of: { payment: ModelPayment; amount: number }[]
  isUndone: boolean
}

/** Invoices and payments in cents and plain arithmetic. */
interface World {
  shop: Shop
  invoices: ModelInvoice[]
  payments: ModelPayment[]
  refunds: ModelRefund[]
}

const text = (cents: number) => (cents / 100).toFixed(2)
const cents = (amount: string | null | undefined) => Math.round(Number(amount ?? 0) * 100)
const sum = (parts: readonly number[]) => parts.reduce((before, part) => before + part, 0)

const openOf = ({ total, paid, credited, isVoid }: ModelInvoice) => (isVoid ? 0 : total - paid - credited)
const refused = (act: Promise<unknown>) =>
  expect(act).rejects.toMatchObject({ code: expect.stringMatching(/CONFLICT|BAD_REQUEST/) as string })

async function invoice({ shop, invoices }: World, total: number) {
  const { books, customer, taxes } = shop
  const lines = [{ description: 'Coffee', unitPrice: text(total), taxCodeId: taxes.none }]
  const { id } = await books.invoices.create({ contactId: customer.id, lines })
  await books.invoices.post({ id })
  invoices.push({ id, total, paid: 0, credited: 0, isVoid: false })
}

async function pay({ shop, invoices, payments }: World, pick: number, amount: number) {
  const to = invoices[pick % Math.max(1, invoices.length)]
  if (!to) return
  const paying = shop.books.paymentsIn.record({ amount: text(amount), allocations: [{ invoiceId: to.id }] })
  if (openOf(to) === 0) return refused(paying)
  const { id } = await paying
  const put = Math.min(openOf(to), amount)
  to.paid += put
  payments.push({ id, amount, to: [{ invoice: to, amount: put }], back: 0, isUndone: false })
}

const leftOf = ({ amount, to, back, isUndone }: ModelPayment) =>
  isUndone ? 0 : amount - back - sum(to.map((one) => one.amount))

async function allocate({ shop, invoices, payments }: World, pick: number, from: number) {
  const [to, payment] = [
    invoices[pick % Math.max(1, invoices.length)],
    payments[from % Math.max(1, payments.length)],
  ]
  if (!to || !payment) return
  const allocating = shop.books.paymentsIn.allocate({ id: payment.id, allocations: [{ invoiceId: to.id }] })
  const put = Math.min(openOf(to), leftOf(payment))
  if (put === 0) return refused(allocating)
  await allocating
  to.paid += put
  payment.to.push({ invoice: to, amount: put })
}

async function takeOff({ shop, invoices, payments }: World, pick: number, from: number) {
  const [off, payment] = [
    invoices[pick % Math.max(1, invoices.length)],
    payments[from % Math.max(1, payments.length)],
  ]
  if (!off || !payment) return
  const taking = shop.books.paymentsIn.takeOff({ id: payment.id, invoiceId: off.id })
  const put = payment.to.filter(({ invoice: to }) => to === off)
  if (put.length === 0) return refused(taking)
  await taking
  off.paid -= sum(put.map((one) => one.amount))
  payment.to = payment.to.filter(({ invoice: to }) => to !== off)
}

async function undo({ shop, payments }: World, pick: number) {
  const payment = payments[pick % Math.max(1, payments.length)]
  if (!payment) return
  const undoing = shop.books.paymentsIn.undo({ id: payment.id })
  if (payment.isUndone || payment.back > 0) return refused(undoing)
  await undoing
  for (const { invoice: paid, amount } of payment.to) paid.paid -= amount
  Object.assign(payment, { to: [], isUndone: true })
}

/** All that is left of everything, or so much of it; the oldest goes first. */
async function payBack({ shop, payments, refunds }: World, wish: number | null) {
  const all = sum(payments.map(leftOf))
  const asked = wish === null ? {} : { amount: text(wish) }
  const paying = shop.books.refunds.record({ contactId: shop.customer.id, ...asked })
  if (all === 0 || (wish ?? 0) > all) return refused(paying)
  const { id, amount: got } = await paying
  expect(cents(got)).toBe(wish ?? all)
  const from = await shop.books.refunds.get({ id })
  const of = from.payments.map(({ paymentId, amount: part }) => ({
    payment: payments.find((one) => one.id === paymentId) as ModelPayment,
    amount: cents(part),
  }))
  for (const { payment, amount: part } of of) payment.back += part
  expect([sum(of.map((one) => one.amount)), of.every(({ payment }) => leftOf(payment) >= 0)]).toEqual([
    cents(got),
    true,
  ])
  refunds.push({ id, of, isUndone: false })
}

async function undoRefund({ shop, refunds }: World, pick: number) {
  const refund = refunds[pick % Math.max(1, refunds.length)]
  if (!refund) return
  const undoing = shop.books.refunds.undo({ id: refund.id })
  if (refund.isUndone) return refused(undoing)
  await undoing
  for (const { payment, amount } of refund.of) payment.back -= amount
  refund.isUndone = true
}

async function voidIt({ shop, invoices }: World, pick: number) {
  const one = invoices[pick % Math.max(1, invoices.length)]
  if (!one) return
  const voiding = shop.books.invoices.void({ id: one.id })
  if (one.isVoid || one.paid > 0) return refused(voiding)
  await voiding
  Object.assign(one, { credited: one.total, isVoid: true })
}

/** Money that is too much then comes off: what was put there last goes first. */
async function credit({ shop, invoices, payments }: World, pick: number, wish: number) {
  const one = invoices[pick % Math.max(1, invoices.length)]
  if (!one) return
  const crediting = shop.books.invoices.credit({ id: one.id, amount: text(wish) })
  if (one.isVoid || one.credited + wish > one.total) return refused(crediting)
  await crediting
  one.credited += wish
  one.isVoid = one.credited === one.total
  const over = one.paid + one.credited - one.total
  if (over <= 0) return
  one.paid -= over
  for (const payment of payments) {
    const { invoices: put } = await shop.books.paymentsIn.get({ id: payment.id })
    const left = cents(put.find(({ invoiceId }) => invoiceId === one.id)?.amount)
    const others = payment.to.filter(({ invoice: to }) => to !== one)
    payment.to = left === 0 ? others : [...others, { invoice: one, amount: left }]
  }
  const stays = payments.flatMap(({ to }) => to.filter(({ invoice: put }) => put === one))
  expect(sum(stays.map(({ amount: put }) => put))).toBe(one.paid)
}

async function compare({ shop, invoices, payments, refunds }: World) {
  const { books } = shop
  const billed = sum(invoices.map(({ total, credited }) => total - credited))
  const came = sum(payments.filter(({ isUndone }) => !isUndone).map(({ amount }) => amount))
  const went = refunds.filter(({ isUndone }) => !isUndone).flatMap(({ of }) => of)
  const received = came - sum(went.map(({ amount }) => amount))
  const { rows } = await books.reports.trialBalance({})
  const held = (code: string) => {
    const row = rows.find((one) => one.code === code)
    return cents(row?.debit) - cents(row?.credit)
  }
  expect([held('1100'), held('1200'), held('4000')]).toEqual([received, billed - received, 0 - billed])
  const { totals, isBalanced } = await books.reports.receivables({})
  const credit = sum(payments.map(leftOf))
  expect([cents(totals.total), cents(totals.credit), isBalanced]).toEqual([billed - received, credit, true])
  for (const one of invoices) {
    const { open } = await books.invoices.get({ id: one.id })
    expect(cents(open)).toBe(openOf(one))
  }
}

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
})
afterAll(() => hub.stop())

const pick = fc.nat(20)
const amount = fc.integer({ min: 1, max: 99_999 })
type Act = (world: World) => Promise<unknown>
const acts = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: amount.map(
        (total): Act =>
          (world) =>
            invoice(world, total),
      ),
    },
    {
      weight: 4,
      arbitrary: fc.tuple(pick, amount).map(
        ([at, paid]): Act =>
          (world) =>
            pay(world, at, paid),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(pick, pick).map(
        ([to, from]): Act =>
          (world) =>
            allocate(world, to, from),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(pick, pick).map(
        ([off, from]): Act =>
          (world) =>
            takeOff(world, off, from),
      ),
    },
    {
      weight: 2,
      arbitrary: pick.map(
        (at): Act =>
          (world) =>
            undo(world, at),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.option(fc.integer({ min: 1, max: 20_000 })).map(
        (wish): Act =>
          (world) =>
            payBack(world, wish),
      ),
    },
    {
      weight: 1,
      arbitrary: pick.map(
        (at): Act =>
          (world) =>
            undoRefund(world, at),
      ),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(pick, fc.integer({ min: 1, max: 40_000 })).map(
        ([at, wish]): Act =>
          (world) =>
            credit(world, at, wish),
      ),
    },
    {
      weight: 1,
      arbitrary: pick.map(
        (at): Act =>
          (world) =>
            voidIt(world, at),
      ),
    },
  ),
  { minLength: 10, maxLength: 24 },
)

test('whatever is billed, paid, put, paid back, credited, taken back and voided, the books are plain arithmetic over it (ACC-1, ACC-2)', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (all) => {
      const world: World = { shop: await openShop(hub), invoices: [], payments: [], refunds: [] }
      for (const act of all) await act(world)
      await compare(world)
      expect(await verifyBooks(hub.hub.db.org(world.shop.orgId))).toEqual([])
    }),
    { numRuns: 12 },
  )
})
