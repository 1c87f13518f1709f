import { expect } from '@playwright/test'
import { signIn } from './hub-client.ts'
import type { HubClient } from './hub-client.ts'
import { admin } from './people.ts'
import { websitesPort } from './place.ts'
import type { WebsiteWish } from './websites-server.ts'

const MICRO = 1_000_000

/** Has something happen to a website, as whoever runs it would. */
export async function changeWebsite(wish: WebsiteWish): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${websitesPort}`, {
    method: 'POST',
    body: JSON.stringify(wish),
  })
  expect(answer.status).toBe(200)
}

/** Gives an organization credits, as an administrator does who signed in just now: the sign-in of a run's beginning is soon too old. */
export async function giveCredits(hub: HubClient, credits: number): Promise<void> {
  const { id: orgId } = await hub.query<{ id: string }>('organizations.get')
  const byAdmin = await signIn(admin)
  const gift = { orgId, amountMicro: credits * MICRO, reason: 'For the tests' }
  await byAdmin.mutate('admin.credits.adjust', gift)
  await byAdmin.dispose()
}

interface Site {
  id: string
  host: string
  howToProve: { dns: { name: string; value: string } }
}

/** Adds a website and proves it by its DNS, without a browser. */
export async function provedWebsite(hub: HubClient, address: string): Promise<string> {
  const { id, host } = await hub.mutate<Site>('modules.security.sites.add', { address })
  const { howToProve } = await hub.query<Site>('modules.security.sites.get', { id })
  const { name, value } = howToProve.dns
  await changeWebsite({ host, txt: { name, values: [value] } })
  await hub.mutate('modules.security.sites.prove', { id })
  return id
}

/** Scans a website without a browser. */
export async function scanWebsite(hub: HubClient, siteId: string): Promise<void> {
  const { jobId } = await hub.mutate<{ jobId: string }>('modules.security.scans.start', { siteId })
  const status = async () => (await hub.query<{ status: string }>('jobs.get', { id: jobId })).status
  await expect.poll(status, { timeout: 20_000 }).toBe('done')
}
