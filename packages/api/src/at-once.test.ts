import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { atOnce, rowsFor, startHub } from './testing/index.ts'
import type { TestHub, TestOrg } from './testing/index.ts'
import { task } from './features/workflows/testing.ts'
import { openBooks } from './modules/accounting/testing.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())
beforeEach(async () => {
  org = await hub.newOrg()
})

const six = (act: () => Promise<unknown>) => Array.from({ length: 6 }, () => act)
const actionsOf = async ({ orgId }: TestOrg) =>
  (await hub.hub.db.org(orgId).selectFrom('auditEntry').select('action').orderBy('seq').execute()).map(
    ({ action }) => action,
  )
const countOf = async (action: string) => (await actionsOf(org)).filter((one) => one === action).length
/** A row of a kind, as a test of the hub makes one. */
const newRow = async (kind: string): Promise<string> => (await rowsFor({}, { hub, org }, [kind]))[kind] ?? ''

describe('of two changes of one record at once, what one does not send stays as the other made it (CON-5)', () => {
  test('a contact keeps one of the two things that it is', async () => {
    const { books } = await openBooks(hub)
    const { id } = await books.contacts.create({ name: 'Lantern Street Bakery', isVendor: true })
    const [, second] = await atOnce(hub, { table: 'accounting_contact', id }, [
      () => books.contacts.update({ id, isCustomer: false }),
      () => books.contacts.update({ id, isVendor: false }),
    ])
    expect(second).toMatchObject({ reason: { details: { issues: [{ path: 'isCustomer' }] } } })
    expect(await books.contacts.get({ id })).toMatchObject({ isCustomer: false, isVendor: true })
  })

  test('what invoices say of the business is kept of all who fill it in', async () => {
    const { books } = await openBooks(hub)
    const changes = { city: 'Cork', phone: '021 555 0100', taxId: 'IE1234567T', street: 'Quay 1' }
    await Promise.all(
      Object.entries(changes).map(([field, value]) => books.company.update({ [field]: value })),
    )
    expect(await books.company.get()).toMatchObject({ ...changes, version: 4 })
  })

  test('a price stays in the currency that was chosen meanwhile', async () => {
    const { products } = org.api.modules.marketplace
    const { id } = await products.create({ name: 'House blend', price: '23.50', currency: 'EUR' })
    await atOnce(hub, { table: 'marketplace_product', id }, [
      () => products.update({ id, price: '25.00', currency: 'USD' }),
      () => products.update({ id, price: '26.00' }),
    ])
    expect((await products.get({ id })).price).toEqual({ amount: '26.00', currency: 'USD' })
  })

  test('a business that is followed keeps the name it was given', async () => {
    const id = await newRow('marketplace_competitor')
    const { competitors } = org.api.modules.marketplace
    await atOnce(hub, { table: 'marketplace_competitor', id }, [
      () => competitors.follow({ id, name: 'The roaster at the corner' }),
      () => competitors.follow({ id }),
    ])
    const { items } = await competitors.list({ sort: 'best' })
    expect(items.find((one) => one.id === id)?.name).toBe('The roaster at the corner')
  })

  test('what is published is the draft that was kept before', async () => {
    const { workflows } = org.api
    const { id } = await workflows.create({ name: 'Late payers', draft: { steps: [task('make', 'first')] } })
    await atOnce(hub, { table: 'workflow', id }, [
      () => workflows.update({ id, draft: { steps: [task('make', 'second')] } }),
      () => workflows.publish({ id }),
    ])
    expect(await workflows.get({ id })).toMatchObject({ published: 1, isChanged: false })
  })

  test('one workflow alone handles all failures', async () => {
    const { workflows } = org.api
    const made = await Promise.all(['One', 'Two', 'Three'].map((name) => workflows.create({ name })))
    await Promise.all(made.map(({ id }) => workflows.update({ id, isForFailures: true })))
    const { items } = await workflows.list({})
    expect(items.filter(({ isForFailures }) => isForFailures)).toHaveLength(1)
  })

  test('a connection that broke is not paused', async () => {
    const id = await newRow('connectors_connection')
    const [, paused] = await atOnce<unknown>(hub, { table: 'connectors_connection', id }, [
      () =>
        hub.hub.db
          .org(org.orgId)
          .updateTable('connectorsConnection')
          .set({ state: 'broken' })
          .where('id', '=', id)
          .execute(),
      () => org.api.connectors.connections.pause({ id }),
    ])
    expect(paused).toMatchObject({ status: 'rejected', reason: { code: 'CONFLICT' } })
    expect((await org.api.connectors.connections.get({ id })).state).toBe('broken')
  })
})

describe('what is done many times at once is done once', () => {
  test('a key is revoked', async () => {
    const { key } = await org.api.auth.apiKeys.create({ name: 'Till', scopes: ['credits.read'] })
    await atOnce(
      hub,
      { table: 'auth_api_key', id: key.id },
      six(() => org.api.auth.apiKeys.revoke({ id: key.id })),
    )
    expect(await countOf('auth.apiKey.revoked')).toBe(1)
  })

  test('a workflow is switched off', async () => {
    const { workflows } = org.api
    const { id } = await workflows.create({ name: 'Late payers', draft: { steps: [task('make', 'first')] } })
    await workflows.publish({ id })
    await atOnce(
      hub,
      { table: 'workflow', id },
      six(() => workflows.switch({ id, isOn: false })),
    )
    expect(await countOf('workflow.switched_off')).toBe(1)
  })

  test.each([
    ['marketplace_product', 'marketplace.product.removed', 'modules.marketplace.products.remove'],
    ['marketplace_rule', 'marketplace.rule.removed', 'modules.marketplace.rules.remove'],
    ['marketplace_listing', 'marketplace.listing.removed', 'modules.marketplace.listings.remove'],
    ['marketplace_competitor', 'marketplace.competitor.dismissed', 'modules.marketplace.competitors.dismiss'],
    ['security_site', 'security.site.removed', 'modules.security.sites.remove'],
    ['travel_watch', 'travel.watch.removed', 'modules.travel.watches.remove'],
    ['oauth_grant', 'auth.grant.revoked', 'auth.grants.revoke'],
  ])('a row of %s is removed, and the others do not find it', async (table, action, path) => {
    const id = await newRow(table)
    const credential = { kind: 'person', userId: org.owner.userId } as const
    const answers = await atOnce(
      hub,
      { table, id },
      six(() => hub.hub.catalog.call(path, { id }, hub.call({ credential, org: org.slug }))),
    )
    const refused = answers.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(5)
    for (const one of refused) expect(one).toMatchObject({ reason: { code: 'NOT_FOUND' } })
    expect(await countOf(action)).toBe(1)
  })
})
