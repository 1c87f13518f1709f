import type { IncomingRecord, SeenRecord } from '../../../platform/records/records.ts'
import { isObject } from './ask-service.ts'
import { askShopify } from './ask-shopify.ts'
import { requireProgress } from './provider.ts'
import type { Access, Asked, ReadPage, SeenPage, StreamReader } from './provider.ts'
import { readByFile } from './shopify-bulk.ts'
import { countOf, nodesOf } from './shopify-lists.ts'
import { lineFields } from './shopify-streams.ts'

/*
 * Lines of orders have no list of their own at Shopify: they are read with their orders, and belong to the one they were read with.
 * Shopify counts a page by what it may hold and refuses more than a thousand: twenty orders with ten lines of four objects each.
 */
const ORDERS_PAGE = 20
const LINES_PAGE = 10
/** Of one order that has more. */
const MORE_LINES = 200
const SEEN_ORDERS = 20
const SEEN_LINES = 40

type Row = Record<string, unknown>

/** An order and one of its lines: a line alone does not say where it belongs. */
const keyOf = (order: string, line: string): string => `${order} ${line}`

/** Money is kept to the ten-thousandth, and what is shared out among several may have more digits. */
const MONEY_DIGITS = 4

/** What one came to after all discounts. */
function unitPriceOf({ discountedUnitPriceAfterAllDiscountsSet: bag }: Row): Row {
  const money = isObject(bag) ? bag['shopMoney'] : null
  if (!isObject(money)) return {}
  const amount = String(money['amount'])
  const isLong = new RegExp(String.raw`\.\d{${MONEY_DIGITS + 1}}`).test(amount)
  return { unitPrice: { ...money, amount: isLong ? Number(amount).toFixed(MONEY_DIGITS) : amount } }
}

function recordOf(row: Row, order: unknown, sourceAt: unknown): IncomingRecord[] {
  const { __parentId: _parent, ...raw } = row
  return typeof raw['id'] === 'string' && typeof order === 'string'
    ? [
        {
          key: keyOf(order, raw['id']),
          raw: { ...raw, ...unitPriceOf(raw), order: { id: order } },
          sourceAt: typeof sourceAt === 'string' ? sourceAt : null,
        },
      ]
    : []
}

/** All lines of an order, of which these were on the page. */
async function linesOf(access: Access, order: Row, fields: string): Promise<Row[]> {
  const { nodes, after } = nodesOf(order, 'lineItems')
  const lines = [...nodes]
  for (let next = after; next !== null;) {
    const query = `query more($id: ID!, $first: Int!, $after: String) {
      order(id: $id) { lineItems(first: $first, after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }
    }`
    const answer = await askShopify(access, query, { id: order['id'], first: MORE_LINES, after: next })
    // Deleted meanwhile: its lines are gone with it.
    if (!isObject(answer['order'])) return []
    const more = nodesOf(answer['order'], 'lineItems')
    lines.push(...more.nodes)
    requireProgress('Shopify', more.after, next)
    next = more.after
  }
  return lines
}

const recordsOf = async (access: Access, order: Row): Promise<IncomingRecord[]> =>
  (await linesOf(access, order, lineFields)).flatMap((line) =>
    recordOf(line, order['id'], order['updatedAt']),
  )

async function readPage(access: Access, { after, since }: Asked): Promise<ReadPage> {
  const query = `query page($first: Int!, $lines: Int!, $after: String, $query: String, $reverse: Boolean) {
    orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT, reverse: $reverse) {
      nodes { id updatedAt lineItems(first: $lines) { nodes { ${lineFields} } pageInfo { hasNextPage endCursor } } }
      pageInfo { hasNextPage endCursor }
    }
  }`
  const data = await askShopify(access, query, {
    first: ORDERS_PAGE,
    lines: LINES_PAGE,
    after,
    query: since === null ? null : `updated_at:>='${since}'`,
    reverse: since === null,
  })
  const { nodes, after: next } = nodesOf(data, 'orders')
  const records: IncomingRecord[] = []
  for (const order of nodes) records.push(...(await recordsOf(access, order)))
  return {
    records,
    after: next,
    wholes: nodes.flatMap(({ id }) => (typeof id === 'string' ? [keyOf(id, '')] : [])),
  }
}

const BULK_QUERY = `{ orders { edges { node { id lineItems { edges { node { ${lineFields} } } } } } } }`

const read = (access: Access, asked: Asked): Promise<ReadPage> =>
  readByFile(access, asked, {
    query: BULK_QUERY,
    // In the file each line names its order.
    recordsOf: (row) => recordOf(row, row['__parentId'], null),
    readPage,
    count: async () => asked.total ?? countOf(access, 'orders'),
  })

async function one(access: Access, _stream: string, key: string): Promise<IncomingRecord | null> {
  const [order = ''] = key.split(' ')
  const query = `query one($id: ID!, $first: Int!) {
    order(id: $id) {
      id updatedAt lineItems(first: $first) { nodes { ${lineFields} } pageInfo { hasNextPage endCursor } }
    }
  }`
  const answer = (await askShopify(access, query, { id: order, first: MORE_LINES }))['order']
  if (!isObject(answer)) return null
  return (await recordsOf(access, answer)).find((record) => record.key === key) ?? null
}

async function seen(access: Access, _stream: string, after: string | null): Promise<SeenPage> {
  const query = `query seen($first: Int!, $lines: Int!, $after: String) {
    orders(first: $first, after: $after, sortKey: ID) {
      nodes { id lineItems(first: $lines) { nodes { id } pageInfo { hasNextPage endCursor } } }
      pageInfo { hasNextPage endCursor }
    }
  }`
  const data = await askShopify(access, query, { first: SEEN_ORDERS, lines: SEEN_LINES, after })
  const { nodes, after: next } = nodesOf(data, 'orders')
  const found: SeenRecord[] = []
  for (const order of nodes)
    for (const line of await linesOf(access, order, 'id'))
      found.push(...recordOf(line, order['id'], null).map(({ key }) => ({ key, sourceAt: null, hash: null })))
  return { seen: found, after: next }
}

export const lineReader: StreamReader = {
  read,
  one,
  seen,
  // How many lines its orders have Shopify does not say.
  count: async () => null,
}
