import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tablesHolding } from '../../testing/tables-holding.ts'
import type { TestOrg } from '../../testing/index.ts'
import { openStripePlace, untilLive } from './testing.ts'

type Place = Awaited<ReturnType<typeof openStripePlace>>

const DAY_MS = 24 * 3_600_000
const rights = ['customers', 'charges', 'events'] as const

let place: Place
let org: TestOrg
beforeAll(async () => {
  place = await openStripePlace()
}, 60_000)
afterAll(() => place.stop())
beforeEach(async () => {
  org = await place.hub.newOrg()
})

const world = () => place.stripe.world
const useKey = (key: string, withPersonal = true) =>
  org.api.connectors.connections.useKey({ provider: 'stripe', key, withPersonal })
async function connect(key = place.stripe.newKey(...rights, 'account')): Promise<string> {
  const { id } = await useKey(key)
  await untilLive(org, id)
  return id
}
const streamsOf = async (id: string) => (await org.api.connectors.connections.get({ id })).streams
async function steps(id: string): Promise<void> {
  for (const stream of await streamsOf(id))
    while ((await org.api.connectors.syncs.step({ id: stream.id })).isMore);
}
async function typeOf(plural: string) {
  const { items } = await org.api.modules.foundry.types.list({ search: plural })
  return items[0] ?? { id: '', objects: 0 }
}
const countOf = async (plural: string) => (await typeOf(plural)).objects
const named = async (search: string) =>
  (await org.api.modules.foundry.objects.find({ search })).items.map(({ title }) => title)

/** What all charges come to, by currency, from the stand-in's own rows in whole units of the smallest coin. */
function totals(): Record<string, bigint> {
  const sums: Record<string, bigint> = {}
  for (const { currency, amount } of world().present('charges')) {
    const name = String(currency).toUpperCase()
    sums[name] = (sums[name] ?? 0n) + BigInt(Number(amount))
  }
  return sums
}

/** "12.500" of a currency with three digits is 12500. */
function minorOf(amount: string, currency: string): bigint {
  const digits = currency === 'JPY' ? 0 : currency === 'KWD' ? 3 : 2
  const [whole = '0', part = ''] = amount.split('.')
  expect(part.slice(digits)).toMatch(/^0*$/)
  return BigInt(whole + part.slice(0, digits).padEnd(digits, '0'))
}

describe('a key of Stripe (CONN-1)', () => {
  test.each([
    ['that may do everything', `sk_live_${'a'.repeat(24)}`, 'may do everything'],
    ['that is none', 'password1234', 'begins with rk_live_ or rk_test_'],
    ['that Stripe does not know', `rk_test_${'b'.repeat(24)}`, 'does not let this key read'],
  ])('%s is refused in words, and nothing of it is kept', async (_what, key, words) => {
    await expect(useKey(key)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining(words),
      details: { issues: [{ path: 'key' }] },
    })
    expect((await org.api.connectors.connections.list({})).items).toEqual([])
    expect(await tablesHolding(place.hub.database, [key])).toEqual([])
  })

  test.each(rights)('that may not read %s is refused', async (missing) => {
    const key = place.stripe.newKey(...rights.filter((one) => one !== missing))
    await expect(useKey(key)).rejects.toThrow('customers, charges and events')
  })

  test('is kept sealed, and never said again', async () => {
    const key = place.stripe.newKey(...rights)
    const connection = await useKey(key)
    expect(JSON.stringify(connection)).not.toContain(key)
    expect(await tablesHolding(place.hub.database, [key])).toEqual([])
  })

  test('that takes the place of another of the same account mends the same connection', async () => {
    const old = place.stripe.newKey(...rights, 'account')
    const id = await connect(old)
    place.stripe.revoke(old)
    await expect(steps(id)).rejects.toThrow('Connect it again')
    expect((await org.api.connectors.connections.get({ id })).state).toBe('broken')
    expect(await connect()).toBe(id)
    expect((await org.api.connectors.connections.get({ id })).state).toBe('ok')
  })
})

describe('what is at Stripe (CONN-2)', () => {
  test('comes without names and addresses unless somebody asked for them, and leaves none behind', async () => {
    const somebody = world().present('customers')[0]
    const [name, email] = [String(somebody?.['name']), String(somebody?.['email'])]
    const kept = async () => {
      const rows = await place.hub.hub.db.org(org.orgId).selectFrom('foundryRecord').select('raw').execute()
      return JSON.stringify(rows)
    }
    const { id } = await useKey(place.stripe.newKey(...rights, 'account'), false)
    await untilLive(org, id)
    expect(await countOf('Customers')).toBe(world().present('customers').length)
    expect(await named(name)).toEqual([])
    expect(await kept()).not.toContain(email)
    const again = await useKey(place.stripe.newKey(...rights, 'account'))
    expect(again).toMatchObject({ id, withPersonal: true })
    await untilLive(org, id)
    expect(await named(name)).not.toEqual([])
    expect(await kept()).toContain(email)
    await useKey(place.stripe.newKey(...rights, 'account'), false)
    await untilLive(org, id)
    expect(await kept()).not.toContain(email)
    expect(await countOf('Customers')).toBe(world().present('customers').length)
  })

  test('is read whole: payments lead to customers, and every amount is right to its last digit', async () => {
    await connect()
    expect(await countOf('Customers')).toBe(world().present('customers').length)
    expect(await countOf('Payments')).toBe(world().present('charges').length)
    const payments = await typeOf('Payments')
    const { rows } = await org.api.modules.foundry.queries.run({
      typeId: payments.id,
      metrics: ['sum amount'],
    })
    const seen = Object.fromEntries(
      rows.flatMap(({ cells }) =>
        cells.flatMap((cell) =>
          typeof cell === 'object' && cell !== null
            ? [[cell.currency, minorOf(cell.amount, cell.currency)] as const]
            : [],
        ),
      ),
    )
    expect(seen).toEqual(totals())
    const known = world()
      .present('charges')
      .find(({ customer }) => customer !== null)
    const { items } = await org.api.modules.foundry.objects.find({ search: known?.id ?? '' })
    const object = await org.api.modules.foundry.objects.get({ id: items[0]?.id ?? '' })
    const owner = world().find('customers', String(known?.['customer'])) as { name: string }
    expect(JSON.stringify(object.links)).toContain(owner.name)
  })

  test('comes with the next pass when it changes there, also more than a page of it in one second', async () => {
    const id = await connect()
    const before = await countOf('Payments')
    const [first, second] = world().present('customers')
    world().renameCustomer(first?.id ?? '', 'Renamed Once')
    world().renameCustomer(first?.id ?? '', 'Renamed Twice')
    for (let at = 0; at < 130; at += 1) world().charge(second?.id ?? null, 1_250, 'eur')
    await steps(id)
    expect(await countOf('Payments')).toBe(before + 130)
    expect([await named('Renamed Once'), await named('Renamed Twice')]).toEqual([[], ['Renamed Twice']])
  })

  test('is refunded here when it is there, and the same pass again changes nothing', async () => {
    const id = await connect()
    const newest = world().charge(null, 1_250, 'eur')
    await steps(id)
    world().refund(newest.id, 250)
    await steps(id)
    const { items } = await org.api.modules.foundry.objects.find({ search: newest.id })
    const refunded = await org.api.modules.foundry.objects.get({ id: items[0]?.id ?? '' })
    expect(JSON.stringify(refunded.facts)).toMatch(/2\.50?/)
    const same = await countOf('Payments')
    await steps(id)
    expect(await countOf('Payments')).toBe(same)
  })

  test('leaves when it is deleted there, by the next pass or by the comparison', async () => {
    const id = await connect()
    const there = world().present('customers')
    world().deleteCustomer(there.at(-1)?.id ?? '')
    await steps(id)
    expect(await countOf('Customers')).toBe(there.length - 1)
    world().deleteCustomer(there.at(-2)?.id ?? '')
    const [customers] = await streamsOf(id)
    const left = there.length - 2
    expect(await org.api.connectors.syncs.reconcile({ id: customers?.id ?? '' })).toMatchObject({
      there: left,
      here: left,
      removed: 1,
    })
  })

  test('is read whole once more after a gap that is longer than Stripe remembers', async () => {
    const id = await connect()
    world().addCustomer('Forgotten Event')
    const before = await countOf('Payments')
    place.move(45 * DAY_MS)
    world().charge(null, 900, 'jpy')
    await steps(id)
    expect(await named('Forgotten Event')).toHaveLength(1)
    expect(await countOf('Payments')).toBe(before + 1)
    const asked = place.stripe.requests.length
    await steps(id)
    expect(place.stripe.requests.slice(asked).every((one) => one.includes('/v1/events'))).toBe(true)
  })

  test.each([
    ['answers with an error', { kind: 'status', status: 502 }],
    ['asks for a pause', { kind: 'status', status: 429, retryAfter: 3 }],
    ['cuts its answer', { kind: 'cut' }],
    ['answers nonsense', { kind: 'garbage' }],
  ] as const)('stays as it is while Stripe %s, and goes on from there', async (what, fault) => {
    const id = await connect()
    world().addCustomer(`Somebody ${what}`)
    place.stripe.fail(fault)
    await expect(steps(id)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(await named(`Somebody ${what}`)).toEqual([])
    await steps(id)
    expect(await named(`Somebody ${what}`)).not.toEqual([])
    expect(await org.api.connectors.connections.get({ id })).toMatchObject({ state: 'ok', reason: '' })
  })

  test('is read all the same with fields that nobody knows yet, and where a page begins at what is gone', async () => {
    place.stripe.fail({ kind: 'newField' }, 8)
    await connect()
    expect(await countOf('Payments')).toBe(world().present('charges').length)
  })
})
