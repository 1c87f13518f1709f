import { vi } from 'vitest'
import type { DurableWorker } from '../../platform/durable/worker.ts'
import { machineIn } from '../../platform/calls/machine.ts'
import { startWorker } from '../../platform/jobs/worker.ts'
import { giveCredits } from '../../testing/give-credits.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import type { Site } from '../../testing/websites/site.ts'
import { startSites } from '../../testing/websites/sites.ts'
import type { StandInSites } from '../../testing/websites/sites.ts'
import { checkDue } from './jobs.ts'
import { BLEND, coffeePage, coffeeShop, mall } from './testing/mall.ts'
import type { Coffee } from './testing/mall.ts'

/** A hub for which the mall is the internet, with a clock that can be moved. */
export interface MallPlace {
  hub: TestHub
  sites: StandInSites
  worker: DurableWorker
  move(ms: number): void
  stop(): Promise<void>
}

export async function openMall(more: readonly Site[] = []): Promise<MallPlace> {
  let moved = 0
  const now = () => new Date(Date.now() + moved)
  const sites = await startSites({ sites: [...mall, ...more] })
  const hub = await startHub({ now, internet: sites.seam })
  const worker = await startWorker(hub.hub)
  return {
    hub,
    sites,
    worker,
    move: (ms) => void (moved += ms),
    async stop() {
      await worker.stop()
      await hub.stop()
      await sites.stop()
    },
  }
}

const CREDITS = 100_000_000

/** An organization with credits. */
export async function shopKeeper({ hub }: Pick<MallPlace, 'hub'>, micro = CREDITS): Promise<TestOrg> {
  const org = await hub.newOrg()
  if (micro > 0) await giveCredits(hub, org.orgId, { micro })
  return org
}

/** Waits until a job ended, and throws where it could not be done. */
export async function jobDone(org: TestOrg, jobId: string): Promise<void> {
  const { status, error } = await vi.waitFor(
    async () => {
      const job = await org.api.jobs.get({ id: jobId })
      if (job.status !== 'done' && job.status !== 'dead') throw new Error('The look is under way.')
      return job
    },
    { timeout: 30_000, interval: 30 },
  )
  if (status === 'dead') throw new Error(`The look failed: ${error?.message}`)
}

/** Adds a page as the owner of an organization, and waits until it was looked at. */
export async function watched(org: TestOrg, wish: { url: string; productId?: string }) {
  const { listings } = org.api.modules.marketplace
  const { id, productId, jobId } = await listings.add(wish)
  await jobDone(org, jobId)
  return { id, productId, listing: await listings.get({ id }) }
}

/** Looks at a page now, and waits for it. */
export async function lookedAgain(org: TestOrg, id: string) {
  const { checks, listings } = org.api.modules.marketplace
  const { jobId } = await checks.start({ id })
  await jobDone(org, jobId)
  return listings.get({ id })
}

/** What the machine of the morning does. */
export const tick = ({ hub }: Pick<MallPlace, 'hub'>, org: TestOrg): Promise<void> =>
  checkDue.run(machineIn(hub.hub, { name: 'marketplace.watcher', orgId: org.orgId }))

let roasters = 0

/** A roaster of its own for a test, so that no test waits for the turn of another. */
export function newRoaster({ sites }: Pick<MallPlace, 'sites'>, coffee: Coffee) {
  roasters += 1
  const host = `roaster-${roasters}.example`
  sites.add(coffeeShop(host, coffee))
  return {
    host,
    url: `https://${host}${BLEND}`,
    sells: (next: Coffee) => sites.set(host, { files: { [BLEND]: coffeePage(next) } }),
    closes: () => sites.set(host, { files: {} }),
  }
}
