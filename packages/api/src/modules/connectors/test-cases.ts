import { uuidv7 } from '@hub/db'
import type { TestCases, TestPlace } from '../../platform/module.ts'
import { newToken, sha256 } from '../../platform/secrets/secrets.ts'
import { sealCredential } from './connections/credential.ts'

/** A connection as it stands after somebody made it; the account itself is at nobody's. */
async function connectionOf({ db, sealKey, orgId, userId }: TestPlace): Promise<string> {
  const id = uuidv7()
  const now = new Date()
  const account = { provider: 'shopify' as const, accountKey: `shop-${id.slice(-6)}.myshopify.com` }
  const credential = { token: newToken(), refreshToken: newToken() }
  await db
    .insertInto('connectorsAuthorization')
    .values({
      id: uuidv7(),
      orgId,
      ...account,
      withPersonal: true,
      stateHash: sha256(newToken()),
      userId,
      createdAt: now,
      expiresAt: now,
    })
    .execute()
  await db
    .insertInto('connectorsConnection')
    .values({
      id,
      orgId,
      ...account,
      title: 'Tide & Fennel',
      state: 'ok',
      reason: '',
      scopes: ['read_orders'],
      withPersonal: true,
      credential: sealCredential(sealKey, { orgId, id }, credential),
      createdById: userId,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  return id
}

async function streamOf(place: TestPlace): Promise<string> {
  const id = uuidv7()
  const now = new Date()
  await place.db
    .insertInto('connectorsStream')
    .values({
      id,
      orgId: place.orgId,
      connectionId: await connectionOf(place),
      name: 'orders',
      datasetId: uuidv7(),
      loadId: null,
      phase: 'live',
      place: JSON.stringify({ after: null, since: now.toISOString(), began: null, latest: null }),
      total: null,
      error: null,
      proof: null,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  return id
}

const elsewhere = 'asks a service on the internet (connectors/shopify.test.ts, connectors/stripe.test.ts)'

/** What generated tests cannot guess. */
export const connectorsTestCases: TestCases = {
  rows: { connectors_connection: connectionOf, connectors_stream: streamOf },
  ownerCannot: {
    'connections.begin': elsewhere,
    'connections.finish': elsewhere,
    'connections.useKey': elsewhere,
    'syncs.step': elsewhere,
    'syncs.recheck': elsewhere,
    'syncs.reconcile': elsewhere,
  },
}
