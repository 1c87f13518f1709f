import { diceOf } from '../shopify/random.ts'
import { chargeOf, customerOf, declined, idOf } from './rows.ts'
import type { Charge, Customer, StripeEvent } from './rows.ts'
import { seedRows } from './seed-world.ts'
import type { Size } from './seed-world.ts'

type Patch<Row> = Partial<Omit<Row, 'id' | 'object' | 'created'>>

/** What is at Stripe, and what people do with it. Each act is told as events. */
export interface World {
  customers(): Customer[]
  charges(): Charge[]
  /** All that may be listed, however old. */
  events(): StripeEvent[]
  wasDeleted(id: string): boolean
  addCustomer(patch?: Patch<Customer>): Customer
  changeCustomer(id: string, patch: Patch<Customer>): Customer
  deleteCustomer(id: string): void
  /** With status `pending` or `failed` it is that; otherwise it succeeds at once. */
  addCharge(patch?: Patch<Charge>): Charge
  succeedCharge(id: string): void
  failCharge(id: string): void
  /** Without an amount, all that is left of it. */
  refundCharge(id: string, amount?: number): void
  /** The bank of the buyer sends the money back: what was refunded last is not. */
  failRefund(id: string, amount: number): void
  disputeCharge(id: string): void
  /** Told under the name of customers, and is none. */
  subscribe(customer: string): void
  /** From now on events happen and are not listed, as with a list that is late. */
  hold(): void
  release(): void
}

export interface Ground extends Size {
  seed: number
  /** In seconds. */
  now: () => number
}

/** The version of the account, by which its events are written. */
export const ACCOUNT_VERSION = '2025-09-30.clover'

type Tell = (type: string, object: object) => void

function journalOf({ seed, now }: Ground) {
  const dice = diceOf(seed + 1)
  const listed: StripeEvent[] = []
  let held: StripeEvent[] | null = null
  const tell: Tell = (type, object) => {
    const event: StripeEvent = {
      id: idOf(dice, 'evt', 24),
      object: 'event',
      api_version: ACCOUNT_VERSION,
      created: now(),
      type,
      // As it was then: what happens later does not change what was told.
      data: { object: structuredClone(object) },
      pending_webhooks: 0,
      request: { id: null, idempotency_key: null },
      livemode: false,
    }
    ;(held ?? listed).push(event)
  }
  return {
    tell,
    events: () => listed,
    hold: () => void (held ??= []),
    release() {
      listed.push(...(held ?? []))
      held = null
    },
  }
}

function present<Row>(rows: ReadonlyMap<string, Row>, id: string): Row {
  const row = rows.get(id)
  if (!row) throw new Error(`There is no ${id}.`)
  return row
}

interface Acting extends Ground {
  rows: ReturnType<typeof seedRows>
  tell: Tell
}

function actsOnCustomers({ rows, tell, seed, now }: Acting, deleted: Set<string>) {
  const dice = diceOf(seed + 2)
  return {
    addCustomer(patch: Patch<Customer> = {}) {
      const row = { ...customerOf(dice, 10_000 + rows.customers.size, now()), ...patch }
      rows.customers.set(row.id, row)
      tell('customer.created', row)
      return row
    },
    changeCustomer(id: string, patch: Patch<Customer>) {
      const row = Object.assign(present(rows.customers, id), patch)
      tell('customer.updated', row)
      return row
    },
    deleteCustomer(id: string) {
      tell('customer.deleted', present(rows.customers, id))
      rows.customers.delete(id)
      deleted.add(id)
    },
    subscribe(customer: string) {
      present(rows.customers, customer)
      const id = idOf(dice, 'sub', 24)
      tell('customer.subscription.created', { id, object: 'subscription', customer, status: 'active' })
    },
  }
}

function actsOnCharges({ rows, tell, seed, now }: Acting) {
  const dice = diceOf(seed + 3)
  const change = (type: string, id: string, patch: Patch<Charge>) =>
    tell(type, Object.assign(present(rows.charges, id), patch))
  return {
    addCharge(patch: Patch<Charge> = {}) {
      const state = patch.status === 'failed' ? declined : {}
      const made = { ...chargeOf(dice, null, now()), ...state, ...patch }
      const row = made.status === 'succeeded' ? { ...made, amount_captured: made.amount } : made
      rows.charges.set(row.id, row)
      tell(`charge.${row.status}`, row)
      return row
    },
    succeedCharge: (id: string) => change('charge.succeeded', id, { status: 'succeeded', paid: true }),
    failCharge: (id: string) => change('charge.failed', id, declined),
    refundCharge(id: string, amount?: number) {
      const row = present(rows.charges, id)
      const amount_refunded = amount === undefined ? row.amount : row.amount_refunded + amount
      change('charge.refunded', id, { amount_refunded, refunded: amount_refunded >= row.amount })
    },
    failRefund(id: string, amount: number) {
      const row = present(rows.charges, id)
      Object.assign(row, { amount_refunded: row.amount_refunded - amount, refunded: false })
      const refund = { id: idOf(dice, 're', 24), object: 'refund', charge: id, amount, status: 'failed' }
      tell('charge.refund.updated', refund)
    },
    disputeCharge(id: string) {
      const { amount } = Object.assign(present(rows.charges, id), { disputed: true })
      const dispute = {
        id: idOf(dice, 'du', 24),
        object: 'dispute',
        charge: id,
        amount,
        reason: 'fraudulent',
      }
      tell('charge.dispute.created', dispute)
    },
  }
}

export function worldOf(ground: Ground): World {
  const rows = seedRows(ground.seed, ground, ground.now())
  const { tell, ...journal } = journalOf(ground)
  const deleted = new Set<string>()
  const acting = { ...ground, rows, tell }
  return {
    ...journal,
    customers: () => [...rows.customers.values()],
    charges: () => [...rows.charges.values()],
    wasDeleted: (id) => deleted.has(id),
    ...actsOnCustomers(acting, deleted),
    ...actsOnCharges(acting),
  }
}
