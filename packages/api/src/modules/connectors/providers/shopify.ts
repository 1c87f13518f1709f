import type { IncomingRecord } from '../../../platform/records/records.ts'
import { isObject } from './ask-service.ts'
import { askShopify } from './ask-shopify.ts'
import type { Access, Asked, Reader, ReadPage } from './provider.ts'
import { BULK_FROM, beginBulk, isBulkPlace, readBulk } from './shopify-bulk.ts'
import { lineKeys, oneLine, readLines } from './shopify-lines.ts'
import { countOf, nodesOf } from './shopify-lists.ts'
import { LINES, fieldsOf, shopifyStreams } from './shopify-streams.ts'

const PAGE = 100
const KEYS_PAGE = 250

/**
 * Much is put together by Shopify into a file, which costs none of what may be asked for a second; where it does not do so, it is
 * read page by page as the rest is.
 */
async function read(access: Access, asked: Asked): Promise<ReadPage> {
  const { stream, after, since, total } = asked
  if (isBulkPlace(after)) {
    const part = await readBulk(access, after)
    return part
      ? { records: part.rows.flatMap(recordOf), after: part.after }
      : readPage(access, { ...asked, after: null })
  }
  const isMuch = since === null && after === null && total !== null && total >= BULK_FROM
  const begun = isMuch
    ? await beginBulk(access, `{ ${stream} { edges { node { ${fieldsOf(stream, access)} } } } }`)
    : null
  return begun === null ? readPage(access, asked) : { records: [], after: begun }
}

/** The same page again is asked with the same words, so that a cursor stays good. */
async function readPage(access: Access, { stream, after, since }: Asked): Promise<ReadPage> {
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

async function keys(access: Access, stream: string, after: string | null) {
  const query = `query keys($first: Int!, $after: String) {
    ${stream}(first: $first, after: $after, sortKey: ID) { nodes { id } pageInfo { hasNextPage endCursor } }
  }`
  const { nodes, after: next } = nodesOf(await askShopify(access, query, { first: KEYS_PAGE, after }), stream)
  return { keys: nodes.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])), after: next }
}

export const shopifyReader: Reader = {
  streams: shopifyStreams,
  read: (access, asked) => (asked.stream === LINES ? readLines(access, asked) : read(access, asked)),
  // How many lines its orders have Shopify does not say.
  count: async (access, stream) => (stream === LINES ? null : countOf(access, stream)),
  one: (access, stream, key) => (stream === LINES ? oneLine(access, key) : one(access, stream, key)),
  keys: (access, stream, after) => (stream === LINES ? lineKeys(access, after) : keys(access, stream, after)),
}
