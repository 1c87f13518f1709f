export { startShopify } from './shopify/server.ts'
export type { ShopifyOptions, ShopifyRequest, ShopifyServer } from './shopify/server.ts'
export type { World } from './shopify/world.ts'
