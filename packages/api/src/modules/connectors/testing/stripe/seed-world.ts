import { diceOf } from '../shopify/random.ts'
import { chargeOf, customerOf, declined } from './rows.ts'
import type { Charge, Customer } from './rows.ts'

export interface Size {
  customers: number
  charges: number
}

export interface Rows {
  customers: Map<string, Customer>
  charges: Map<string, Charge>
}

const DAY_S = 24 * 3_600

/** Customers and charges of nobody in the last four hundred days, the same for the same seed. */
export function seedRows(seed: number, size: Size, now: number): Rows {
  const dice = diceOf(seed)
  // Several share a second, as they do where a shop brings them in together.
  const secondOf = (at: number, of: number) => now - 400 * DAY_S + Math.floor((at / of) * 97) * 4 * DAY_S
  const made = Array.from({ length: size.customers }, (_, at) =>
    customerOf(dice, at, secondOf(at, size.customers)),
  )
  const charges = Array.from({ length: size.charges }, (_, at) => {
    const buyer = dice.chance(90) && made.length > 0 ? dice.one(made) : null
    const charge = chargeOf(dice, buyer, secondOf(at, size.charges))
    if (dice.chance(6)) return Object.assign(charge, declined)
    if (dice.chance(5)) return { ...charge, amount_refunded: charge.amount, refunded: true }
    return charge
  })
  return {
    customers: new Map(made.map((row) => [row.id, row])),
    charges: new Map(charges.map((row) => [row.id, row])),
  }
}
