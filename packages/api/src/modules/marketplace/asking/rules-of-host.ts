import { visit } from '../../../platform/outside/visit.ts'
import type { Visited } from '../../../platform/outside/visit.ts'
import type { Outside } from '../../../platform/outside/guarded-fetch.ts'
import { robotsRules } from '../polite/robots.ts'
import type { RobotsAnswer, RobotsRules } from '../polite/robots.ts'
import { ROBOT } from './asking.ts'
import type { Asking } from './asking.ts'

/** RFC 9309, 2.4: not longer, unless it cannot be had. */
const KEPT_MS = 24 * 3_600_000
/** What could not be had is asked for again before long. */
const KEPT_WHERE_FAILED_MS = 10 * 60_000
const MOST_KEPT = 2_000
const MOST_BYTES = 500 * 1024
const MOST_HOPS = 5
const TIME_LIMIT_MS = 10_000

interface Kept {
  /** Null where the host does not answer. */
  rules: RobotsRules | null
  until: number
}

/** By the way out of each hub in this process, and the origin. */
const kept = new WeakMap<Outside, Map<string, Kept>>()

const locationOf = ({ headers, url, status }: Visited): string | null => {
  const location = headers.find(([name]) => name === 'location')?.[1]
  if (status < 300 || status > 399 || location === undefined) return null
  return URL.parse(location, url)?.href ?? null
}

/** Five redirects are followed, also to another host (RFC 9309, 2.3.1.2). */
async function readRobots(origin: string, { outside, userAgent, signal }: Asking): Promise<RobotsAnswer> {
  let next: string | null = new URL('/robots.txt', origin).href
  try {
    for (let hop = 0; next !== null && hop <= MOST_HOPS; hop += 1) {
      const seen: Visited = await visit(next, {
        ...outside,
        headers: { 'user-agent': userAgent, accept: 'text/plain' },
        maxBytes: MOST_BYTES,
        whenLarge: 'cut',
        timeoutMs: TIME_LIMIT_MS,
        signal,
      })
      next = locationOf(seen)
      if (next === null) return { status: seen.status, body: seen.body.toString('utf8') }
    }
    // Too many redirects: treated as if there were none.
    return { status: 404, body: '' }
  } catch {
    signal?.throwIfAborted()
    return null
  }
}

/** What a host lets this hub read, kept for a day; null where it does not answer. */
export async function rulesOf(origin: string, asking: Asking): Promise<RobotsRules | null> {
  const mine = kept.get(asking.outside) ?? new Map<string, Kept>()
  kept.set(asking.outside, mine)
  const now = asking.now().getTime()
  const known = mine.get(origin)
  if (known && known.until > now) return known.rules
  const answer = await readRobots(origin, asking)
  const rules = answer === null ? null : robotsRules(origin, answer, ROBOT)
  const isHad = answer !== null && answer.status < 500
  mine.delete(origin)
  const [oldest] = mine.keys()
  if (mine.size >= MOST_KEPT && oldest !== undefined) mine.delete(oldest)
  mine.set(origin, { rules, until: now + (isHad ? KEPT_MS : KEPT_WHERE_FAILED_MS) })
  return rules
}
