import { cookies } from '../headers/cookies.ts'
import type { Visit } from '../observation/observation.ts'
import type { CookieChange, CookieChanges } from './printer.ts'
import { safeCookieName } from './untrusted.ts'

type Added = CookieChange['adds'][number]

const SAME_SITE = /;\s*samesite\s*(?:=[^;]*)?(?=;|$)/gi
const hasSecure = (line: string) => /;\s*secure\s*(?:;|=|$)/i.test(line)

/** What a cookie lacks most, by what the test says of it alone; null where nothing. */
function lacking(line: string, observation: Visit): Added | null {
  const { result } = cookies({ ...observation, cookies: [line] })
  if (result === 'session-readable') return 'HttpOnly'
  if (result === 'csrf-without-same-site') return 'SameSite=Lax'
  // “None” is well with Secure beside it.
  if (result === 'same-site-invalid') return hasSecure(line) ? 'SameSite=Lax' : 'Secure'
  return result.includes('unsafe') ? 'Secure' : null
}

interface Mended {
  line: string
  adds: Added[]
}

function mendLine(line: string, observation: Visit): Mended {
  const mended: Mended = { line, adds: [] }
  for (;;) {
    const next = lacking(mended.line, observation)
    // Adding the same twice would not help either.
    if (next === null || mended.adds.includes(next)) return mended
    const rest = next === 'SameSite=Lax' ? mended.line.replaceAll(SAME_SITE, '') : mended.line
    mended.line = `${rest}; ${next}`
    mended.adds.push(next)
  }
}

const nameOf = (line: string) => line.slice(0, Math.max(0, line.indexOf('='))).trim()

export const mendedCookies = (observation: Visit): string[] =>
  observation.cookies.map((line) => mendLine(line, observation).line)

/** What each cookie lacks, by name. */
export function cookieChanges(observation: Visit): CookieChanges {
  const changes = new Map<string, CookieChange>()
  const unnamed = new Set<string>()
  for (const line of observation.cookies) {
    const { adds } = mendLine(line, observation)
    const name = nameOf(line)
    if (adds.length === 0) continue
    if (safeCookieName(name) === null) {
      unnamed.add(name)
      continue
    }
    const before = changes.get(name)
    changes.set(name, {
      name,
      adds: [...new Set([...(before?.adds ?? []), ...adds])],
      hasSameSite: (before?.hasSameSite ?? false) || line.search(SAME_SITE) !== -1,
    })
  }
  return { cookies: [...changes.values()].slice(0, 30), unnamed: unnamed.size }
}
