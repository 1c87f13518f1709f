import type { IncomingRecord } from '../../../platform/records/records.ts'
import { currencyDigits } from '../../../shared/currencies.ts'
import { unscaled } from '../../../shared/money.ts'
import { isObject } from './ask-service.ts'
import type { Access } from './provider.ts'

/** What is kept of one customer or payment; nothing where it has no id. */
export function recordOf(
  raw: Record<string, unknown>,
  { withPersonal }: Pick<Access, 'withPersonal'>,
): IncomingRecord[] {
  if (typeof raw['id'] !== 'string') return []
  const kept = withPersonal ? raw : impersonal(raw)
  return [
    {
      key: raw['id'],
      raw: { ...kept, ...inWholeUnits(raw), ...orderIn(raw), ...disputeIn(raw) },
      isRemoved: raw['deleted'] === true,
    },
  ]
}

/** Where Stripe counts otherwise than ISO 4217: krónur and shillings as if they had cents, ariary as if they had none. */
const STRIPES_DIGITS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 }

/** Amounts as people write them, beside those of Stripe. */
function inWholeUnits({ object, currency, ...raw }: Record<string, unknown>): Record<string, unknown> {
  if (object !== 'charge' || typeof currency !== 'string') return {}
  const code = currency.toUpperCase()
  const digits = STRIPES_DIGITS[code] ?? currencyDigits(code) ?? 2
  const whole = (amount: unknown) =>
    Number.isSafeInteger(amount) ? unscaled(BigInt(Number(amount)), digits) : amount
  return { inWholeUnits: { amount: whole(raw['amount']), refunded: whole(raw['amount_refunded']) } }
}

/** Under which of these whoever takes a payment writes down what it is for; Stripe itself knows of no orders. */
const ORDER_NAMES = ['order_number', 'order_id', 'order'] as const
/** What shops count up; longer ones are keys of their databases. */
const COUNTED = /^\d{1,9}$/

/** The number of the order that a payment is for, as shops write it: `#1001`. */
function orderIn({ object, metadata }: Record<string, unknown>): Record<string, unknown> {
  if (object !== 'charge' || !isObject(metadata)) return {}
  const said = ORDER_NAMES.map((name) => metadata[name]).find(
    (value) => typeof value === 'string' && value !== '',
  )
  if (typeof said !== 'string') return {}
  const number = said.trim()
  return { orderNumber: COUNTED.test(number) ? `#${number}` : number }
}

/** That the buyer has it looked at by their bank, by a name of its own, so that what a former release read says it from the next night on. */
const disputeIn = ({ object, disputed }: Record<string, unknown>): Record<string, unknown> =>
  object === 'charge' && typeof disputed === 'boolean' ? { isDisputed: disputed } : {}

/** What says nothing of who somebody is. Stripe sends the rest as well, and new fields each month: only these are kept. */
const IMPERSONAL = new Set([
  'id',
  'object',
  'created',
  'customer',
  'amount',
  'amount_captured',
  'amount_refunded',
  'balance',
  'captured',
  'currency',
  'delinquent',
  'disputed',
  'livemode',
  'paid',
  'refunded',
  'status',
])

function impersonal({ address, ...raw }: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.fromEntries(Object.entries(raw).filter(([name]) => IMPERSONAL.has(name)))
  const country = isObject(address) ? address['country'] : undefined
  return country === undefined ? kept : { ...kept, address: { country } }
}
