import type { IncomingRecord } from '../../../platform/records/records.ts'
import { isObject } from './ask-service.ts'
import { askShopify } from './ask-shopify.ts'
import type { Access, Asked, Reader, ReadPage, SeenPage, StreamReader } from './provider.ts'
import { readByFile } from './shopify-bulk.ts'
import { lineReader } from './shopify-lines.ts'
import { countOf, nodesOf } from './shopify-lists.ts'
import { LINES, fieldsOf, shopifyStreams } from './shopify-streams.ts'

const PAGE = 100
const SEEN_PAGE = 250

const read = (access: Access, asked: Asked): Promise<ReadPage> =>
  readByFile(access, asked, {
    query: `{ ${asked.stream} { edges { node { ${fieldsOf(asked.stream, access)} } } } }`,
    recordsOf: recordOf,
    readPage,
    count: async () => asked.total,
  })

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

async function seen(access: Access, stream: string, after: string | null): Promise<SeenPage> {
  const query = `query seen($first: Int!, $after: String) {
    ${stream}(first: $first, after: $after, sortKey: ID) { nodes { id updatedAt } pageInfo { hasNextPage endCursor } }
  }`
  const { nodes, after: next } = nodesOf(await askShopify(access, query, { first: SEEN_PAGE, after }), stream)
  return {
    seen: nodes.flatMap(({ id, updatedAt }) =>
      typeof id === 'string'
        ? [{ key: id, sourceAt: typeof updatedAt === 'string' ? updatedAt : null, hash: null }]
        : [],
    ),
    after: next,
  }
}

const listReader: StreamReader = { read, one, seen, count: countOf }

const readerOf = (stream: string): StreamReader => (stream === LINES ? lineReader : listReader)

export const shopifyReader: Reader = {
  streams: shopifyStreams,
  read: (access, asked) => readerOf(asked.stream).read(access, asked),
  count: (access, stream) => readerOf(stream).count(access, stream),
  one: (access, stream, key) => readerOf(stream).one(access, stream, key),
  seen: (access, stream, after) => readerOf(stream).seen(access, stream, after),
}
