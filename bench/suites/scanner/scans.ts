import { judge } from '../../../packages/api/src/modules/security/checks/judge.ts'
import { observe } from '../../../packages/api/src/modules/security/observation/observe.ts'
import { compareParts } from '../../../packages/api/src/modules/security/scans/compare.ts'
import { startSites } from '../../../packages/api/src/modules/security/testing/sites.ts'
import type { StandInSites } from '../../../packages/api/src/modules/security/testing/sites.ts'
import { createNames } from '../../../packages/api/src/platform/outside/names.ts'
import { median, percentile } from '../measure.ts'
import type { Figure } from '../suite.ts'
import { manyFindings } from './many-findings.ts'

interface Options {
  scans: number
  say: (line: string) => void
}

const HOST = 'tideandfennel.example'
const AT_ONCE = 20
const FINDINGS = 1_000
const COMPARISONS = 50

const look = ({ seam, dns }: StandInSites) =>
  observe(HOST, {
    outside: { seam },
    names: createNames({ servers: [dns] }),
    now: () => new Date(),
    userAgent: 'bench',
    kind: 'quick',
  })

async function timed(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function oneByOne(sites: StandInSites, scans: number): Promise<Figure[]> {
  await look(sites)
  const before = sites.asked.length
  const times: number[] = []
  for (let at = 0; at < scans; at += 1) times.push(await timed(async () => judge(await look(sites))))
  return [
    {
      what: 'a quick scan of a website on this machine, p95',
      value: percentile(times, 0.95),
      unit: 'ms',
      budget: { atMost: 5_000 },
      note: `p50 ${median(times).toFixed(0)} ms, ${scans} times; collected and judged`,
    },
    {
      what: 'what it asks of the website',
      value: (sites.asked.length - before) / scans,
      unit: '',
      budget: { atMost: 40 },
      note: 'requests, beside one handshake and the questions to the DNS',
    },
  ]
}

const megabytes = () => process.memoryUsage().rss / 1024 ** 2

/** Each website sends as much as is read of an answer, in its page and in its script. */
async function atOnce(sites: StandInSites): Promise<Figure> {
  const large = 'x'.repeat(8 * 1024 ** 2)
  const site = sites.sites.get(HOST)
  sites.set(HOST, { html: `${site?.html}<!-- ${large} -->` })
  await look(sites)
  globalThis.gc?.()
  const before = megabytes()
  let most = before
  const watching = setInterval(() => (most = Math.max(most, megabytes())), 5)
  await Promise.all(Array.from({ length: AT_ONCE }, () => look(sites)))
  clearInterval(watching)
  sites.set(HOST, { html: site?.html ?? '' })
  return {
    what: `${AT_ONCE} scans at once of pages of 8 MiB: memory grows by`,
    value: most - before,
    unit: 'MB',
    budget: { atMost: 300 },
    note: `from ${before.toFixed(0)} MB; the websites are served by the same process`,
  }
}

async function compared(): Promise<Figure> {
  const [before, after] = [manyFindings(FINDINGS, 0), manyFindings(FINDINGS, FINDINGS / 2)]
  const times: number[] = []
  for (let at = 0; at < COMPARISONS; at += 1) times.push(await timed(() => compareParts(before, after)))
  return {
    what: 'two scans of 1,000 findings compared',
    value: median(times),
    unit: 'ms',
    budget: { atMost: 10 },
    note: `half of them new, half of them gone; ${COMPARISONS} times`,
  }
}

/** How long a look takes, how much it asks and how much memory many of them need. */
export async function measureScans({ scans, say }: Options): Promise<Figure[]> {
  const sites = await startSites()
  try {
    const single = await oneByOne(sites, scans)
    say(`${scans} scans one by one`)
    return [...single, await atOnce(sites), await compared()]
  } finally {
    await sites.stop()
  }
}
