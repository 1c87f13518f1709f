import type { Fix } from './fix.ts'

/** A header that is to be sent with every page. */
export interface HeaderChange {
  /** As it is usually written. */
  name: string
  value: string
  /** It is sent today, with another value. */
  isSent: boolean
  /** What there is to do besides. */
  steps: readonly string[]
  /** What stops working once it is there; empty where nothing does. */
  caution: string
  /** Browsers take it from a `meta` of this kind as well; null where they do not. */
  meta: 'http-equiv' | 'name' | null
  minutes: number
}

export interface HeaderRemoval {
  name: string
  caution: string
}

/** What one cookie lacks. */
export interface CookieChange {
  name: string
  adds: readonly ('Secure' | 'HttpOnly' | 'SameSite=Lax')[]
  /** A `SameSite` that browsers do not take has to go first. */
  hasSameSite: boolean
}

export interface CookieChanges {
  cookies: readonly CookieChange[]
  /** So many more have names that do not belong in a settings file. */
  unnamed: number
}

/** Where one server keeps what is to be changed, and how a change is written there. */
export interface Printer {
  set(change: HeaderChange): Fix
  remove(removal: HeaderRemoval): Fix
  cookies(changes: CookieChanges): Fix
  /** From http to https on the same host. */
  redirect(host: string): Fix
  /** Keeps everybody from files that should not be there. */
  block(paths: readonly string[]): Fix
  /** Where the HTML of the pages is. */
  page: string
  /** Where the records of the domain are. */
  dns: string
}

export const sentences = (...texts: readonly string[]): string =>
  texts.filter((text) => text !== '').join(' ')

/** Asks for those cookies by hand that no settings file can name. */
export const unnamedSteps = ({ unnamed }: CookieChanges): string[] =>
  unnamed === 0
    ? []
    : [
        'A cookie with unusual signs in its name is not in these lines. Whoever wrote the program that sets it adds Secure, HttpOnly and SameSite=Lax there.',
      ]

/** One line of a settings file for each cookie, or null where none can be named. */
export const cookieLines = (
  { cookies }: CookieChanges,
  linesOf: (cookie: CookieChange) => readonly string[],
): string | null => (cookies.length === 0 ? null : cookies.flatMap(linesOf).join('\n'))

/** Of a path in a folder whose name begins with a dot the whole folder, which is nobody's business; else the path itself. */
export interface Hidden {
  path: string
  isFolder: boolean
}

export function hiddenOf(paths: readonly string[]): Hidden[] {
  const folderOf = (path: string) => /^(\/\.[^/]+)\//.exec(path)?.[1]
  const hidden = paths.map((path) => ({
    path: folderOf(path) ?? path,
    isFolder: folderOf(path) !== undefined,
  }))
  return [...new Map(hidden.map((one) => [one.path, one])).values()]
}

export const LOST_COOKIES = 'Log in and put something into the cart afterwards, to see that both still work.'
export const CHANGE_SECRETS =
  'Passwords and keys that stood in the file have been open to everybody: change them where they are used.'
