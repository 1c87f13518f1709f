import { expect } from '@playwright/test'
import { BLEND, coffeePage } from '../../packages/api/src/modules/marketplace/testing/mall.ts'
import type { Coffee } from '../../packages/api/src/modules/marketplace/testing/mall.ts'
import type { HubClient } from './hub-client.ts'
import { changeWebsite } from './websites.ts'

/** The page of a roaster of the mall. */
export const blendAt = (host: string): string => `https://${host}${BLEND}`

/** From now on a roaster asks something else. */
export const sells = (host: string, coffee: Coffee): Promise<void> =>
  changeWebsite({ host, changes: { files: { [BLEND]: coffeePage(coffee) } } })

interface Added {
  id: string
  productId: string
  jobId: string
}

/** Waits until a job is done, without a browser. */
async function done(hub: HubClient, jobId: string): Promise<void> {
  const status = async () => (await hub.query<{ status: string }>('jobs.get', { id: jobId })).status
  await expect.poll(status, { timeout: 20_000 }).toBe('done')
}

/** Watches the page of a roaster against a product of our own, without a browser. */
export async function watchedBlend(hub: HubClient, host: string): Promise<Added> {
  const product = { name: 'House blend, 1 kg', price: '23.50', currency: 'EUR' }
  const { id: productId } = await hub.mutate<{ id: string }>('modules.marketplace.products.create', product)
  const added = await hub.mutate<Added>('modules.marketplace.listings.add', { url: blendAt(host), productId })
  await done(hub, added.jobId)
  return added
}

/** Has a page looked at again, without a browser. */
export async function lookAgain(hub: HubClient, id: string): Promise<void> {
  const { jobId } = await hub.mutate<{ jobId: string }>('modules.marketplace.checks.start', { id })
  await done(hub, jobId)
}
