/*
 * What the shop keeps. Money is in minor units of its currency; times are milliseconds of whole seconds, as Shopify
 * keeps them.
 */

export interface Variant {
  id: number
  sku: string
  barcode: string | null
  priceMinor: number
}

export interface Product {
  id: number
  title: string
  handle: string
  status: 'ACTIVE' | 'ARCHIVED' | 'DRAFT'
  vendor: string
  productType: string
  totalInventory: number
  createdAt: number
  updatedAt: number
  variants: Variant[]
}

export interface Customer {
  id: number
  firstName: string | null
  lastName: string | null
  email: string | null
  phone: string | null
  tags: string[]
  address: { city: string; country: string; zip: string } | null
  numberOfOrders: number
  spentMinor: number
  createdAt: number
  updatedAt: number
}

export interface Line {
  id: number
  title: string
  quantity: number
  sku: string
  unitMinor: number
  /** Of one, by codes and sales. */
  discountMinor: number
  /** So many of them were given back or taken out; an edit that adds more makes it less than nothing. */
  removed: number
  /** The product may have been deleted since. */
  productId: number
}

export const FINANCIAL = [
  'AUTHORIZED',
  'EXPIRED',
  'PAID',
  'PARTIALLY_PAID',
  'PARTIALLY_REFUNDED',
  'PENDING',
  'REFUNDED',
  'VOIDED',
] as const

export const FULFILLMENT = [
  'FULFILLED',
  'IN_PROGRESS',
  'ON_HOLD',
  'PARTIALLY_FULFILLED',
  'SCHEDULED',
  'UNFULFILLED',
] as const

export interface Order {
  id: number
  number: number
  createdAt: number
  updatedAt: number
  processedAt: number
  cancelledAt: number | null
  financial: (typeof FINANCIAL)[number]
  fulfillment: (typeof FULFILLMENT)[number]
  test: boolean
  /** The shop's currency when the order was placed. */
  currency: Currency
  /** As it was placed. */
  subtotalMinor: number
  taxMinor: number
  /** What edits made it dearer, or cheaper. */
  editedMinor: number
  refundedMinor: number
  /** Guests have none. */
  customerId: number | null
  email: string | null
  lines: Line[]
}

export type Currency = 'EUR' | 'JPY' | 'KWD'

const DIGITS: Readonly<Record<Currency, number>> = { EUR: 2, JPY: 0, KWD: 3 }

/** As REST and the scalar `Money` print it: with all digits of the currency. */
export const moneyText = (minor: number, currency: Currency): string =>
  (minor / 10 ** DIGITS[currency]).toFixed(DIGITS[currency])

/** As the scalar `Decimal` prints it: no needless zeros, and always a digit after the point ("12.5", "900.0"). */
export function decimalText(minor: number, currency: Currency): string {
  const text = String(minor / 10 ** DIGITS[currency])
  return text.includes('.') ? text : `${text}.0`
}

/** An order line worth 10.00 in euros is worth this much, roughly, in the other currencies' minor units. */
export function minorIn(currency: Currency, euroMinor: number): number {
  if (currency === 'JPY') return Math.round(euroMinor * 1.6)
  return currency === 'KWD' ? Math.round(euroMinor * 3.4) : euroMinor
}

/** What an order came to when it was placed. */
export const placedMinor = ({ subtotalMinor, taxMinor }: Order): number => subtotalMinor + taxMinor

/** What is left of it after edits and refunds; of one that was called off, nothing. */
export const currentMinor = (order: Order): number =>
  order.cancelledAt === null ? placedMinor(order) + order.editedMinor - order.refundedMinor : 0

/** How many of a line are still sold. */
export const currentQuantity = ({ cancelledAt }: Pick<Order, 'cancelledAt'>, line: Line): number =>
  cancelledAt === null ? line.quantity - line.removed : 0

/** One of a line, after all discounts: Shopify shares them out, and says as many digits as that takes. */
export const paidForOne = ({ unitMinor, discountMinor }: Line): number => unitMinor - discountMinor

export interface Rows {
  orders: Map<number, Order>
  customers: Map<number, Customer>
  products: Map<number, Product>
}
