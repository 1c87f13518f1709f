import type { Access, ProviderStream } from './provider.ts'
import { customerType, orderLineType, orderType, productType } from './types.ts'

const money = (...path: string[]) => ({
  path: [...path, 'shopMoney', 'amount'],
  currencyPath: [...path, 'shopMoney', 'currencyCode'],
})

const fields: Readonly<Record<string, string>> = {
  customers: `id createdAt updatedAt numberOfOrders amountSpent { amount currencyCode }
    defaultAddress { countryCodeV2 }`,
  products: `id title handle status vendor productType totalInventory createdAt updatedAt
    priceRangeV2 { minVariantPrice { amount currencyCode } maxVariantPrice { amount currencyCode } }`,
  orders: `id name createdAt updatedAt processedAt cancelledAt test displayFinancialStatus displayFulfillmentStatus
    currentTotalPriceSet { shopMoney { amount currencyCode } } totalRefundedSet { shopMoney { amount currencyCode } }
    originalTotalPriceSet { shopMoney { amount currencyCode } } customer { id }`,
}

/** The stream of what orders are of. */
export const LINES = 'lines'
export const lineFields = `id title quantity currentQuantity sku
    discountedUnitPriceAfterAllDiscountsSet { shopMoney { amount currencyCode } } product { id }`

/** What tells who somebody is: asked for only where the organization wants it. */
const personal: Readonly<Record<string, string>> = {
  customers: 'displayName defaultEmailAddress { emailAddress } defaultAddress { city countryCodeV2 }',
}

/** What of each record is read: Shopify counts the cost of a page by it, and a hundred of these fit into one. */
export const fieldsOf = (stream: string, { withPersonal }: Pick<Access, 'withPersonal'>): string =>
  `${fields[stream] ?? 'id'} ${withPersonal ? (personal[stream] ?? '') : ''}`

/** All that may be read of each: where a release reads something else, all of it is read anew. */
const readsOf = (stream: string): string =>
  stream === LINES ? lineFields : `${fields[stream]} ${personal[stream] ?? ''}`

/** In this order: who and what comes before that which names them. */
export const shopifyStreams: readonly ProviderStream[] = [
  {
    name: 'customers',
    title: 'Customers',
    reads: readsOf('customers'),
    type: customerType,
    mapping: {
      name: { path: ['displayName'] },
      email: { path: ['defaultEmailAddress', 'emailAddress'], isEmail: true },
      city: { path: ['defaultAddress', 'city'] },
      country: { path: ['defaultAddress', 'countryCodeV2'] },
      since: { path: ['createdAt'] },
      ordersPlaced: { path: ['numberOfOrders'] },
      spent: { path: ['amountSpent', 'amount'], currencyPath: ['amountSpent', 'currencyCode'] },
    },
  },
  {
    name: 'products',
    title: 'Products',
    reads: readsOf('products'),
    type: productType,
    mapping: {
      name: { path: ['title'] },
      state: { path: ['status'] },
      vendor: { path: ['vendor'] },
      kind: { path: ['productType'] },
      stock: { path: ['totalInventory'] },
      price: {
        path: ['priceRangeV2', 'minVariantPrice', 'amount'],
        currencyPath: ['priceRangeV2', 'minVariantPrice', 'currencyCode'],
      },
      created: { path: ['createdAt'] },
    },
  },
  {
    name: 'orders',
    title: 'Orders',
    reads: readsOf('orders'),
    type: orderType,
    mapping: {
      number: { path: ['name'] },
      customerKey: { path: ['customer', 'id'] },
      placed: { path: ['processedAt'] },
      payment: { path: ['displayFinancialStatus'] },
      delivery: { path: ['displayFulfillmentStatus'] },
      // As it is now: what was edited or given back since is no sale.
      total: { ...money('currentTotalPriceSet'), before: money('totalPriceSet') },
      refunded: money('totalRefundedSet'),
      original: money('originalTotalPriceSet'),
      isTest: { path: ['test'] },
      cancelled: { path: ['cancelledAt'] },
    },
  },
  {
    name: LINES,
    title: 'Order lines',
    reads: readsOf(LINES),
    type: orderLineType,
    mapping: {
      name: { path: ['title'] },
      orderKey: { path: ['order', 'id'] },
      productKey: { path: ['product', 'id'] },
      quantity: { path: ['currentQuantity'], before: { path: ['quantity'] } },
      price: {
        path: ['unitPrice', 'amount'],
        currencyPath: ['unitPrice', 'currencyCode'],
        before: money('originalUnitPriceSet'),
      },
      sku: { path: ['sku'] },
    },
  },
]
