import type { TestHub } from '../../../../testing/index.ts'
import { memberNames, openFirm } from './firm.ts'
import type { Firm } from './firm.ts'

const hosts = ['tideandfennel.example', 'shop.tideandfennel.example', 'harbour-coffee.example']

/** A firm with three websites. */
export async function openWebsitesFirm(hub: TestHub): Promise<Firm> {
  const firm = await openFirm(hub, { name: 'Tide & Fennel', owner: 'Maeve Byrne', people: {} })
  for (const address of hosts) await firm.org.api.modules.security.sites.add({ address })
  return firm
}

/** The names of what is there, as sentences write them behind an @. */
export async function websiteNames(hub: TestHub, { org }: Firm): Promise<ReadonlyMap<string, string>> {
  const { items } = await org.api.modules.security.sites.list({ limit: 100 })
  return new Map([
    ...items.map(({ id, host }) => [id, host] as const),
    ...(await memberNames(hub, org.orgId)),
  ])
}
