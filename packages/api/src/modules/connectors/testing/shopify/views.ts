import { GraphQLError } from 'graphql'
import { connectionOf } from './connections.ts'
import type { Connection, PageArguments } from './connections.ts'
import { currentMinor, currentQuantity, decimalText, moneyText, paidForOne, placedMinor } from './rows.ts'
import type { Currency, Customer, Line, Order, Product, Rows, Variant } from './rows.ts'

/** What one request may see. */
export interface Reading {
  rows: Rows
  scopes: readonly string[]
  /** In a bulk operation every connection is read to its end. */
  isBulk: boolean
}

export type Kind = 'Order' | 'Customer' | 'Product' | 'LineItem' | 'ProductVariant'

export const gid = (kind: string, id: number | string): string => `gid://shopify/${kind}/${id}`

export const isoTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** The right to write is the right to read, too. */
export function mayRead(scopes: readonly string[], scope: string): boolean {
  return scopes.includes(scope) || scopes.includes(scope.replace('read_', 'write_'))
}

export function needScope(reading: Reading, field: string, scope: string): void {
  if (mayRead(reading.scopes, scope)) return
  const requiredAccess = `\`${scope}\` access scope.`
  throw new GraphQLError(`Access denied for ${field} field. Required access: ${requiredAccess}`, {
    extensions: {
      code: 'ACCESS_DENIED',
      documentation: 'https://shopify.dev/api/usage/access-scopes',
      requiredAccess,
    },
  })
}

const money = (minor: number, currency: Currency) => ({
  amount: decimalText(minor, currency),
  currencyCode: currency,
})

const bag = (minor: number, currency: Currency) => ({ shopMoney: money(minor, currency) })

const listed = <Row extends { id: number }>(rows: readonly Row[], view: (row: Row) => object) =>
  rows.map((row) => ({ place: { id: row.id, value: row.id }, view: view(row) }))

const variantView = (variant: Variant) => ({
  id: gid('ProductVariant', variant.id),
  sku: variant.sku,
  barcode: variant.barcode,
  price: moneyText(variant.priceMinor, 'EUR'),
})

export function productView(product: Product, reading: Reading): object {
  const prices = product.variants.map(({ priceMinor }) => priceMinor)
  return {
    ...product,
    id: gid('Product', product.id),
    createdAt: isoTime(product.createdAt),
    updatedAt: isoTime(product.updatedAt),
    priceRangeV2: {
      minVariantPrice: money(Math.min(...prices), 'EUR'),
      maxVariantPrice: money(Math.max(...prices), 'EUR'),
    },
    variants: (asked: PageArguments): Connection =>
      connectionOf(listed(product.variants, variantView), asked, reading.isBulk),
  }
}

export const nameOf = ({ firstName, lastName, email }: Customer): string =>
  [firstName, lastName].filter(Boolean).join(' ') || email || 'Customer'

export function customerView(customer: Customer): object {
  const { id, firstName, lastName, email, phone, tags, address } = customer
  return {
    id: gid('Customer', id),
    displayName: nameOf(customer),
    firstName,
    lastName,
    defaultEmailAddress: email === null ? null : { emailAddress: email },
    defaultPhoneNumber: phone === null ? null : { phoneNumber: phone },
    numberOfOrders: String(customer.numberOfOrders),
    amountSpent: money(customer.spentMinor, 'EUR'),
    createdAt: isoTime(customer.createdAt),
    updatedAt: isoTime(customer.updatedAt),
    tags,
    defaultAddress: address && { city: address.city, countryCodeV2: address.country, zip: address.zip },
  }
}

function lineView(line: Line, order: Order, reading: Reading): object {
  const { currency } = order
  return {
    id: gid('LineItem', line.id),
    title: line.title,
    quantity: line.quantity,
    currentQuantity: currentQuantity(order, line),
    sku: line.sku,
    originalUnitPriceSet: bag(line.unitMinor, currency),
    discountedUnitPriceAfterAllDiscountsSet: bag(paidForOne(line), currency),
    product: () => {
      needScope(reading, 'product', 'read_products')
      const product = reading.rows.products.get(line.productId)
      return product ? productView(product, reading) : null
    },
  }
}

export function orderView(order: Order, reading: Reading): object {
  const { currency, subtotalMinor, taxMinor, editedMinor, refundedMinor, customerId } = order
  return {
    id: gid('Order', order.id),
    name: `#${order.number}`,
    createdAt: isoTime(order.createdAt),
    updatedAt: isoTime(order.updatedAt),
    processedAt: isoTime(order.processedAt),
    cancelledAt: order.cancelledAt === null ? null : isoTime(order.cancelledAt),
    displayFinancialStatus: order.financial,
    displayFulfillmentStatus: order.fulfillment,
    test: order.test,
    currencyCode: currency,
    originalTotalPriceSet: bag(placedMinor(order), currency),
    totalPriceSet: bag(placedMinor(order) + editedMinor, currency),
    currentTotalPriceSet: bag(currentMinor(order), currency),
    subtotalPriceSet: bag(subtotalMinor, currency),
    totalTaxSet: bag(taxMinor, currency),
    totalRefundedSet: bag(refundedMinor, currency),
    email: order.email,
    customer: () => {
      needScope(reading, 'customer', 'read_customers')
      const customer = customerId === null ? undefined : reading.rows.customers.get(customerId)
      return customer ? customerView(customer) : null
    },
    lineItems: (asked: PageArguments): Connection =>
      connectionOf(
        listed(order.lines, (line) => lineView(line, order, reading)),
        asked,
        reading.isBulk,
      ),
  }
}
