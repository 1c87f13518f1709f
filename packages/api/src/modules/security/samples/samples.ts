import type { SampleDeclaration, SampleName, SamplePlace } from '../../../platform/catalog/samples.ts'
import { keepLook } from '../scans/run.ts'
import type { Site } from '../sites/schema.ts'
import { knownSite } from '../sites/queries.ts'
import { recordedVisit } from './recorded-visit.ts'
import type { SampleFault } from './recorded-visit.ts'

const ADDED_DAYS_AGO = 17

/** So long ago somebody had the website scanned, and this was wrong with it. */
type SampleScan = readonly [daysAgo: number, faults: readonly SampleFault[]]

const scans: Readonly<Record<SampleName, readonly SampleScan[]>> = {
  // A grade counts once two scans agree on it.
  bakery: [
    [16, ['dmarc']],
    [9, ['dmarc']],
    [2, ['dmarc', 'strictTransport']],
    [1, ['dmarc', 'strictTransport']],
  ],
  repairs: [[12, []]],
}

/** Keeps what was seen as a scan does: the grade, the findings and their fixes are what the checks say of it. */
function keepScan(place: SamplePlace, siteId: string, [daysAgo, faults]: SampleScan): Promise<unknown> {
  const as = { who: place.people[0]?.name ?? '', daysAgo, hoursAgo: 4 }
  return place.within(as, 'modules.security.scans.start', async (ctx) => {
    const site = await knownSite(ctx.db, siteId)
    const observation = recordedVisit({ host: site.host, at: ctx.now(), faults })
    return ctx.write(async (tx) => {
      tx.audit('security.site.scanned', { site: siteId }, { kind: 'quick' })
      return keepLook(ctx, tx, { site, kind: 'quick', found: null, observation })
    })
  })
}

/** The website of the business, as scans of the last weeks saw it. Nobody proved whose it is, so none is asked for by itself. */
export const securitySamples: SampleDeclaration = {
  async fill(place) {
    const as = { who: place.people[0]?.name ?? '', daysAgo: ADDED_DAYS_AGO }
    const site = (await place.call(as, 'modules.security.sites.add', { address: place.host })) as Site
    for (const scan of scans[place.name]) await keepScan(place, site.id, scan)
  },
  requests: { bakery: [], repairs: [] },
  questions: { bakery: ['how safe is our website?'], repairs: [] },
  usage: [],
}
