import { gid, nameOf } from './views.ts'
import { currentMinor, currentQuantity, moneyText, placedMinor } from './rows.ts'
import type { Customer, Order, Product, Rows } from './rows.ts'

/*
 * Bodies of webhooks have the shape of the REST API: numbers as ids, words with underscores, and times of the shop's
 * own zone.
 */

export const SHOP_ZONE = 'Europe/Berlin'

const zone = new Intl.DateTimeFormat('en-GB', { timeZone: SHOP_ZONE, timeZoneName: 'longOffset' })

function shopTime(at: number): string {
  const name = zone.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign = '+', hours = '00', minutes = '00'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? []
  const ahead = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes))
  return `${new Date(at + ahead * 60_000).toISOString().slice(0, 19)}${sign}${hours}:${minutes}`
}

const FULFILLMENT_IN_REST = new Map([
  ['FULFILLED', 'fulfilled'],
  ['PARTIALLY_FULFILLED', 'partial'],
])

export function customerPayload(customer: Customer): object {
  return {
    id: customer.id,
    admin_graphql_api_id: gid('Customer', customer.id),
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    phone: customer.phone,
    tags: customer.tags.join(', '),
    created_at: shopTime(customer.createdAt),
    updated_at: shopTime(customer.updatedAt),
    default_address: customer.address && {
      name: nameOf(customer),
      city: customer.address.city,
      country_code: customer.address.country,
      zip: customer.address.zip,
    },
  }
}

export function orderPayload(order: Order, rows: Rows): object {
  const { currency } = order
  const customer = order.customerId === null ? undefined : rows.customers.get(order.customerId)
  return {
    id: order.id,
    admin_graphql_api_id: gid('Order', order.id),
    name: `#${order.number}`,
    order_number: order.number,
    email: order.email ?? '',
    created_at: shopTime(order.createdAt),
    updated_at: shopTime(order.updatedAt),
    processed_at: shopTime(order.processedAt),
    cancelled_at: order.cancelledAt === null ? null : shopTime(order.cancelledAt),
    test: order.test,
    currency,
    total_price: moneyText(placedMinor(order) + order.editedMinor, currency),
    current_total_price: moneyText(currentMinor(order), currency),
    subtotal_price: moneyText(order.subtotalMinor, currency),
    total_tax: moneyText(order.taxMinor, currency),
    financial_status: order.financial.toLowerCase(),
    fulfillment_status: FULFILLMENT_IN_REST.get(order.fulfillment) ?? null,
    customer: customer ? customerPayload(customer) : null,
    line_items: order.lines.map((line) => ({
      id: line.id,
      admin_graphql_api_id: gid('LineItem', line.id),
      title: line.title,
      quantity: line.quantity,
      current_quantity: currentQuantity(order, line),
      sku: line.sku,
      price: moneyText(line.unitMinor, currency),
      product_id: rows.products.has(line.productId) ? line.productId : null,
    })),
  }
}

/** What tells of a refund or an edit is no order, and names the one it is of. */
export const refundPayload = (order: Order, id: number, at: number): object => ({
  id,
  admin_graphql_api_id: gid('Refund', id),
  order_id: order.id,
  created_at: shopTime(at),
})

export const editPayload = (order: Order, id: number, at: number): object => ({
  order_edit: { id, app_id: null, order_id: order.id, notify_customer: false, committed_at: shopTime(at) },
})

export function productPayload(product: Product): object {
  return {
    id: product.id,
    admin_graphql_api_id: gid('Product', product.id),
    title: product.title,
    handle: product.handle,
    status: product.status.toLowerCase(),
    vendor: product.vendor,
    product_type: product.productType,
    created_at: shopTime(product.createdAt),
    updated_at: shopTime(product.updatedAt),
    variants: product.variants.map((variant) => ({
      id: variant.id,
      admin_graphql_api_id: gid('ProductVariant', variant.id),
      product_id: product.id,
      sku: variant.sku,
      barcode: variant.barcode,
      price: moneyText(variant.priceMinor, 'EUR'),
    })),
  }
}
