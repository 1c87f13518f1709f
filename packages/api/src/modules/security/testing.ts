import { vi } from 'vitest'
import type { DurableWorker } from '../../platform/durable/worker.ts'
import { startWorker } from '../../platform/jobs/worker.ts'
import { giveCredits } from '../../testing/give-credits.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import type { ScanKind } from './checks/schema.ts'
import { startSites } from './testing/sites.ts'
import type { SitesOptions, StandInSites } from '../../testing/websites/sites.ts'

/** A hub for which the stand-in websites are the internet, with a clock that can be moved. */
export interface SitesPlace {
  hub: TestHub
  sites: StandInSites
  worker: DurableWorker
  move(ms: number): void
  stop(): Promise<void>
}

export async function openSitesPlace(options: Partial<SitesOptions> = {}): Promise<SitesPlace> {
  let moved = 0
  const now = () => new Date(Date.now() + moved)
  const sites = await startSites(options)
  const hub = await startHub({ now, internet: sites.seam, environment: { SECURITY_DNS: sites.dns } })
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

/** An organization with credits and a site. */
export async function addedSite({ hub }: Pick<SitesPlace, 'hub'>, address: string, micro = CREDITS) {
  const org = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro })
  const { security } = org.api.modules
  const { id, host } = await security.sites.add({ address })
  return { org, id, host, security }
}

/** Puts the proof where the DNS of a site shows it, as its owner would. */
export async function showProof({ sites }: Pick<SitesPlace, 'sites'>, site: { org: TestOrg; id: string }) {
  const { howToProve, host } = await site.org.api.modules.security.sites.get({ id: site.id })
  const { name, value } = howToProve.dns
  sites.names.zone[name] = { TXT: [value] }
  return { hide: () => void delete sites.names.zone[name], host }
}

/** Scans a site as the owner of an organization, and waits until that is done. */
export async function scanned(org: TestOrg, siteId: string, kind: ScanKind = 'quick') {
  const { scans } = org.api.modules.security
  const { jobId } = await scans.start({ siteId, kind })
  const { status, error } = await vi.waitFor(
    async () => {
      const job = await org.api.jobs.get({ id: jobId })
      if (job.status !== 'done' && job.status !== 'dead') throw new Error('The scan is under way.')
      return job
    },
    { timeout: 30_000, interval: 30 },
  )
  if (status === 'dead') throw new Error(`The scan failed: ${error?.message}`)
  const { items } = await scans.list({ siteId, limit: 1 })
  const [latest] = items
  if (!latest) throw new Error('Nothing was scanned.')
  return scans.get({ id: latest.id })
}
