import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tablesHolding } from '../../testing/tables-holding.ts'
import type { TestOrg } from '../../testing/index.ts'
import { openStripePlace, untilLive } from './testing.ts'
import { readAll } from './testing/brought.ts'
import { expectTheSame } from './testing/stripe/both-sides.ts'

type Place = Awaited<ReturnType<typeof openStripePlace>>

const HOUR_MS = 3_600_000
const rights = ['customers', 'charges', 'events'] as const

let place: Place
let org: TestOrg
beforeAll(async () => {
  place = await openStripePlace({ customers: 120, charges: 260 })
})
afterAll(() => place.stop())
beforeEach(async () => {
  place.stripe.faults.clear()
  place.stripe.world.release()
  // What one test did is no news to the next.
  place.move(HOUR_MS)
  org = await place.hub.newOrg()
})

const world = () => place.stripe.world
const faults = () => place.stripe.faults
const useKey = (key: string, withPersonal = true) =>
  org.api.connectors.connections.useKey({ provider: 'stripe', key, withPersonal })
const connection = (id: string) => org.api.connectors.connections.get({ id })
async function connect(key = place.stripe.key): Promise<string> {
  const { id } = await useKey(key)
  await untilLive(org, id)
  return id
}

const steps = (id: string) => readAll(org, id)
const expectSame = () => expectTheSame(org, world())

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

  test.each(rights)('that may not read %s is refused, and nothing of it is kept', async (missing) => {
    const key = place.stripe.newKey(...rights.filter((one) => one !== missing))
    await expect(useKey(key)).rejects.toMatchObject({
      message: expect.stringContaining('customers, charges and events'),
      details: { issues: [{ path: 'key' }] },
    })
    expect((await org.api.connectors.connections.list({})).items).toEqual([])
    expect(await tablesHolding(place.hub.database, [key])).toEqual([])
  })

  test('is kept sealed, never said again, and known to Stripe alone', async () => {
    const key = place.stripe.newKey(...rights)
    expect(JSON.stringify(await useKey(key))).not.toContain(key)
    expect(await tablesHolding(place.hub.database, [key])).toEqual([])
  })

  test.each([
    ['may read the account', [...rights, 'account']],
    ['may not read it', [...rights]],
  ] as const)('that %s mends the connection of one that was revoked', async (_what, given) => {
    const old = place.stripe.newKey(...given)
    const id = await connect(old)
    world().addCustomer({ name: 'Came while it was broken' })
    place.stripe.revoke(old)
    await expect(steps(id)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('Connect it again'),
    })
    expect((await connection(id)).state).toBe('broken')
    expect((await useKey(place.stripe.newKey(...given))).id).toBe(id)
    expect(await connection(id)).toMatchObject({ state: 'ok', reason: '' })
    await steps(id)
    await expectSame()
  })

  test('is itself what is connected where nothing tells of the account', async () => {
    const [one, other] = [place.stripe.newKey(...rights), place.stripe.newKey(...rights)]
    faults().next({ kind: 'status', status: 403, at: 'account', times: 3 })
    const { id, account } = await useKey(one)
    expect(account).not.toContain(one.slice(-12))
    expect((await useKey(one)).id).toBe(id)
    expect((await useKey(other)).id).not.toBe(id)
  })

  test('is not taken for another account while Stripe is away', async () => {
    faults().next({ kind: 'status', status: 500, at: 'account' })
    await expect(useKey(place.stripe.key)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect((await org.api.connectors.connections.list({})).items).toEqual([])
  })
})

describe('what is at Stripe (CONN-2)', () => {
  test('is read whole: payments lead to customers, and every amount is right to its last digit', async () => {
    for (const [currency, amount] of [
      ['isk', 50_000],
      ['ugx', 12_300],
      ['mga', 4_500],
    ] as const)
      world().addCharge({ currency, amount, customer: world().customers()[0]?.id ?? null })
    const currencies = new Set(
      world()
        .charges()
        .map(({ currency }) => currency),
    )
    expect([...currencies]).toEqual(expect.arrayContaining(['eur', 'gbp', 'usd', 'jpy', 'kwd']))
    await connect()
    await expectSame()
  })

  test('comes without names and addresses unless somebody asked for them, and leaves none behind', async () => {
    const { name, email } = world().customers()[0] ?? { name: '', email: '' }
    const kept = async () => {
      const rows = await place.hub.hub.db.org(org.orgId).selectFrom('foundryRecord').select('raw').execute()
      return JSON.stringify(rows)
    }
    const found = async () => (await org.api.modules.foundry.objects.find({ search: name ?? '' })).items
    const { id } = await useKey(place.stripe.key, false)
    await untilLive(org, id)
    expect([await found(), (await kept()).includes(email ?? '')]).toEqual([[], false])
    world().addCharge({ receipt_email: email, billing_details: { name, email } })
    await steps(id)
    expect(await kept()).not.toContain(email)
    expect(await useKey(place.stripe.key)).toMatchObject({ id, withPersonal: true })
    await untilLive(org, id)
    expect([(await found()).length > 0, (await kept()).includes(email ?? '')]).toEqual([true, true])
    await useKey(place.stripe.key, false)
    await untilLive(org, id)
    expect(await kept()).not.toContain(email)
  })

  test('comes with the next pass when it changes there, and the same pass again changes nothing', async () => {
    const id = await connect()
    const [one, two, three] = world().customers()
    const pending = [world().addCharge({ status: 'pending' }), world().addCharge({ status: 'pending' })]
    await steps(id)
    await expectSame()
    place.move(2_000)
    world().changeCustomer(one?.id ?? '', { name: 'Renamed Ringwood' })
    world().deleteCustomer(two?.id ?? '')
    world().succeedCharge(pending[0]?.id ?? '')
    world().failCharge(pending[1]?.id ?? '')
    const paid = world().addCharge({ customer: three?.id ?? null, currency: 'kwd', amount: 12_340 })
    place.move(2_000)
    world().refundCharge(paid.id, 2_340)
    await steps(id)
    await expectSame()
    world().refundCharge(paid.id)
    await steps(id)
    await expectSame()
    expect(await steps(id)).toEqual({ created: 0, changed: 0 })
  })

  test('comes also where one second holds many changes, in whatever order they are told', async () => {
    const id = await connect()
    const some = world().customers().slice(0, 30)
    for (const name of ['First', 'Second', 'Last'])
      for (const { id: customer } of some)
        world().changeCustomer(customer, { name: `${name} of ${customer}` })
    const paid = Array.from({ length: 130 }, () => world().addCharge({ currency: 'eur', amount: 1_250 }))
    for (const charge of paid) world().refundCharge(charge.id, 250)
    for (const charge of paid.slice(0, 5)) world().refundCharge(charge.id)
    await steps(id)
    await expectSame()
    expect(await steps(id)).toEqual({ created: 0, changed: 0 })
  })

  test('comes though more changed than fits into a page, and part of it is told late', async () => {
    const id = await connect()
    const [one] = world().customers()
    world().changeCustomer(one?.id ?? '', { name: 'Older' })
    const paid = Array.from({ length: 120 }, () => {
      place.move(1_000)
      return world().addCharge({})
    })
    for (const charge of paid) world().refundCharge(charge.id, 10)
    world().hold()
    world().addCustomer({ name: 'Told Late' })
    world().refundCharge(paid[7]?.id ?? '', 20)
    const late = paid[9]?.id ?? ''
    world().refundCharge(late, 30)
    place.move(90_000)
    await steps(id)
    world().release()
    world().changeCustomer(one?.id ?? '', { name: 'Newer' })
    await steps(id)
    await expectSame()
    expect(await steps(id)).toEqual({ created: 0, changed: 0 })
  })

  test('is not mistaken for what is told under the same name', async () => {
    const id = await connect()
    const [buyer] = world().customers()
    const paid = world().addCharge({ customer: buyer?.id ?? null })
    // In another second, or the charge would be asked for anyway.
    place.move(2_000)
    world().refundCharge(paid.id, 50)
    await steps(id)
    place.move(2_000)
    world().subscribe(buyer?.id ?? '')
    world().failRefund(paid.id, 50)
    world().disputeCharge(paid.id)
    await steps(id)
    await expectSame()
    expect(await steps(id)).toEqual({ created: 0, changed: 0 })
  })

  test('leaves when it is deleted there, by the next pass or by the comparison, which proves it', async () => {
    const id = await connect()
    const [one, two] = world().customers()
    world().deleteCustomer(one?.id ?? '')
    await steps(id)
    await expectSame()
    world().deleteCustomer(two?.id ?? '')
    const left = world().customers().length
    const { streams } = await connection(id)
    expect(await org.api.connectors.syncs.reconcile({ id: streams[0]?.id ?? '' })).toMatchObject({
      there: left,
      here: left,
      removed: 1,
    })
    await expectSame()
    await steps(id)
    await expectSame()
  })

  test('made and deleted within one pass does not come by what was told of it first', async () => {
    const id = await connect()
    const { id: gone } = world().addCustomer({ name: 'Short Visit' })
    for (let at = 0; at < 120; at += 1) {
      place.move(1_000)
      world().changeCustomer(world().customers()[6]?.id ?? '', { name: `Name ${at}` })
    }
    world().deleteCustomer(gone)
    await steps(id)
    await expectSame()
    expect(await steps(id)).toEqual({ created: 0, changed: 0 })
    await expectSame()
  })

  test('changed without a word of it is mended by the comparison, and not again', async () => {
    const id = await connect()
    const { streams } = await connection(id)
    const compared = (at: number) => org.api.connectors.syncs.reconcile({ id: streams[at]?.id ?? '' })
    const [buyer, charge] = [world().customers()[0], world().charges()[0]]
    expect(await compared(0)).toMatchObject({ mended: 0 })
    world().hold()
    world().changeCustomer(buyer?.id ?? '', { name: 'Renamed in silence' })
    world().refundCharge(charge?.id ?? '', 1)
    await steps(id)
    expect([await compared(0), await compared(1)]).toMatchObject([{ mended: 1 }, { mended: 1 }])
    await expectSame()
    expect([await compared(0), await compared(1)]).toMatchObject([{ mended: 0 }, { mended: 0 }])
    world().release()
    await steps(id)
    await expectSame()
  })
})
