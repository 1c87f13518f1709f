/** Names in small letters, in the order and as often as they were sent. */
export type HeaderList = readonly (readonly [name: string, value: string])[]

/** One answer on the way to a page. */
export interface Hop {
  url: string
  status: number
  headers: HeaderList
}

/** The way from an address to the page it ends at. */
export interface Route {
  hops: readonly Hop[]
  /** Every certificate on the way was trusted and named its host. */
  isVerified: boolean
}

export interface ObservedScript {
  /** As it is written in the page. */
  src: string
  integrity: string | null
}

/** What one visitor's browser sees of a website. Every check is a pure function of it, so that each can be made again later. */
export interface Observation {
  host: string
  /** From `http://host/`; null where nothing answers there. */
  http: Route | null
  /** From `https://host/`; null where nothing answers there. */
  https: Route | null
  /** All `Set-Cookie` lines that were met, with those of `/robots.txt`. */
  cookies: readonly string[]
  page: {
    /** Policies in `meta http-equiv`. */
    policies: readonly string[]
    referrers: readonly string[]
    scripts: readonly ObservedScript[]
    /** How many script elements there are, with those that stand in the page itself. */
    scriptElements: number
  }
  /** How the page answered when a foreign origin asked whether it may read it; null where that was not asked. */
  cors: { origin: string; headers: HeaderList } | null
}

/** The answer that counts: of https where there is one. */
export function pageOf({ https, http }: Pick<Observation, 'http' | 'https'>): Hop | null {
  return (https ?? http)?.hops.at(-1) ?? null
}

export const valuesOf = (hop: { headers: HeaderList } | null, name: string): string[] =>
  (hop?.headers ?? []).flatMap(([sent, value]) => (sent === name ? [value] : []))
