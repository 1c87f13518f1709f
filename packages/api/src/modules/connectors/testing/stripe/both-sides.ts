import { expect } from 'vitest'
import type { TestOrg } from '../../../../testing/index.ts'
import { allObjects } from '../brought.ts'
import type { World } from './world.ts'

/** How many digits Stripe says each currency has, written out, so that no code of ours is asked. */
const DIGITS: Readonly<Record<string, number>> = { jpy: 0, kwd: 3, isk: 2, ugx: 2, mga: 0 }

const withoutZeros = (amount: string) => (amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount)

function moneyThere(minor: number, currency: string): string {
  const digits = DIGITS[currency] ?? 2
  const text = String(minor).padStart(digits + 1, '0')
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return `${withoutZeros(whole)} ${currency.toUpperCase()}`
}

function moneyHere(value: unknown): string {
  const { amount, currency } = value as { amount: string; currency: string }
  return `${withoutZeros(amount)} ${currency}`
}

async function here(org: TestOrg) {
  const customers = await allObjects(org, 'Customers')
  const payments = await allObjects(org, 'Payments')
  return {
    customers: Object.fromEntries(customers.map(({ key, values }) => [key, values['name']])),
    payments: Object.fromEntries(
      payments.map(({ key, values, links }) => {
        const { amount, refunded, state, disputed } = values
        const money = [moneyHere(amount), moneyHere(refunded)]
        return [key, [state, ...money, disputed, links['customer']?.title ?? null]]
      }),
    ),
  }
}

function there(world: World) {
  const names = new Map(world.customers().map(({ id, name }) => [id, name]))
  return {
    customers: Object.fromEntries(names),
    payments: Object.fromEntries(
      world.charges().map(({ id, status, amount, amount_refunded, currency, disputed, customer }) => {
        const [whole, refunded] = [moneyThere(amount, currency), moneyThere(amount_refunded, currency)]
        return [id, [status, whole, refunded, disputed, names.get(customer ?? '') ?? null]]
      }),
    ),
  }
}

/** Nothing is missing, nothing is too many, and nothing is old. */
export async function expectTheSame(org: TestOrg, world: World): Promise<void> {
  expect(await here(org)).toEqual(there(world))
}
