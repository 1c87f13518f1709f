import { loadavg } from 'node:os'
import { describeSpread, spreadOf } from './measure.ts'
import { lighthouse } from './page/lighthouse.ts'
import type { Form, Verdict } from './page/lighthouse.ts'
import { withCleanup } from './cleanup.ts'
import { startHub } from './page/running-hub.ts'
import type { Figure, Suite } from './suite.ts'

/** One is no measurement, more than five change nothing: Lighthouse itself advises the median of five. */
const RUNS = 5

/** Why a throttled phone takes its time; told while it takes more than its budget. */
const FINDING =
  'Nothing shows before the scripts of the app are fetched and have run, which takes a slow phone on a slow line nearly two seconds. The files of a page are few, the font comes after it, and the dashboard is asked for while the program is on its way; what is left is React, the router and tRPC themselves: profiled at a quarter of the speed, half of the program’s time is React’s, and half of that renders, at once, what the answers changed. Rendering the first view on the server would be the next step.'

interface Measure {
  of: keyof Omit<Verdict, 'faults'>
  what: string
  unit: Figure['unit']
  budget?: Record<Form, NonNullable<Figure['budget']>>
}

const both = (budget: NonNullable<Figure['budget']>) => ({ mobile: budget, desktop: budget })

const measures: readonly Measure[] = [
  {
    of: 'performance',
    what: 'performance',
    unit: 'points',
    budget: { mobile: { atLeast: 95 }, desktop: { atLeast: 99 } },
  },
  { of: 'accessibility', what: 'accessibility', unit: 'points', budget: both({ atLeast: 100 }) },
  { of: 'bestPractices', what: 'best practices', unit: 'points', budget: both({ atLeast: 100 }) },
  {
    of: 'largestPaint',
    what: 'largest paint (LCP)',
    unit: 's',
    budget: { mobile: { atMost: 2.2 }, desktop: { atMost: 1 } },
  },
  { of: 'shift', what: 'layout shift (CLS)', unit: '', budget: both({ atMost: 0.02 }) },
  { of: 'firstPaint', what: 'first paint', unit: 's' },
  { of: 'blocking', what: 'blocked time (TBT)', unit: 'ms' },
  { of: 'weight', what: 'transferred', unit: 'kB' },
]

function figuresOf(verdicts: readonly Verdict[], page: { name: string; form: Form }): Figure[] {
  const faults = [...new Set(verdicts.flatMap((verdict) => verdict.faults))].join('; ')
  const finding = [page.form === 'mobile' && FINDING, faults !== '' && `Not full: ${faults}.`]
    .filter((words) => words !== false)
    .join(' ')
  return measures.map(({ of, what, unit, budget }) => {
    const all = spreadOf(verdicts.map((verdict) => verdict[of]))
    return {
      what: `${page.name}, ${page.form}: ${what}`,
      value: all.median,
      unit,
      ...(budget && { budget: budget[page.form] }),
      note: describeSpread(all, unit === 'points' ? 0 : 2),
      ...(finding !== '' && { finding }),
    }
  })
}

/** The load is told because the simulation starts from real times: on a busy machine every page looks slow. */
function wordsOf({ performance, largestPaint }: Verdict): string {
  const load = (loadavg()[0] ?? 0).toFixed(1)
  return `performance ${performance}, largest paint ${largestPaint.toFixed(2)} s, load average ${load}`
}

export const page: Suite = {
  name: 'page',
  about: 'what Lighthouse says of the pages, each load in a new browser, throttled as it does by default',
  async run({ quick, say }) {
    const hub = await startHub()
    return withCleanup(hub.stop, async () => {
      const figures: Figure[] = []
      for (const name of ['sign-in', 'dashboard'] as const) {
        for (const form of ['mobile', 'desktop'] as const) {
          const verdicts: Verdict[] = []
          while (verdicts.length < (quick ? 1 : RUNS)) {
            const isSignedIn = name === 'dashboard'
            const url = isSignedIn ? hub.dashboard : hub.signIn
            const cookies = isSignedIn ? await hub.newCookies() : undefined
            const verdict = await lighthouse({ url, form, cookies })
            verdicts.push(verdict)
            say(`${name}, ${form}, run ${verdicts.length}: ${wordsOf(verdict)}`)
          }
          figures.push(...figuresOf(verdicts, { name, form }))
        }
      }
      return figures
    })
  },
}
