import { newKey } from '../../../../../idempotency.ts'
import type { Hub } from '../../../../../trpc.ts'
import { serviceNames } from './connection-words.ts'
import type { WholeConnection } from './connectors-types.ts'

export interface CameBack {
  provider: string
  /** As it came, since the service signed it so. */
  query: string
}

/** What somebody came back with, or why that leads nowhere. */
export type WayBack =
  | { slug: string; provider: OauthProvider; name: string; problem?: undefined }
  | { slug: string | undefined; problem: string }

/** Services that people come back from, with what they connect there. */
const services = { shopify: 'shop', hubspot: 'account' } as const
type OauthProvider = keyof typeof services

const isOauth = (provider: string): provider is OauthProvider => provider in services

/** What is being connected, in words; undefined where the address does not say it. */
function nameOf(provider: OauthProvider, given: URLSearchParams): string | undefined {
  if (provider === 'hubspot') return serviceNames.hubspot
  return given.has('hmac') ? given.get('shop')?.replace(/\.myshopify\.com$/, '') : undefined
}

/** The organization stands in front of the state: the address of the way back knows none. */
export function readWayBack({ provider, query }: CameBack): WayBack {
  const given = new URLSearchParams(query)
  const slug = /^([a-z0-9-]+)\../.exec(given.get('state') ?? '')?.[1]
  if (!isOauth(provider))
    return { slug, problem: 'No service that can be connected here sends people back to this address.' }
  if (given.has('error') || (slug !== undefined && !given.has('code')))
    return {
      slug,
      problem: `It was not allowed at ${provider === 'shopify' ? 'the shop' : serviceNames[provider]}, so nothing was connected.`,
    }
  const name = nameOf(provider, given)
  if (slug === undefined || name === undefined)
    return {
      slug,
      problem: `Something is missing in the address you came back by. Connect the ${services[provider]} again.`,
    }
  return { slug, provider, name }
}

const keys = new Map<string, string>()
const begun = new Map<string, Promise<WholeConnection>>()

interface Back {
  provider: OauthProvider
  query: string
}

/** What came back is good once, so however often a page asks, it is sent once; after a failure it may be tried again. */
export function finishOnce({ client }: Hub, { provider, query }: Back): Promise<WholeConnection> {
  const known = begun.get(query)
  if (known) return known
  const idempotencyKey = keys.get(query) ?? newKey()
  keys.set(query, idempotencyKey)
  const finishing = client.connectors.connections.finish
    .mutate({ provider, query, idempotencyKey })
    .catch((error: unknown) => {
      begun.delete(query)
      throw error
    })
  begun.set(query, finishing)
  return finishing
}
