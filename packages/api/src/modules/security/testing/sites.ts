import { startSites as startThese } from '../../../testing/websites/sites.ts'
import type { SitesOptions, StandInSites } from '../../../testing/websites/sites.ts'
import { knownSites } from './known-sites.ts'

export type { StandInSites } from '../../../testing/websites/sites.ts'

/** The websites that scans are tried on; others beside them, or in place of one of the same name. */
export const startSites = ({ sites = [], port }: Partial<SitesOptions> = {}): Promise<StandInSites> =>
  startThese({ sites: [...knownSites, ...sites], ...(port !== undefined && { port }) })
