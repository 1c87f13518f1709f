import { wordsOf } from './judged.ts'
import { visit } from './visit.ts'
import type { SentHeaders, Visited, VisitOptions } from './visit.ts'

/** As many as browsers would wait for, and no circle is walked for long. */
const MOST_REDIRECTS = 5
const MOVED = new Set([301, 302, 303, 307, 308])

export interface Followed {
  /** Every answer on the way, the last one included. */
  hops: { url: string; status: number; headers: SentHeaders }[]
  /** Every certificate on the way was trusted and named its host. */
  isVerified: boolean
  /** The page at the end; null where the way broke off before it. */
  last: Visited | null
  /** Why it broke off, for people. */
  error: string | null
}

function nextOf({ status, headers, url }: Visited): string | null {
  const location = headers.find(([name]) => name === 'location')?.[1]
  if (!MOVED.has(status) || location === undefined || !URL.canParse(location, url)) return null
  return new URL(location, url).href
}

/**
 * Follows an address of a website to the page it leads to, five redirects at most, each judged anew; nothing that a hop sets travels
 * along. `timeoutMs` is for the whole way. What was seen before it broke off is kept; never throws for what a site does.
 */
export async function follow(address: string, options: VisitOptions): Promise<Followed> {
  const late = AbortSignal.timeout(options.timeoutMs)
  const signal = options.signal ? AbortSignal.any([late, options.signal]) : late
  const way: Followed = { hops: [], isVerified: true, last: null, error: null }
  let next: string | null = address
  try {
    while (next !== null) {
      const seen: Visited = await visit(next, { ...options, signal })
      way.hops.push({ url: seen.url, status: seen.status, headers: seen.headers })
      way.isVerified &&= seen.isTrusted !== false
      next = nextOf(seen)
      if (next === null) way.last = seen
      else if (way.hops.length > MOST_REDIRECTS)
        return { ...way, error: `It leads on more than ${MOST_REDIRECTS} times.` }
    }
  } catch (error) {
    way.error = wordsOf(error)
  }
  return way
}
