import { shown } from './world.ts'
import type { StripeObject, StripeWorld } from './world.ts'

export type Resource = 'customers' | 'charges' | 'events' | 'account'

export interface Answer {
  status: number
  body: object
  headers?: Record<string, string>
}

export const refused = (status: number, message: string, more: object = {}): Answer => ({
  status,
  body: { error: { type: 'invalid_request_error', message, ...more } },
})

/** The newest first; of those that share a second, the last one made. */
const newestFirst = (rows: readonly StripeObject[]) =>
  rows.toSorted((one, other) => other.created - one.created || other.place - one.place)

const fitsType = (row: StripeObject, type: string) =>
  type.endsWith('*') ? String(row['type']).startsWith(type.slice(0, -1)) : row['type'] === type

/** One page of a list, as Stripe pages. */
export function pageOf(path: string, rows: readonly StripeObject[], query: URLSearchParams): Answer {
  const limit = Number(query.get('limit') ?? '10')
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return refused(400, 'Invalid integer: limit must be between 1 and 100', { param: 'limit' })
  const from = Number(query.get('created[gte]') ?? '0')
  const type = query.get('type')
  const fitting = newestFirst(rows).filter(
    (row) => row.created >= from && (type === null || fitsType(row, type)),
  )
  const after = query.get('starting_after')
  const at = after === null ? -1 : fitting.findIndex(({ id }) => id === after)
  if (after !== null && at < 0)
    return refused(400, `No such object: '${after}'`, { code: 'resource_missing', param: 'starting_after' })
  const data = fitting.slice(at + 1, at + 1 + limit).map(shown)
  const has_more = fitting.length > at + 1 + limit
  return { status: 200, body: { object: 'list', url: `/v1/${path}`, has_more, data } }
}

const EVENTS_KEPT_S = 30 * 24 * 3600

/** What is there to be read: whose rights decide stands with the key. */
export interface Shelf {
  world: StripeWorld
  keys: ReadonlyMap<string, ReadonlySet<Resource>>
  now: () => number
}

function listed({ world, now }: Shelf, resource: Resource, query: URLSearchParams): Answer {
  if (resource === 'account')
    return { status: 200, body: { id: 'acct_1TideFennel', object: 'account', livemode: false } }
  const since = now() - EVENTS_KEPT_S
  const rows = resource === 'events' ? world.events().filter(({ created }) => created >= since) : null
  return pageOf(resource, rows ?? world.present(resource === 'charges' ? 'charges' : 'customers'), query)
}

export function answerTo(
  shelf: Shelf,
  { method, url, key }: { method: string; url: URL; key: string },
): Answer {
  const rights = shelf.keys.get(key)
  if (!rights)
    return refused(401, `Invalid API Key provided: ${key.slice(0, 8)}****`, { code: 'api_key_invalid' })
  const [, version, resource = '', id] = url.pathname.split('/')
  if (version !== 'v1' || !['customers', 'charges', 'events', 'account'].includes(resource))
    return refused(404, `Unrecognized request URL (${method}: ${url.pathname}).`)
  if (method !== 'GET') return refused(405, 'This key may only read.')
  const asked = resource as Resource // it is one of them
  if (!rights.has(asked))
    return refused(403, `The provided key '${key.slice(0, 8)}***' does not have the required permissions.`)
  if (id === undefined) return listed(shelf, asked, url.searchParams)
  const found = asked === 'account' ? undefined : shelf.world.find(asked, decodeURIComponent(id))
  return found
    ? { status: 200, body: found }
    : refused(404, `No such ${resource}: '${id}'`, { code: 'resource_missing', param: 'id' })
}
