import { personOf, placeOf } from '../shopify/names.ts'
import type { Dice } from '../shopify/random.ts'

/** In whole numbers of the smallest unit that Stripe knows of a currency. */
export interface Sum {
  amount: number
  /** In lower case. */
  currency: string
}

export interface Customer {
  id: string
  object: 'customer'
  /** In seconds. */
  created: number
  name: string | null
  email: string | null
  phone: string | null
  description: string | null
  address: { city: string; country: string; line1: string; postal_code: string } | null
  balance: number
  delinquent: boolean
  metadata: Record<string, string>
  livemode: false
}

export interface Charge extends Sum {
  id: string
  object: 'charge'
  created: number
  customer: string | null
  amount_captured: number
  amount_refunded: number
  status: 'succeeded' | 'pending' | 'failed'
  paid: boolean
  captured: boolean
  refunded: boolean
  disputed: boolean
  failure_code: string | null
  failure_message: string | null
  billing_details: { name: string | null; email: string | null }
  receipt_email: string | null
  description: string | null
  metadata: Record<string, string>
  livemode: false
}

export interface StripeEvent {
  id: string
  object: 'event'
  api_version: string
  created: number
  type: string
  data: { object: object }
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  livemode: false
}

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Says nothing of the order in which things were made. */
export const idOf = (dice: Dice, prefix: string, length: number): string =>
  `${prefix}_${Array.from({ length }, () => SIGNS.charAt(dice.number(SIGNS.length))).join('')}`

const CURRENCIES = ['eur', 'eur', 'eur', 'eur', 'gbp', 'gbp', 'usd', 'usd', 'jpy', 'kwd'] as const

function sumOf(dice: Dice): Sum {
  const currency = dice.one(CURRENCIES)
  const amount = dice.between(100, 90_000)
  // Dinars have three digits, of which the last is always a nought.
  return { currency, amount: currency === 'kwd' ? amount * 10 : amount }
}

export function customerOf(dice: Dice, number: number, created: number): Customer {
  const { firstName, lastName, email } = personOf(dice, number)
  const { city, country, zip } = placeOf(dice)
  return {
    id: idOf(dice, 'cus', 14),
    object: 'customer',
    created,
    name: `${firstName} ${lastName}`,
    email,
    phone: null,
    description: dice.chance(20) ? `Met ${lastName} at the fair` : null,
    address: dice.chance(85) ? { city, country, line1: `Quay ${number}`, postal_code: zip } : null,
    balance: 0,
    delinquent: false,
    metadata: dice.chance(30) ? { shop_number: String(1_000 + number) } : {},
    livemode: false,
  }
}

export function chargeOf(dice: Dice, buyer: Customer | null, created: number): Charge {
  const { amount, currency } = sumOf(dice)
  return {
    id: idOf(dice, 'ch', 24),
    object: 'charge',
    created,
    customer: buyer?.id ?? null,
    amount,
    currency,
    amount_captured: amount,
    amount_refunded: 0,
    status: 'succeeded',
    paid: true,
    captured: true,
    refunded: false,
    disputed: false,
    failure_code: null,
    failure_message: null,
    billing_details: { name: buyer?.name ?? null, email: buyer?.email ?? null },
    receipt_email: buyer?.email ?? null,
    description: dice.chance(40) ? `Order ${dice.between(1_000, 9_999)}` : null,
    metadata: {},
    livemode: false,
  }
}

export const declined = {
  status: 'failed',
  paid: false,
  captured: false,
  amount_captured: 0,
  failure_code: 'card_declined',
  failure_message: 'Your card was declined.',
} as const
