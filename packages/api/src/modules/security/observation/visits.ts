import { follow } from '../../../platform/outside/follow.ts'
import { visit } from '../../../platform/outside/visit.ts'
import type { VisitOptions } from '../../../platform/outside/visit.ts'
import type { Answered } from './cookie-jar.ts'
import type { Looking } from './looking.ts'
import type { Hop, Observation } from './observation.ts'

/** Larger pages are read as far as this. */
const MOST_BYTES = 8 * 1024 ** 2
const TIME_LIMIT_MS = 10_000
/** Of everything that is not the page: what does not come soon says little. */
const SHORT_LIMIT_MS = 5_000

/** Somebody else's page, which asks in a visitor's browser whether it may read this one. */
const FOREIGN_ORIGIN = 'https://elsewhere.example'

/** What every exchange of a scan has in common. */
export const visiting = (
  { outside, userAgent, signal }: Looking,
  more: { headers?: Record<string, string>; maxBytes?: number; timeoutMs?: number } = {},
): VisitOptions => ({
  ...outside,
  // A website of one's own network is judged by whoever runs it, not by strangers.
  allowsPrivate: false,
  maxBytes: more.maxBytes ?? MOST_BYTES,
  timeoutMs: more.timeoutMs ?? TIME_LIMIT_MS,
  whenLarge: 'cut',
  headers: { 'user-agent': userAgent, accept: '*/*', ...more.headers },
  signal,
})

export interface Opened {
  hops: readonly Hop[]
  isVerified: boolean
  text: string
}

/** The way to a page and its text; no hops where nothing answers. */
export async function routeTo(address: string, looking: Looking, hasText = true): Promise<Opened> {
  const { hops, isVerified, last } = await follow(
    address,
    visiting(looking, {
      headers: { accept: 'text/html,application/xhtml+xml' },
      ...(!hasText && { maxBytes: 0 }),
    }),
  )
  return {
    hops,
    isVerified,
    text: hasText ? (last?.body.toString('utf8') ?? '') : '',
  }
}

/** What a cookie holds lets somebody in; its name and attributes are all that is judged. */
const cut = (line: string): string => line.replace(/^([^=;]*)=[^;]*/, '$1=')

export const withoutValues = ([name, value]: readonly [string, string]): readonly [string, string] =>
  name === 'set-cookie' ? [name, cut(value)] : [name, value]

/** How the page answers when a foreign origin asks to read it; null where it does not. */
export async function askAcross(address: string, looking: Looking): Promise<Observation['cors']> {
  const headers = { origin: FOREIGN_ORIGIN, 'access-control-request-method': 'GET' }
  try {
    const answer = await visit(address, {
      ...visiting(looking, { headers, maxBytes: 1_000, timeoutMs: SHORT_LIMIT_MS }),
      method: 'OPTIONS',
    })
    return { origin: FOREIGN_ORIGIN, headers: answer.headers.map(withoutValues) }
  } catch {
    return null
  }
}

/** What even the smallest file of the site sends; null where nothing answers. */
export async function robotsAt(address: string, looking: Looking): Promise<Answered | null> {
  const { href } = new URL('/robots.txt', address)
  try {
    const options = visiting(looking, { maxBytes: 1_000, timeoutMs: SHORT_LIMIT_MS })
    const { headers } = await visit(href, options)
    return { url: href, headers: headers.map(withoutValues) }
  } catch {
    return null
  }
}

/** One file of the site, for the look at what should not be there. */
export async function fileAt(
  address: string,
  path: string,
  looking: Looking,
): Promise<{ status: number; type: string; body: string } | { error: string }> {
  try {
    const options = visiting(looking, { maxBytes: 20_000, timeoutMs: SHORT_LIMIT_MS })
    const { status, headers, body } = await visit(new URL(path, address).href, options)
    const type = headers.find(([name]) => name === 'content-type')?.[1] ?? ''
    return { status, type, body: body.toString('utf8') }
  } catch (error) {
    return { error: error instanceof Error ? error.message.slice(0, 200) : 'It did not answer.' }
  }
}
