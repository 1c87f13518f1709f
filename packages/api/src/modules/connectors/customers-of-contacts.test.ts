import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TestOrg } from '../../testing/index.ts'
import { connectHubspot, connectShop, openShopPlace, untilLive } from './testing.ts'
import type { ShopPlace } from './testing.ts'
import { allObjects, readAll } from './testing/brought.ts'
import { startHubspot } from './testing/hubspot.ts'

let hubspot: Awaited<ReturnType<typeof startHubspot>>
let place: ShopPlace
let org: TestOrg
beforeAll(async () => {
  hubspot = await startHubspot({ contacts: 8, companies: 3, deals: 4, inTenSeconds: 5_000, searches: 100 })
  place = await openShopPlace(
    { orders: 40, customers: 10, products: 6 },
    {
      HUBSPOT_CLIENT_ID: hubspot.clientId,
      HUBSPOT_CLIENT_SECRET: hubspot.clientSecret,
      HUBSPOT_URL: hubspot.url,
    },
  )
})
afterAll(async () => {
  await place.stop()
  await hubspot.stop()
})
beforeEach(async () => {
  org = await place.hub.newOrg()
})

const sell = async () => untilLive(org, (await connectShop(place, org)).id)
const know = async (withPersonal = true) => untilLive(org, (await connectHubspot(org, withPersonal)).id)

/** A buyer of the shop, and the contact that HubSpot knows by their address. */
async function buyerKnownAs(written: (email: string) => string, at: number) {
  const customer = place.shop.world.customers()[at]
  const email = `buyer.${at}.${org.orgId.slice(-6)}@tide.example`
  await place.shop.world.changeCustomer(customer?.id ?? 0, { email: written(email) })
  const contact = hubspot.world.add('contacts', { firstname: 'Bought', lastname: 'Already', email })
  return { customer: `gid://shopify/Customer/${customer?.id}`, contact: contact.id }
}

const linkOf = async (key: string) =>
  (await allObjects(org, 'Contacts')).find((contact) => contact.key === key)?.links['customer']
const keyOf = async (id: string | undefined) =>
  (await allObjects(org, 'Customers')).find((customer) => customer.id === id)?.key

describe('a contact leads to the customer they became (CONN-2)', () => {
  test.each([
    ['the shop is connected first', [sell, know]],
    ['HubSpot is connected first', [know, sell]],
  ])('by their e-mail, where %s', async (_which, connecting) => {
    const { customer, contact } = await buyerKnownAs((email) => email, 2)
    for (const connect of connecting) await connect()
    expect(await keyOf((await linkOf(contact))?.id)).toBe(customer)
  })

  test('also where the shop writes it with capitals', async () => {
    const { customer, contact } = await buyerKnownAs((email) => email.replace('buyer', 'Buyer'), 3)
    await sell()
    await know()
    expect(await keyOf((await linkOf(contact))?.id)).toBe(customer)
  })

  test('follows an address that changes, and goes with it', async () => {
    const { customer, contact } = await buyerKnownAs((email) => email, 4)
    await sell()
    const { id } = await know()
    hubspot.world.change('contacts', contact, { email: 'somebody.else@tide.example' })
    await readAll(org, id)
    expect(await linkOf(contact)).toBeUndefined()
    const email = place.shop.world.customers()[4]?.email ?? ''
    hubspot.world.change('contacts', contact, { email })
    await readAll(org, id)
    expect(await keyOf((await linkOf(contact))?.id)).toBe(customer)
  })

  test('has no address to lead by where nobody asked for names', async () => {
    const { contact } = await buyerKnownAs((email) => email, 5)
    await sell()
    await know(false)
    expect(await linkOf(contact)).toBeUndefined()
  })
})
