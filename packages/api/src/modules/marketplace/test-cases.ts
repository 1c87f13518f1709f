import { uuidv7 } from '@hub/db'
import type { TestCases, TestPlace } from '../../platform/module.ts'

const YEAR_MS = 365 * 86_400_000

async function listingOf({ db, orgId, userId }: TestPlace): Promise<string> {
  const [productId, id, now] = [uuidv7(), uuidv7(), new Date()]
  const made = { orgId, createdById: userId, createdAt: now, updatedAt: now }
  await db
    .insertInto('marketplaceProduct')
    .values({ ...made, id: productId, name: `Blend ${id.slice(-8)}`, minor: 2350, currency: 'EUR' })
    .execute()
  await db
    .insertInto('marketplaceListing')
    .values({
      ...made,
      id,
      productId,
      url: `https://copperleaf.example/${id}`,
      shop: 'copperleaf.example',
      title: 'House blend',
      state: 'watched',
      outcome: 'quarantined',
      note: '',
      availability: 'in-stock',
      variants: '[]',
      reasons: '[]',
      minor: 2290,
      currency: 'EUR',
      waitingMinor: 229,
      waitingCurrency: 'EUR',
      waitingBecause: 'A decimal point may have slipped.',
      waitingAt: now,
      // Its shop is nowhere, so nobody is to look for it.
      nextAt: new Date(now.getTime() + YEAR_MS),
    })
    .execute()
  await db
    .insertInto('marketplaceCheck')
    .values({
      id: uuidv7(),
      orgId,
      listingId: id,
      outcome: 'ok',
      minor: 2290,
      currency: 'EUR',
      note: '',
      checkedAt: now,
    })
    .execute()
  await db
    .insertInto('marketplacePrice')
    .values({ id: uuidv7(), orgId, productId, listingId: id, minor: 2290, currency: 'EUR', seenAt: now })
    .execute()
  return id
}

async function alertOf(place: TestPlace): Promise<string> {
  const { db, orgId, userId } = place
  const listingId = await listingOf(place)
  const [ruleId, id, now] = [uuidv7(), uuidv7(), new Date()]
  await db
    .insertInto('marketplaceRule')
    .values({
      id: ruleId,
      orgId,
      kind: 'undercut',
      isOn: true,
      createdById: userId,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  await db
    .insertInto('marketplaceAlert')
    .values({ id, orgId, ruleId, listingId, kind: 'undercut', minor: 2290, currency: 'EUR', raisedAt: now })
    .execute()
  return id
}

async function competitorOf({ db, orgId, userId }: TestPlace): Promise<string> {
  const [id, now] = [uuidv7(), new Date()]
  await db
    .insertInto('marketplaceCompetitor')
    .values({
      id,
      orgId,
      placeId: `place-${id}`,
      state: 'found',
      name: 'Copperleaf Coffee',
      address: '4 Quay Street, Cork',
      website: 'https://copperleaf.example/',
      distanceMetres: 900,
      score: 82,
      reasons: '["900 m away"]',
      keptUntil: new Date(now.getTime() + YEAR_MS),
      createdById: userId,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  return id
}

/** What generated tests cannot guess. */
export const marketplaceTestCases: TestCases = {
  inputs: {
    'products.create': { price: '23.50', currency: 'EUR', gtin: '4006381333931' },
    'products.update': { price: '23.50', currency: 'EUR', gtin: '4006381333931' },
    'listings.add': { url: 'https://copperleaf.example/products/blend' },
    'listings.choose': { currency: 'EUR' },
    'rules.create': { kind: 'below', amount: '22.00', currency: 'EUR', percent: undefined },
    'rules.update': { amount: undefined, percent: undefined },
  },
  rows: {
    marketplace_listing: listingOf,
    marketplace_alert: alertOf,
    marketplace_competitor: competitorOf,
  },
  ownerCannot: {
    'listings.add': 'asks a shop on the internet (marketplace/checking.test.ts)',
    'checks.start': 'asks a shop on the internet (marketplace/checking.test.ts)',
    'competitors.find': 'asks Google Places (marketplace/competitors/finding.test.ts)',
    'checks.run': 'asks a shop on the internet (marketplace/checking.test.ts)',
  },
}
