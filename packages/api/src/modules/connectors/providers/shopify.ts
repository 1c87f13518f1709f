import type { IncomingRecord } from '../../../platform/records/records.ts'
import { askService, faultOf, isObject } from './ask-service.ts'
import { ProviderFault } from './provider.ts'
import type { Access, Asked, Reader, ReadPage } from './provider.ts'
import { fieldsOf, shopifyStreams } from './shopify-streams.ts'

/** Pinned: a new one may say things otherwise. */
export const SHOPIFY_VERSION = '2026-10'
const PAGE = 100
const KEYS_PAGE = 250

interface GraphqlError {
  message: string
  extensions?: { code?: string }
}

interface GraphqlAnswer {
  data?: Record<string, unknown> | null
  errors?: GraphqlError[] | string
  extensions?: {
    cost?: {
      requestedQueryCost?: number
      throttleStatus?: { currentlyAvailable: number; restoreRate: number }
    }
  }
}

/** How long the bucket takes to hold what was asked for. */
function waitFor({ extensions }: GraphqlAnswer): number {
  const { requestedQueryCost = 0, throttleStatus } = extensions?.cost ?? {}
  if (!throttleStatus || throttleStatus.restoreRate <= 0) return 2
  const missing = requestedQueryCost - throttleStatus.currentlyAvailable
  return Math.max(1, Math.ceil(missing / throttleStatus.restoreRate))
}

function graphqlFault(answer: GraphqlAnswer): ProviderFault | null {
  const errors = Array.isArray(answer.errors) ? answer.errors : []
  const codes = errors.map(({ extensions }) => extensions?.code)
  if (codes.includes('THROTTLED'))
    return new ProviderFault('busy', 'Shopify asks for a pause.', { retryAfter: waitFor(answer) })
  if (codes.includes('ACCESS_DENIED'))
    return new ProviderFault('scope', 'Shopify does not let this connection read that. Connect it again.')
  if (errors.length > 0 || !answer.data)
    return new ProviderFault('away', `Shopify did not understand: ${errors[0]?.message ?? 'no answer'}`)
  return null
}

/** One question to the Admin API. Throws a ProviderFault. */
export async function askShopify(
  { base, token, outside, signal }: Access,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  const answer = await askService('Shopify', `${base}/admin/api/${SHOPIFY_VERSION}/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': token },
    body: JSON.stringify({ query, variables }),
    outside,
    signal,
  })
  const fault = faultOf('Shopify', answer)
  if (fault) throw fault
  // What it says is looked at field by field; anything may be missing.
  const body = (answer.body ?? {}) as GraphqlAnswer
  const refused = graphqlFault(body)
  if (refused) throw refused
  return body.data ?? {}
}

interface ConnectionAnswer {
  nodes?: unknown
  pageInfo?: { hasNextPage?: unknown; endCursor?: unknown }
}

function nodesOf(
  data: Record<string, unknown>,
  stream: string,
): { nodes: Record<string, unknown>[]; after: string | null } {
  const answer = data[stream]
  if (!isObject(answer) || !Array.isArray(answer['nodes']))
    throw new ProviderFault('away', `Shopify answers without ${stream}.`)
  const { pageInfo } = answer as ConnectionAnswer
  const after =
    pageInfo?.hasNextPage === true && typeof pageInfo.endCursor === 'string' ? pageInfo.endCursor : null
  return { nodes: answer['nodes'].filter(isObject), after }
}

/** The same page again is asked with the same words, so that a cursor stays good. */
async function read(access: Access, { stream, after, since }: Asked): Promise<ReadPage> {
  const isBackfill = since === null
  const query = `query page($first: Int!, $after: String, $query: String, $reverse: Boolean) {
    ${stream}(first: $first, after: $after, query: $query, sortKey: UPDATED_AT, reverse: $reverse) {
      nodes { ${fieldsOf(stream, access)} }
      pageInfo { hasNextPage endCursor }
    }
  }`
  const data = await askShopify(access, query, {
    first: PAGE,
    after,
    query: isBackfill ? null : `updated_at:>='${since}'`,
    // What was there before comes newest first: what people ask for is there soon.
    reverse: isBackfill,
  })
  const { nodes, after: next } = nodesOf(data, stream)
  return { records: nodes.flatMap(recordOf), after: next }
}

const recordOf = (raw: Record<string, unknown>): IncomingRecord[] =>
  typeof raw['id'] === 'string'
    ? [{ key: raw['id'], raw, sourceAt: typeof raw['updatedAt'] === 'string' ? raw['updatedAt'] : null }]
    : []

async function one(access: Access, stream: string, key: string): Promise<IncomingRecord | null> {
  const root = stream.slice(0, -1)
  const query = `query one($id: ID!) { ${root}(id: $id) { ${fieldsOf(stream, access)} } }`
  const answer = (await askShopify(access, query, { id: key }))[root]
  return isObject(answer) ? (recordOf(answer)[0] ?? null) : null
}

async function count(access: Access, stream: string): Promise<number | null> {
  const name = `${stream}Count`
  // Without a limit it stops counting at ten thousand.
  const data = await askShopify(access, `{ ${name}(limit: null) { count } }`)
  const answer = data[name]
  return isObject(answer) && typeof answer['count'] === 'number' ? answer['count'] : null
}

async function keys(access: Access, stream: string, after: string | null) {
  const query = `query keys($first: Int!, $after: String) {
    ${stream}(first: $first, after: $after, sortKey: ID) { nodes { id } pageInfo { hasNextPage endCursor } }
  }`
  const { nodes, after: next } = nodesOf(await askShopify(access, query, { first: KEYS_PAGE, after }), stream)
  return { keys: nodes.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])), after: next }
}

export const shopifyReader: Reader = { streams: shopifyStreams, read, count, one, keys }
