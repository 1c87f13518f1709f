import { wordsOf } from '../../../platform/outside/judged.ts'
import { visit, websiteAddress } from '../../../platform/outside/visit.ts'
import type { Visited } from '../../../platform/outside/visit.ts'
import type { RobotsRules } from '../polite/robots.ts'
import type { Asking } from './asking.ts'
import { rulesOf } from './rules-of-host.ts'
import { takeTurn } from './turn.ts'
import type { Turn } from './turn.ts'

const MOST_BYTES = 8_000_000
const MOST_HOPS = 5
const TIME_LIMIT_MS = 20_000
const MOST_RETRY_SECONDS = 86_400
const USUAL_RETRY_SECONDS = 3_600
const MOVED = new Set([301, 302, 303, 307, 308])

/** What is known of the page from the last look. */
export interface KnownPage {
  etag: string | null
  modified: string | null
}

/** What came of asking for a page. `later`: the shop asks to come another time, which counts as no look. */
export type Answer =
  | { kind: 'page'; page: Visited }
  | { kind: 'same' }
  | { kind: 'gone' }
  | { kind: 'blocked'; note: string }
  | { kind: 'unreachable'; note: string }
  | { kind: 'later'; retryAfterSeconds: number }

/** What came of asking where there is no page to read. */
export type Refusal = Exclude<Answer, { kind: 'page' }>

export const headerOf = ({ headers }: Visited, wanted: string): string | null =>
  headers.find(([name]) => name === wanted)?.[1] ?? null

/** Seconds, or a day and time (RFC 9110, 10.2.3). */
function retryAfterOf(page: Visited, now: Date): number {
  const text = headerOf(page, 'retry-after')?.trim() ?? ''
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1_000
  return Number.isFinite(seconds)
    ? Math.min(MOST_RETRY_SECONDS, Math.max(60, Math.ceil(seconds)))
    : USUAL_RETRY_SECONDS
}

const GONE = new Set([404, 410])
const REFUSED = new Set([401, 403, 451])

const asksToComeLater = (page: Visited): boolean =>
  page.status === 429 || (page.status === 503 && headerOf(page, 'retry-after') !== null)

/** What a status means that is none of a page; null for one of a page. */
export function refusalBy(status: number): Refusal | null {
  if (status >= 200 && status < 300) return null
  if (GONE.has(status)) return { kind: 'gone' }
  if (REFUSED.has(status)) return { kind: 'blocked', note: 'The shop does not let programs read this page.' }
  if (status === 429) return { kind: 'later', retryAfterSeconds: USUAL_RETRY_SECONDS }
  return { kind: 'unreachable', note: `The shop answered with an error (${status}).` }
}

function answerOf(page: Visited, now: Date): Answer {
  const { status, isTrusted } = page
  if (isTrusted === false)
    return {
      kind: 'unreachable',
      note: 'The certificate of the shop is not to be trusted, so nothing it says is.',
    }
  if (status === 304) return { kind: 'same' }
  if (asksToComeLater(page)) return { kind: 'later', retryAfterSeconds: retryAfterOf(page, now) }
  return refusalBy(status) ?? { kind: 'page', page }
}

function nextOf(page: Visited): string | null {
  const location = headerOf(page, 'location')
  if (!MOVED.has(page.status) || location === null) return null
  return URL.parse(location, page.url)?.href ?? null
}

function headersFor({ userAgent }: Asking, known: KnownPage | null): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept: 'text/html,application/xhtml+xml,application/json;q=0.9',
    ...(known?.etag != null && { 'if-none-match': known.etag }),
    ...(known?.modified != null && { 'if-modified-since': known.modified }),
  }
}

interface Hop {
  url: string
  known: KnownPage | null
}

/** What the rules of a host say against an address; null where nothing does. */
export function refusalByRules(rules: RobotsRules | null, url: string): Refusal | null {
  if (rules === null) return { kind: 'unreachable', note: 'The shop does not answer.' }
  const judged = rules.judge(url)
  return judged.isAllowed ? null : { kind: 'blocked', note: judged.because }
}

export const refusalByTurn = (turn: Turn): Refusal | null =>
  turn.isMine ? null : { kind: 'later', retryAfterSeconds: turn.retryAfterSeconds }

/** What stands against asking for a page now, by the rules of the shop and the turn of others; null where nothing does. */
async function whyNot(url: string, asking: Asking): Promise<Refusal | null> {
  const { origin, host } = websiteAddress(url)
  const rules = await rulesOf(origin, asking)
  const no = refusalByRules(rules, url)
  return no || !rules ? no : refusalByTurn(await takeTurn(host, rules, asking))
}

/** One request, if the shop lets us and it is our turn. */
async function askOnce({ url, known }: Hop, asking: Asking): Promise<Answer | Visited> {
  const no = await whyNot(url, asking)
  if (no) return no
  return visit(url, {
    ...asking.outside,
    headers: headersFor(asking, known),
    maxBytes: MOST_BYTES,
    whenLarge: 'cut',
    timeoutMs: TIME_LIMIT_MS,
    signal: asking.signal,
  })
}

/**
 * Asks a shop for a page as a polite robot does: by its robots.txt (RFC 9309), once in a while, and not again for what did not
 * change. Redirects are judged each by the rules of where it leads. Throws only where `signal` says so.
 */
export async function askShop(address: string, known: KnownPage | null, asking: Asking): Promise<Answer> {
  let next = address
  try {
    for (let hop = 0; hop <= MOST_HOPS; hop += 1) {
      const seen = await askOnce({ url: next, known }, asking)
      if ('kind' in seen) return seen
      const onward = nextOf(seen)
      if (onward === null) return answerOf(seen, asking.now())
      next = onward
    }
    return { kind: 'unreachable', note: `The address leads on more than ${MOST_HOPS} times.` }
  } catch (error) {
    asking.signal?.throwIfAborted()
    return { kind: 'unreachable', note: wordsOf(error) }
  }
}
