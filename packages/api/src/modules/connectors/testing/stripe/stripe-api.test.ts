import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startStripe } from '../stripe.ts'
import type { StripeServer } from '../stripe.ts'

const DAY_MS = 24 * 3_600_000

let stripe: StripeServer
let moved = 0
beforeAll(async () => {
  stripe = await startStripe({ now: () => new Date(Date.now() + moved), customers: 30, charges: 120 })
})
afterAll(() => stripe.stop())

interface Row {
  id: string
  created: number
  type?: string
}
interface Body {
  data: Row[]
  has_more: boolean
  url: string
  deleted?: boolean
  error?: { type: string; message: string; code?: string; param?: string }
}

interface How {
  key?: string
  method?: string
  headers?: Record<string, string>
}

async function ask(path: string, { key = stripe.key, method = 'GET', headers = {} }: How = {}) {
  const answer = await fetch(`${stripe.url}/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...headers },
  })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Body }
}

/** All rows, page by page, from one end or the other. */
async function paged(list: string, by: 'starting_after' | 'ending_before', from?: string): Promise<Row[]> {
  const rows: Row[] = []
  let cursor = from
  for (;;) {
    const { body } = await ask(`${list}${cursor === undefined ? '' : `&${by}=${cursor}`}`)
    if (by === 'ending_before') rows.unshift(...body.data)
    else rows.push(...body.data)
    if (!body.has_more) return rows
    cursor = body.data.at(by === 'ending_before' ? 0 : -1)?.id
  }
}

describe('the door of Stripe (CONN-1)', () => {
  test('knows its keys alone, also as the user of a basic login, and echoes the version', async () => {
    for (const authorization of ['', 'Bearer rk_test_guessed', 'Token x']) {
      const { status, body } = await ask('customers', { headers: { authorization } })
      expect([status, body.error?.type]).toEqual([401, 'invalid_request_error'])
    }
    const basic = `Basic ${Buffer.from(`${stripe.key}:`).toString('base64')}`
    const headers = { authorization: basic, 'stripe-version': '2024-06-20' }
    const answer = await ask('customers', { headers })
    expect([answer.status, answer.headers.get('stripe-version')]).toEqual([200, '2024-06-20'])
    expect(answer.headers.get('request-id')).toMatch(/^req_/)
    const wrong = await ask('customers', { headers: { 'stripe-version': 'newest' } })
    expect(wrong.status).toBe(400)
  })

  test('lets a key do what it may, and nothing else', async () => {
    const key = stripe.newKey('charges')
    expect((await ask('charges', { key })).status).toBe(200)
    const { status, body } = await ask('customers', { key })
    expect([status, body.error?.message]).toEqual([403, expect.stringContaining('rak_customer_read')])
    expect(body.error?.message).not.toContain(key)
    expect((await ask('charges', { key, method: 'POST' })).status).toBe(405)
    expect((await ask('payouts', { key })).status).toBe(404)
    stripe.revoke(key)
    expect((await ask('charges', { key })).body.error?.code).toBe('api_key_expired')
  })
})

describe('lists of Stripe (CONN-2)', () => {
  test('come whole by pages of any size, the newest first, from either end', async () => {
    const all = await paged('charges?limit=100', 'starting_after')
    expect(all.map(({ id }) => id).toSorted()).toEqual(
      stripe.world
        .charges()
        .map(({ id }) => id)
        .toSorted(),
    )
    expect(all.map(({ created }) => created)).toEqual(
      all.map(({ created }) => created).toSorted((a, b) => b - a),
    )
    expect(await paged('charges?limit=7', 'starting_after')).toEqual(all)
    const oldest = all.at(-1)?.id
    expect(await paged('charges?limit=11', 'ending_before', oldest)).toEqual(all.slice(0, -1))
    expect((await ask('charges')).body).toMatchObject({
      url: '/v1/charges',
      has_more: true,
      data: all.slice(0, 10),
    })
  })

  test('keep to the seconds that they are asked for', async () => {
    const all = await paged('charges?limit=100', 'starting_after')
    const at = all[40]?.created ?? 0
    const fits = { gte: at, gt: at, lte: at, lt: at }
    for (const name of Object.keys(fits)) {
      const rows = await paged(`charges?limit=100&created[${name}]=${at}`, 'starting_after')
      const isSide = ({ created }: Row) => (name.startsWith('g') ? created > at : created < at)
      const expected = all.filter((row) => isSide(row) || (name.endsWith('e') && row.created === at))
      expect(rows).toEqual(expected)
    }
    expect(all.filter(({ created }) => created === at).length).toBeGreaterThan(1)
  })

  test.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'created[gte]=soon',
    'colour=red',
    'type=charge.*',
    'starting_after=a&ending_before=b',
  ])('refuse %s', async (query) => {
    expect((await ask(`customers?${query}`)).status).toBe(400)
  })

  test('do not go on after what is not there, and tell what was deleted as that', async () => {
    const gone = stripe.world.addCustomer()
    stripe.world.deleteCustomer(gone.id)
    const { status, body } = await ask(`customers?starting_after=${gone.id}`)
    expect([status, body.error]).toMatchObject([400, { code: 'resource_missing', param: 'starting_after' }])
    expect((await ask(`customers/${gone.id}`)).body).toEqual({
      id: gone.id,
      object: 'customer',
      deleted: true,
    })
    expect((await ask('charges/ch_0')).body.error).toMatchObject({ code: 'resource_missing', param: 'id' })
  })

  test('of events know their types, and forget after thirty days', async () => {
    const paid = stripe.world.addCharge()
    stripe.world.refundCharge(paid.id)
    stripe.world.addCustomer()
    const types = async (type: string) => (await ask(`events?type=${type}`)).body.data.map((row) => row.type)
    expect(new Set(await types('charge.*'))).toEqual(new Set(['charge.refunded', 'charge.succeeded']))
    expect(await types('charge.refunded')).toEqual(['charge.refunded'])
    expect(await types('charge')).toEqual([])
    moved = 31 * DAY_MS
    expect((await ask('events')).body.data).toEqual([])
    moved = 0
  })

  test('are the same for the same seed', async () => {
    const again = await startStripe({ now: () => new Date(0), seed: 9 })
    const third = await startStripe({ now: () => new Date(0), seed: 9 })
    expect(third.world.charges()).toEqual(again.world.charges())
    await Promise.all([again.stop(), third.stop()])
  })
})

describe('what may go wrong there', () => {
  test('does, once, where it was asked for, and is noted', async () => {
    stripe.faults.next({ kind: 'throttle', at: 'charges' })
    stripe.faults.next({ kind: 'throttle', retryAfter: 4, at: 'charges' })
    expect((await ask('customers')).status).toBe(200)
    const [silent, telling, well] = [await ask('charges'), await ask('charges'), await ask('charges')]
    expect([silent, telling, well].map(({ status }) => status)).toEqual([429, 429, 200])
    expect([silent, telling].map(({ headers }) => headers.get('retry-after'))).toEqual([null, '4'])
    expect(stripe.requests.slice(-4).map(({ fault }) => fault)).toEqual([null, 'throttle', 'throttle', null])
    stripe.faults.next({ kind: 'newField' })
    expect((await ask('charges?limit=1')).body.data[0]).toHaveProperty('field_of_tomorrow')
    for (const kind of ['cut', 'garbage'] as const) {
      stripe.faults.next({ kind })
      await expect(ask('charges')).rejects.toThrow()
    }
    stripe.faults.next({ kind: 'status', status: 500, times: 2 })
    expect((await ask('events')).body.error?.type).toBe('api_error')
    expect(stripe.faults.waiting).toBe(1)
    stripe.faults.clear()
    expect((await ask('events')).status).toBe(200)
  })
})
