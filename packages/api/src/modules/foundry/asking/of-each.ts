import type { Asking } from './asking.ts'
import { readGroups } from './groups.ts'

/**
 * "Top 3 products in each month", "the best customer per country": what is ranked already is put together by something else
 * first, and so many of each come.
 */
export function readOfEach(asking: Asking): void {
  const { groupBy: ranked, limit, unread } = asking
  const first = ranked === null ? null : readGroups(asking)
  if (ranked === null || first === null || first === ranked) return
  // What was never sold was sold in no month, and two groupings are all there may be.
  if (
    first.includes(',') ||
    ranked.includes(',') ||
    /^(?:each|first) /.test(ranked) ||
    ranked.includes(' in ')
  )
    return void unread.push('of each')
  asking.groupBy = `${first}, ${ranked}`
  asking.limitEach = limit
  asking.limit = null
}
