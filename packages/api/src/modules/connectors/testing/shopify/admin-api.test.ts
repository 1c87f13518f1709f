import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ALL_SCOPES, openShop } from './testing-app.ts'
import type { Reply, TestedShop } from './testing-app.ts'

let shop: TestedShop
let token: string
beforeAll(async () => {
  shop = await openShop()
  token = (await shop.connect()).access_token
})
afterAll(() => shop.stop())

const ask = async (query: string, variables?: object): Promise<Reply> => {
  shop.move(60_000)
  token = (await shop.connect()).access_token
  return shop.ask(token, query, variables)
}

/** Ids of all pages, in the order they came. */
async function allIds(list: string, size: number): Promise<string[]> {
  const ids: string[] = []
  let after: string | null = null
  do {
    const query = `query ($after: String) {
      page: ${list.replace('(', `(first: ${size}, after: $after, `)} { nodes { id } pageInfo { hasNextPage endCursor } }
    }`
    const { data }: Reply = await ask(query, { after })
    ids.push(...(data['page']?.nodes ?? []).map(({ id }) => String(id)))
    after = data['page']?.pageInfo.hasNextPage ? data['page'].pageInfo.endCursor : null
  } while (after !== null)
  return ids
}

describe('the door of the Admin API (CONN-1)', () => {
  const knock = (version: string, headers: Record<string, string>) =>
    fetch(`${shop.url}/${shop.shop}/admin/api/${version}/graphql.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: '{ shop { name } }' }),
    })

  test('knows the living versions alone, and says which one answered', async () => {
    const headers = { 'x-shopify-access-token': (await shop.connect()).access_token }
    expect((await knock('2019-04', headers)).status).toBe(404)
    const answer = await knock('2026-10', headers)
    expect([answer.status, answer.headers.get('x-shopify-api-version')]).toEqual([200, '2026-10'])
  })

  test('refuses a missing and an unknown token in the words of Shopify', async () => {
    for (const headers of [{}, { 'x-shopify-access-token': 'shpat_guessed' }] as Record<string, string>[]) {
      const answer = await knock('2026-10', headers)
      expect([answer.status, await answer.json()]).toEqual([
        401,
        { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
      ])
    }
  })

  test('knows no other shop', async () => {
    const address = `${shop.url}/another.myshopify.com/admin/api/2026-10/graphql.json`
    expect((await fetch(address, { method: 'POST', body: '{}' })).status).toBe(404)
  })

  test('a body without a query is refused', async () => {
    const answer = await fetch(`${shop.url}/${shop.shop}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'x-shopify-access-token': (await shop.connect()).access_token },
      body: 'no JSON',
    })
    expect(answer.status).toBe(400)
  })

  test('an unknown field is an error with its name, at status 200', async () => {
    const { status, errors, data } = await ask('{ shop { fortune } }')
    expect([status, data]).toEqual([200, undefined])
    expect(errors?.[0]).toMatchObject({
      message: "Field 'fortune' doesn't exist on type 'Shop'",
      extensions: { code: 'undefinedField' },
    })
  })

  test('a field without its scope is denied; the right to write is enough', async () => {
    const poor = (await shop.connect('write_customers')).access_token
    const denied = await shop.ask(poor, '{ orders(first: 1) { nodes { id } } }')
    expect(denied.data).toBeNull()
    expect(denied.errors?.[0]).toMatchObject({ path: ['orders'], extensions: { code: 'ACCESS_DENIED' } })
    const open = await shop.ask(poor, '{ customers(first: 1) { nodes { id } } }')
    expect(open.data['customers']?.nodes).toHaveLength(1)
  })

  test('orders older than sixty days need a scope of their own', async () => {
    const count = '{ ordersCount { count precision } }'
    const recent = await shop.ask((await shop.connect('read_orders')).access_token, count)
    const all = await shop.ask((await shop.connect(ALL_SCOPES)).access_token, count)
    expect(all.data['ordersCount']).toEqual({ count: 120, precision: 'EXACT' })
    expect(Number(recent.data['ordersCount']?.['count'])).toBeLessThan(30)
  })
})

describe('lists (CONN-2)', () => {
  test('pages bring every row once, in order, and end', async () => {
    const ids = await allIds('orders(sortKey: UPDATED_AT)', 17)
    expect(new Set(ids).size).toBe(120)
    const back = await allIds('orders(sortKey: UPDATED_AT, reverse: true)', 50)
    expect(back).toEqual(ids.toReversed())
    expect(await allIds('customers(query: "")', 7)).toHaveLength(30)
    expect(await allIds('products(sortKey: TITLE)', 5)).toHaveLength(12)
  })

  test('a filter by time and by id keeps what it says', async () => {
    const middle = shop.world.orders()[60]
    const at = new Date(middle?.updatedAt ?? 0).toISOString()
    const expected = shop.world
      .orders()
      .filter(({ updatedAt }) => updatedAt >= (middle?.updatedAt ?? 0)).length
    expect(await allIds(`orders(query: "updated_at:>='${at}'")`, 100)).toHaveLength(expected)
    expect(await allIds(`orders(query: "id:>${middle?.id}")`, 100)).toHaveLength(59)
    expect(
      await allIds(`orders(query: "id:>${middle?.id} AND id:<=${(middle?.id ?? 0) + 22}")`, 100),
    ).toHaveLength(2)
  })

  test('a filter that is not known is left out and told of', async () => {
    const { data, extensions } = await ask('{ ordersCount(query: "colour:red") { count } }')
    expect(data['ordersCount']?.['count']).toBe(120)
    expect(extensions.search?.[0]?.warnings[0]?.field).toBe('colour')
  })

  test('a page needs a size of at most 250, and a cursor that was given out', async () => {
    for (const list of ['customers', 'customers(first: 251)', 'customers(first: 1, after: "bm8=")'])
      expect((await ask(`{ ${list} { nodes { id } } }`)).errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_REQUEST',
      })
  })

  test('a count ends at its limit and says so', async () => {
    const { data } = await ask('{ customersCount(limit: 10) { count precision } }')
    expect(data['customersCount']).toEqual({ count: 10, precision: 'AT_LEAST' })
  })

  test('amounts have the digits of their currency', async () => {
    const { data } = await ask(
      '{ orders(first: 12, sortKey: ID) { nodes { currencyCode totalPriceSet { shopMoney { amount } } } } }',
    )
    const amounts = (data['orders']?.nodes ?? []) as unknown as {
      currencyCode: string
      totalPriceSet: { shopMoney: { amount: string } }
    }[]
    const of = (code: string) =>
      amounts.find(({ currencyCode }) => currencyCode === code)?.totalPriceSet.shopMoney
    expect(of('KWD')?.amount).toMatch(/^\d+\.\d{1,3}$/)
    expect(of('JPY')?.amount).toMatch(/^\d+\.0$/)
    expect(of('EUR')?.amount).toMatch(/^\d+\.\d{1,2}$/)
  })
})

describe('the budget (CONN-2)', () => {
  test('is taken by what was asked for, and what was not used is given back', async () => {
    const { extensions } = await ask(
      '{ products(first: 20) { nodes { id variants(first: 5) { nodes { id } } } } }',
    )
    expect(extensions.cost.requestedQueryCost).toBe(2 + 20 * (1 + 2 + 5))
    const variants = shop.world.products().reduce((sum, product) => sum + product.variants.length, 0)
    expect(extensions.cost.actualQueryCost).toBe(2 + 12 * 3 + variants)
    const { maximumAvailable, currentlyAvailable, restoreRate } = extensions.cost.throttleStatus
    expect([maximumAvailable, restoreRate]).toEqual([2000, 100])
    expect(currentlyAvailable).toBe(2000 - (extensions.cost.actualQueryCost ?? 0))
  })

  test('a query above 1,000 points is refused whatever is left', async () => {
    const query = '{ orders(first: 250) { nodes { id lineItems(first: 10) { nodes { id } } } } }'
    expect((await ask(query)).errors?.[0]?.extensions).toMatchObject({
      code: 'MAX_COST_EXCEEDED',
      maxCost: 1000,
    })
  })

  test('ends, is told of at status 200, and fills by the clock', async () => {
    const query =
      '{ orders(first: 99) { nodes { id customer { id } lineItems(first: 1) { nodes { id } } } } }'
    shop.move(60_000)
    const key = (await shop.connect()).access_token
    let reply = await shop.ask(key, query)
    for (let asked = 0; asked < 20 && !reply.errors; asked += 1) reply = await shop.ask(key, query)
    expect(reply.errors?.[0]?.extensions['code']).toBe('THROTTLED')
    expect([reply.status, reply.data, reply.extensions.cost.actualQueryCost]).toEqual([200, undefined, null])
    shop.move(10_000)
    expect((await shop.ask(key, query)).errors).toBeUndefined()
  })
})

interface Made {
  bulkOperation: { id: string; status: string } | null
  userErrors: { code: string }[]
}

describe('bulk operations (CONN-2)', () => {
  const start = (query: string) =>
    ask(
      'mutation ($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id status } userErrors { code message } } }',
      { query },
    )
  const made = ({ data }: Reply) => data['bulkOperationRunQuery'] as unknown as Made
  const look = (id: unknown) =>
    ask('query ($id: ID!) { bulkOperation(id: $id) { status objectCount rootObjectCount fileSize url } }', {
      id,
    })
  const orders =
    '{ orders { edges { node { id name lineItems { edges { node { id sku product { id } } } } } } } }'

  test('runs, completes and gives a file whose lines name their parents', async () => {
    const { id, status } = made(await start(orders)).bulkOperation ?? { id: '', status: '' }
    expect(status).toBe('CREATED')
    expect((await look(id)).data['bulkOperation']).toMatchObject({ status: 'RUNNING', url: null })
    const done = (await look(id)).data['bulkOperation'] as unknown as Record<string, string>
    const text = await (await fetch(done['url'] ?? '')).text()
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>)
    const parents = new Set(lines.filter((line) => !('__parentId' in line)).map((line) => line['id']))
    expect(done).toMatchObject({
      status: 'COMPLETED',
      rootObjectCount: '120',
      objectCount: String(lines.length),
    })
    expect(Number(done['fileSize'])).toBe(Buffer.byteLength(text))
    expect(parents.size).toBe(120)
    expect(lines.every((line) => !('__parentId' in line) || parents.has(line['__parentId']))).toBe(true)
    shop.move(7 * 86_400_000)
    expect((await fetch(done['url'] ?? '')).status).toBe(404)
  })

  test('refuses what Shopify refuses, and the sixth at once', async () => {
    const code = async (query: string) => made(await start(query)).userErrors.map((one) => one.code)
    expect(await code('{ shop { name } }')).toEqual(['INVALID'])
    expect(await code('{ orders { edges { node { fortune } } } }')).toEqual(['INVALID'])
    expect(await code('{ orders { edges { node { name lineItems { edges { node { id } } } } } } }')).toEqual([
      'INVALID',
    ])
    const many = await Promise.all(
      Array.from({ length: 6 }, () => code('{ products { edges { node { id } } } }')),
    )
    expect(many.flat()).toEqual(['LIMIT_REACHED'])
  })
})
