import { uuidv7 } from '@hub/db'
import type { TestHub } from '../../../../testing/index.ts'
import { memberNames, NOW, openFirm } from './firm.ts'
import type { Firm } from './firm.ts'

const connections = [
  { provider: 'shopify', accountKey: 'tide-and-fennel.myshopify.com', title: 'Tide & Fennel', state: 'ok' },
  { provider: 'shopify', accountKey: 'harbour-cups.myshopify.com', title: 'Harbour Cups', state: 'paused' },
  { provider: 'stripe', accountKey: 'acct_1PqTzL', title: 'Fennel Wholesale', state: 'broken' },
] as const

/** A firm that connected two shops and an account for payments; none of them is there to be asked. */
export async function openConnectorsFirm(hub: TestHub): Promise<Firm> {
  const firm = await openFirm(hub, { name: 'Tide & Fennel', owner: 'Maeve Byrne', people: {} })
  const { orgId, owner } = firm.org
  const db = hub.hub.db.org(orgId)
  for (const { provider, accountKey, title, state } of connections) {
    const account = { orgId, provider, accountKey, withPersonal: false, createdAt: NOW }
    await db
      .insertInto('connectorsAuthorization')
      .values({
        ...account,
        id: uuidv7(),
        stateHash: Buffer.from(accountKey),
        userId: owner.userId,
        expiresAt: NOW,
      })
      .execute()
    await db
      .insertInto('connectorsConnection')
      .values({
        ...account,
        id: uuidv7(),
        title,
        state,
        reason: '',
        scopes: [],
        credential: Buffer.alloc(0),
        createdById: owner.userId,
        updatedAt: NOW,
      })
      .execute()
  }
  return firm
}

/** The names of what is there, as sentences write them behind an @. */
export async function connectionNames(hub: TestHub, { org }: Firm): Promise<ReadonlyMap<string, string>> {
  const { items } = await org.api.connectors.connections.list({ limit: 100 })
  return new Map([
    ...items.map(({ id, title }) => [id, title] as const),
    ...(await memberNames(hub, org.orgId)),
  ])
}
