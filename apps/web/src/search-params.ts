/*
 * Readers for search parameters. They are written by hand because validators are part of the first
 * download and zod would weigh more than the rest of it. What does not fit is dropped, never an error:
 * people edit and share addresses.
 */
export type RawSearch = Record<string, unknown>

/** Trimmed text of at most `max` characters. The router parses `?q=12` as a number, so that counts too. */
export function text(value: unknown, max = 200): string | undefined {
  const words = typeof value === 'number' ? String(value) : value
  if (typeof words !== 'string') return undefined
  const trimmed = words.trim().slice(0, max)
  return trimmed === '' ? undefined : trimmed
}

export function oneOf<const Choice extends string | number>(
  value: unknown,
  choices: readonly Choice[],
): Choice | undefined {
  return choices.find((choice) => choice === value)
}

/** A value that `read` takes, or several of them; one by itself stays one, as addresses from before have it. */
export function someOf<Value>(
  value: unknown,
  read: (one: unknown) => Value | undefined,
): Value | Value[] | undefined {
  const values = [...new Set([value].flat().map(read))].filter((one) => one !== undefined).slice(0, 20)
  return values.length > 1 ? values : values[0]
}

/** What `someOf` gave, as a list. */
export const listOf = <Value>(value: Value | readonly Value[] | undefined): Value[] =>
  value === undefined ? [] : ([value].flat() as Value[])

export const flag = (value: unknown): true | undefined =>
  value === true || value === 'true' ? true : undefined

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

export const id = (value: unknown): string | undefined =>
  typeof value === 'string' && UUID.test(value) ? value : undefined

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A day that there is, such as "2026-11-20": not 30 February, which a calendar moves into March. */
export function day(value: unknown): string | undefined {
  if (typeof value !== 'string' || !DAY.test(value)) return undefined
  const time = Date.parse(value)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value) ? value : undefined
}

/** Where to go after signing in: a path of this hub, never another site's address. */
export function localPath(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value.startsWith('/') || value.length > 2_000) return undefined
  try {
    const url = new URL(value, location.origin)
    // "/.//elsewhere.example" is of this origin and yet begins with two slashes once it is resolved.
    const isLocal = url.origin === location.origin && !url.pathname.startsWith('//')
    return isLocal ? url.pathname + url.search + url.hash : undefined
  } catch {
    return undefined
  }
}

type Given<Search> = { [Key in keyof Search]?: NonNullable<Search[Key]> }

/**
 * What a route accepts of its parameters. What does not fit stays, as a key that is undefined: the router
 * lays this over the raw parameters, and where a key is missing the raw value would come through.
 */
export const checked = <Search extends object>(search: Search): Given<Search> =>
  // A key that is undefined reads like one that is not there.
  search as Given<Search>

/** The same object without the keys that are undefined, which is what the router writes into the address. */
export function compact<Search extends object>(search: Search): Given<Search> {
  const entries = Object.entries(search).filter(([, value]) => value !== undefined)
  // Only undefined values were taken out, and the result type makes every key optional.
  return Object.fromEntries(entries) as Given<Search>
}
