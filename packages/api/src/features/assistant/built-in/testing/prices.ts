import { uuidv7 } from '@hub/db'
import type { TestHub } from '../../../../testing/index.ts'
import { memberNames, openFirm } from './firm.ts'
import type { Firm } from './firm.ts'

const products = [
  { name: 'House blend, 1 kg', price: '23.50', shops: ['copperleaf.example', 'saltgate.example'] },
  { name: 'Guji Natural, 250 g', price: '12.40', shops: ['oldpier.example'] },
  { name: 'Cold brew, 6 bottles', price: '17.00', shops: [] },
]

/** A roastery that compares three products with the pages of three shops, none of which is there to be asked. */
export async function openPricesFirm(hub: TestHub): Promise<Firm> {
  const firm = await openFirm(hub, { name: 'Tide & Fennel', owner: 'Maeve Byrne', people: {} })
  const { orgId, api, owner } = firm.org
  for (const { name, price, shops } of products) {
    const { id: productId } = await api.modules.marketplace.products.create({ name, price, currency: 'EUR' })
    for (const shop of shops)
      await hub.hub.db
        .org(orgId)
        .insertInto('marketplaceListing')
        .values({
          id: uuidv7(),
          orgId,
          productId,
          url: `https://${shop}/products/${productId}`,
          shop,
          title: name,
          state: 'watched',
          note: '',
          availability: 'in-stock',
          variants: '[]',
          reasons: '[]',
          nextAt: new Date(Date.now() + 365 * 86_400_000),
          createdById: owner.userId,
          createdAt: new Date(),
          updatedAt: new Date(),
        })
        .execute()
  }
  return firm
}

/** The names of what is there, as sentences write them behind an @. */
export async function priceNames(hub: TestHub, { org }: Firm): Promise<ReadonlyMap<string, string>> {
  const { marketplace } = org.api.modules
  const [listed, pages] = await Promise.all([
    marketplace.products.list({ limit: 100 }),
    marketplace.listings.list({ limit: 100 }),
  ])
  return new Map([
    ...listed.items.map(({ id, name }) => [id, name] as const),
    ...pages.items.map(({ id, shop }) => [id, shop] as const),
    ...(await memberNames(hub, org.orgId)),
  ])
}
