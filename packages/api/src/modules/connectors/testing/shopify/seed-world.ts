import { personOf, placeOf, TAGS, thingOf } from './names.ts'
import { diceOf } from './random.ts'
import type { Dice } from './random.ts'
import { currentMinor, minorIn, paidForOne, placedMinor } from './rows.ts'
import type { Currency, Customer, Line, Order, Product, Rows } from './rows.ts'

export interface Size {
  orders: number
  customers: number
  products: number
}

const DAY = 86_400_000
const FIRST_ORDER = 5_512_000_001_001
const FIRST_CUSTOMER = 7_104_000_000_301
const FIRST_PRODUCT = 8_230_000_000_101
const FIRST_LINE = 13_900_000_000_001
const GONE = 3

export const wholeSecond = (at: number): number => Math.floor(at / 1000) * 1000

function productOf(dice: Dice, number: number, start: number): Product {
  const thing = thingOf(dice, number)
  const createdAt = start + dice.number(60) * DAY
  const euro = dice.between(6, 180) * 100 + dice.one([0, 50, 90, 95])
  const id = FIRST_PRODUCT + number * 7
  return {
    id,
    ...thing,
    status: dice.chance(88) ? 'ACTIVE' : dice.one(['ARCHIVED', 'DRAFT'] as const),
    totalInventory: dice.between(-3, 240),
    createdAt,
    updatedAt: createdAt + dice.number(90) * DAY,
    variants: Array.from({ length: dice.between(1, 3) }, (_, size) => ({
      id: id * 10 + size,
      sku: `TF-${String(number).padStart(3, '0')}-${size + 1}`,
      barcode: dice.chance(70) ? String(4_012_345_000_000 + number * 10 + size) : null,
      priceMinor: euro + size * 400,
    })),
  }
}

function customerOf(dice: Dice, number: number, start: number): Customer {
  const person = personOf(dice, number)
  const { city, country, zip } = placeOf(dice)
  const createdAt = start + dice.number(600) * DAY + dice.number(86_400) * 1000
  return {
    id: FIRST_CUSTOMER + number * 3,
    ...person,
    // Some only left a telephone number at the till; 555 01xx is kept free for stories.
    email: dice.chance(97) ? person.email : null,
    phone: dice.chance(40) ? `+1202555${String(100 + (number % 100)).padStart(4, '0')}` : null,
    tags: TAGS.filter(() => dice.chance(15)),
    address: dice.chance(90) ? { city, country, zip } : null,
    numberOfOrders: 0,
    spentMinor: 0,
    createdAt,
    updatedAt: createdAt,
  }
}

/** The same address in other letters, a namesake, and two that only look alike. */
function plantTwins(customers: Customer[]): void {
  const [first, second, third, fourth] = customers
  if (!first || !second || !third || !fourth) return
  first.email = 'marit.tannwick@post-1.example'
  second.email = 'Marit.Tannwick@post-1.example'
  Object.assign(first, { firstName: 'Marit', lastName: 'Tannwick' })
  Object.assign(second, { firstName: 'Marit', lastName: 'Tannwick' })
  Object.assign(third, { firstName: 'Marit', lastName: 'Tannvick', email: 'marit.tannvick@post-2.example' })
  // The last "a" is the Cyrillic letter.
  Object.assign(fourth, {
    firstName: 'Ros\u0430',
    lastName: 'Osterloh',
    email: 'rosa.osterloh@post-3.example',
  })
}

/** The shop kept its books in dinars first, then in yen; orders keep the currency they were placed in. */
function currencyOf(number: number, count: number): Currency {
  if (number < count * 0.03) return 'KWD'
  return number < count * 0.07 ? 'JPY' : 'EUR'
}

/** Of some orders a code takes a tenth off. */
const DISCOUNTED = { every: 9, at: 4 }

function discountOn(id: number, unitMinor: number): number {
  const isDiscounted = ((id - FIRST_ORDER) / 11) % DISCOUNTED.every === DISCOUNTED.at
  return isDiscounted ? Math.round(unitMinor / 10) : 0
}

function linesOf(dice: Dice, products: readonly Product[], order: Pick<Order, 'id' | 'currency'>): Line[] {
  return Array.from({ length: dice.one([1, 1, 1, 2, 2, 3, 4]) }, (_, at) => {
    const product = dice.one(products)
    const variant = dice.one(product.variants)
    const unitMinor = minorIn(order.currency, variant.priceMinor)
    return {
      id: FIRST_LINE + (order.id - FIRST_ORDER) * 10 + at,
      title: product.title,
      quantity: dice.one([1, 1, 1, 2, 3]),
      sku: variant.sku,
      unitMinor,
      discountMinor: discountOn(order.id, unitMinor),
      removed: 0,
      productId: product.id,
    }
  })
}

interface Parts {
  dice: Dice
  number: number
  at: number
  currency: Currency
  products: readonly Product[]
  customer: Customer | null
}

/** One order, its customer's sums not yet counted. */
export function orderOf({ dice, number, at, currency, products, customer }: Parts): Order {
  const id = FIRST_ORDER + number * 11
  const lines = linesOf(dice, products, { id, currency })
  const subtotalMinor = lines.reduce((sum, line) => sum + paidForOne(line) * line.quantity, 0)
  const createdAt = wholeSecond(at)
  return {
    id,
    number: 1001 + number,
    createdAt,
    updatedAt: createdAt,
    processedAt: createdAt,
    cancelledAt: null,
    financial: 'PAID',
    fulfillment: 'UNFULFILLED',
    test: false,
    currency,
    subtotalMinor,
    taxMinor: Math.round(subtotalMinor * 0.19),
    editedMinor: 0,
    refundedMinor: 0,
    customerId: customer?.id ?? null,
    email: customer?.email ?? null,
    lines,
  }
}

/** What happened to an order after it was placed. */
function live(dice: Dice, order: Order, now: number): void {
  const total = placedMinor(order)
  const later = wholeSecond(Math.min(now, order.createdAt + dice.between(1, 6) * DAY))
  order.updatedAt = later
  order.fulfillment = dice.chance(90) ? 'FULFILLED' : dice.one(['PARTIALLY_FULFILLED', 'ON_HOLD'] as const)
  if (dice.chance(2)) order.test = true
  const fate = dice.number(100)
  if (fate < 4) {
    Object.assign(order, { cancelledAt: later, financial: 'VOIDED', fulfillment: 'UNFULFILLED' })
  } else if (fate < 8) {
    Object.assign(order, { financial: 'REFUNDED', refundedMinor: total })
    for (const line of order.lines) line.removed = line.quantity
  } else if (fate < 11) {
    Object.assign(order, { financial: 'PARTIALLY_REFUNDED', refundedMinor: Math.floor(total / 3) })
  } else if (fate < 13) {
    order.financial = 'PENDING'
  }
}

/** What an order adds to what its customer spent; test orders and foreign money add nothing. */
export function spentOn(order: Order): number {
  return order.test || order.currency !== 'EUR' ? 0 : currentMinor(order)
}

const byId = <Row extends { id: number }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]))

export function seedRows(seed: number, size: Size, now: number): Rows {
  const dice = diceOf(seed)
  const start = wholeSecond(now) - 730 * DAY
  const all = Array.from({ length: size.products + GONE }, (_, number) => productOf(dice, number, start))
  const customers = Array.from({ length: size.customers }, (_, number) => customerOf(dice, number, start))
  plantTwins(customers)
  const span = (wholeSecond(now) - start) / Math.max(size.orders, 1)
  const orders = Array.from({ length: size.orders }, (_, number) => {
    const customer = customers.length > 0 && !dice.chance(8) ? dice.one(customers) : null
    const at = start + number * span + dice.number(Math.max(1, Math.floor(span)))
    const currency = currencyOf(number, size.orders)
    const order = orderOf({ dice, number, at, currency, products: all, customer })
    live(dice, order, now)
    if (!customer) order.email = dice.chance(80) ? `guest.${number}@post-7.example` : null
    if (customer) {
      customer.numberOfOrders += 1
      customer.spentMinor += spentOn(order)
      customer.createdAt = Math.min(customer.createdAt, order.createdAt)
      customer.updatedAt = Math.max(customer.updatedAt, order.updatedAt)
    }
    return order
  })
  // The last products are gone: lines of orders still name them.
  return { orders: byId(orders), customers: byId(customers), products: byId(all.slice(0, size.products)) }
}
