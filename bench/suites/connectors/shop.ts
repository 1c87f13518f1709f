import { startShopify } from '../../../packages/api/src/modules/connectors/testing/shopify.ts'
import { serveParent } from '../child.ts'

/** What the suite knows of the shop. */
export interface Shop {
  url: string
  shop: string
  clientId: string
  clientSecret: string
  /** Orders, customers and products together. */
  records: number
}

const orders = Number(process.argv[2])
const { url, shop, clientId, clientSecret, world } = await startShopify({
  orders,
  customers: orders / 2,
  products: 500,
  plan: 'Shopify Plus',
})
const records = world.orders().length + world.customers().length + world.products().length

serveParent({ url, shop, clientId, clientSecret, records } satisfies Shop, {
  /** Where the shop sends what changes. */
  subscription: () => world.subscriptions().at(-1)?.uri ?? '',
})
