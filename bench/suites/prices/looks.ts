import { lookAt } from '../../../packages/api/src/modules/marketplace/checks/look.ts'
import { BLEND, coffeeShop } from '../../../packages/api/src/modules/marketplace/testing/mall.ts'
import { createLimits } from '../../../packages/api/src/platform/limits/limits.ts'
import { startSites } from '../../../packages/api/src/testing/websites/sites.ts'
import { median } from '../measure.ts'
import type { Figure } from '../suite.ts'

const CHECKS_A_DAY = 10_000
const DAY_SECONDS = 86_400

/** How many pages one worker looks at, one after the other, each in a shop of its own. */
export async function measureLooks(shops: number): Promise<Figure[]> {
  const hosts = Array.from({ length: shops }, (_, at) => `roaster-${at}.example`)
  const sites = await startSites({ sites: hosts.map((host) => coffeeShop(host, { price: '22.90' })) })
  const asking = {
    outside: { seam: sites.seam },
    limits: createLimits(),
    now: () => new Date(),
    userAgent: 'bench',
    browser: null,
  }
  try {
    const times: number[] = []
    for (const host of hosts) {
      const began = performance.now()
      const wanted = {
        reader: 'page' as const,
        variant: null,
        selector: null,
        currencyMeant: null,
        known: null,
      }
      const look = await lookAt({ ...wanted, url: `https://${host}${BLEND}` }, asking)
      if (look.kind !== 'read') throw new Error(`${host} was not read.`)
      times.push(performance.now() - began)
    }
    const seconds = times.reduce((sum, ms) => sum + ms, 0) / 1_000
    return [
      {
        what: 'looks at pages of shops never asked before, one worker, a day',
        value: Math.round((shops / seconds) * DAY_SECONDS),
        unit: '',
        budget: { atLeast: CHECKS_A_DAY },
        note: `p50 ${median(times).toFixed(0)} ms with robots.txt and two handshakes on this machine; the internet and the pace of shops come on top`,
      },
    ]
  } finally {
    await sites.stop()
  }
}
