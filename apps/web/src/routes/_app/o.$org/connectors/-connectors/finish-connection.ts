import { newKey } from '../../../../../idempotency.ts'
import type { Hub } from '../../../../../trpc.ts'
import type { WholeConnection } from './connectors-types.ts'

export interface CameBack {
  provider: string
  /** As it came, since the service signed it so. */
  query: string
}

/** What somebody came back with, or why that leads nowhere. */
export type WayBack =
  | { slug: string; shop: string; problem?: undefined }
  | { slug: string | undefined; problem: string }

const INCOMPLETE = 'Something is missing in the address you came back by. Connect the shop again.'

/** The organization stands in front of the state: the address of the way back knows none. */
export function readWayBack({ provider, query }: CameBack): WayBack {
  const given = new URLSearchParams(query)
  const slug = /^([a-z0-9-]+)\../.exec(given.get('state') ?? '')?.[1]
  if (provider !== 'shopify')
    return { slug, problem: 'No service that can be connected here sends people back to this address.' }
  if (given.has('error') || (slug !== undefined && !given.has('code')))
    return { slug, problem: 'It was not allowed at the shop, so nothing was connected.' }
  const shop = given.get('shop')
  if (slug === undefined || shop === null || !given.has('hmac')) return { slug, problem: INCOMPLETE }
  return { slug, shop: shop.replace(/\.myshopify\.com$/, '') }
}

const keys = new Map<string, string>()
const begun = new Map<string, Promise<WholeConnection>>()

/** What came back is good once, so however often a page asks, it is sent once; after a failure it may be tried again. */
export function finishOnce({ client }: Hub, query: string): Promise<WholeConnection> {
  const known = begun.get(query)
  if (known) return known
  const idempotencyKey = keys.get(query) ?? newKey()
  keys.set(query, idempotencyKey)
  const finishing = client.connectors.connections.finish
    .mutate({ provider: 'shopify', query, idempotencyKey })
    .catch((error: unknown) => {
      begun.delete(query)
      throw error
    })
  begun.set(query, finishing)
  return finishing
}
