import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

export interface Shifts {
  value: number
  /** How much, and what moved. */
  parts: string[]
}

/** Counts the layout shifts that no press or key of the last half second explains. Runs in the page. */
export function watchShifts(): void {
  const seen: Shifts = { value: 0, parts: [] }
  Reflect.set(window, 'hubShifts', seen)
  // The types of the browser do not know this entry yet.
  type Shift = PerformanceEntry & {
    value: number
    hadRecentInput: boolean
    sources: { node: Element | null }[]
  }
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
      if (hadRecentInput) continue
      const moved = sources.map(({ node }) => node?.outerHTML?.slice(0, 120) ?? 'something that is gone')
      seen.value += value
      seen.parts.push(`${value.toFixed(4)} ${moved.join(', ')}`)
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

// What `watchShifts` put there.
export const shifts = (page: Page): Promise<Shifts> =>
  page.evaluate(() => Reflect.get(window, 'hubShifts') as Shifts)

/** Nothing moved that somebody may have begun to read. */
export async function expectStill(page: Page): Promise<void> {
  const { value, parts } = await shifts(page)
  expect(value, parts.join('\n')).toBeLessThanOrEqual(0.02)
}
