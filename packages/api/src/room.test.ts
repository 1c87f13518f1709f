import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBooks } from './modules/accounting/testing.ts'
import { administrator } from './features/admin/testing.ts'
import { atOnce, giveCredits, startHub } from './testing/index.ts'
import type { TestHub, TestOrg } from './testing/index.ts'
import { startSites } from './testing/websites/sites.ts'
import type { StandInSites } from './testing/websites/sites.ts'

const SHOP = 'lantern.example'

let hub: TestHub
let sites: StandInSites
beforeAll(async () => {
  sites = await startSites({
    sites: [{ host: SHOP, redirect: 'https', headers: [], cookies: [], html: '', files: {} }],
  })
  hub = await startHub({ internet: sites.seam })
})
afterAll(async () => {
  await hub.stop()
  await sites.stop()
})

interface Kind {
  table: string
  most: number
  /** What has to differ from row to row, as SQL of a row's number `n`. */
  but?: string
  add: (org: TestOrg, at: number) => Promise<unknown>
}

/** More rows like the one that is there, until there is room for one. */
async function fill({ orgId }: TestOrg, { table, most, but = `'{}'` }: Kind): Promise<void> {
  await asSuperuser(
    hub.database,
    `insert into app.${table}
     select (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid()) || ${but})).*
     from app.${table} one, generate_series(1, ${most - 2}) n where one.org_id = $1`,
    [orgId],
  )
}

const van = { name: 'Blue van', place: 'Lisbon', seats: 5, amount: '45.00' } as const
const journey = 'Berlin to Lisbon, 3 to 8 May 2027, two people, under 900 EUR'

/** The keys of the browser in the example of RFC 8291. */
const browser = {
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
}

const kinds: Kind[] = [
  {
    table: 'auth_api_key',
    most: 50,
    but: `jsonb_build_object('prefix', 'k' || n, 'secret_hash', '\\x' || lpad(to_hex(n), 64, '0'))`,
    add: ({ api }, at) => api.auth.apiKeys.create({ name: `Till ${at}`, scopes: ['credits.read'] }),
  },
  {
    table: 'endpoint',
    most: 20,
    add: ({ api }) =>
      api.endpoints.create({ name: 'Till', address: 'https://till.example/hub', topics: ['*'] }),
  },
  {
    table: 'marketplace_product',
    most: 2_000,
    add: ({ api }) => api.modules.marketplace.products.create({ name: 'House blend' }),
  },
  {
    table: 'marketplace_rule',
    most: 500,
    add: ({ api }, at) =>
      api.modules.marketplace.rules.create({ kind: 'below', amount: `${at + 1}.00`, currency: 'EUR' }),
  },
  {
    table: 'marketplace_listing',
    most: 25,
    but: `jsonb_build_object('url', one.url || '/' || n)`,
    async add({ api }, at) {
      const { products, listings } = api.modules.marketplace
      const [product] = (await products.list({})).items
      const { id: productId } = product ?? (await products.create({ name: 'House blend' }))
      return listings.add({ url: `https://${SHOP}/page-${at}`, productId })
    },
  },
  { table: 'travel_rental', most: 200, add: ({ api }) => api.modules.travel.rentals.create(van) },
  {
    table: 'travel_watch',
    most: 200,
    add: ({ api }) => api.modules.travel.watches.create({ text: journey }),
  },
  {
    table: 'notification_push',
    most: 10,
    but: `jsonb_build_object('key', '\\x' || lpad(to_hex(n), 64, '0'))`,
    add: ({ api }, at) =>
      api.notifications.push.subscribe({ ...browser, endpoint: `https://push.example/${at}` }),
  },
  { table: 'travel_trip', most: 500, add: ({ api }) => api.modules.travel.trips.create({ text: journey }) },
  {
    table: 'security_site',
    most: 50,
    but: `jsonb_build_object('host', 'site-' || n || '.example')`,
    add: ({ api }, at) => api.modules.security.sites.add({ address: `https://shop-${at}.example` }),
  },
]

describe('where there is room for one more, one of many at once gets it', () => {
  test.each(kinds.map((kind) => [kind.table, kind] as const))('%s', async (_table, kind) => {
    const org = await hub.newOrg()
    await giveCredits(hub, org.orgId, { micro: 10_000_000 })
    await kind.add(org, 0)
    await fill(org, kind)
    const answers = await atOnce(
      hub,
      { table: kind.table },
      [1, 2, 3, 4].map((at) => () => kind.add(org, at)),
    )
    const refused = answers.filter(({ status }) => status === 'rejected')
    for (const one of refused) expect(one).toMatchObject({ reason: { code: 'CONFLICT' } })
    expect(refused).toHaveLength(3)
  })
})

test('of many who add a customer of one name at once, one does', async () => {
  const { books } = await openBooks(hub)
  const add = () => books.contacts.create({ name: 'Lantern Street Bakery' })
  const answers = await Promise.allSettled(Array.from({ length: 6 }, add))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await books.contacts.list({})).items).toHaveLength(1)
})

test('of many blocks at once as many are kept as a hub has room for', async () => {
  const admin = await administrator(hub, await hub.newOrg())
  await asSuperuser(
    hub.database,
    `insert into app.address_block (id, network, reason, created_by_id, created_at)
     select gen_random_uuid(), '10.0.0.0'::inet + n, 'Guesses passwords', $1, now() from generate_series(1, 999) n`,
    [admin.userId],
  )
  const answers = await Promise.allSettled(
    Array.from({ length: 4 }, (_, at) =>
      admin.api().admin.blocks.add({ network: `203.0.113.${at}`, reason: 'Guesses passwords' }),
    ),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})
