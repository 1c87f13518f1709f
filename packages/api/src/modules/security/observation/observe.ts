import { cookiesKept } from './cookie-jar.ts'
import type { Answered } from './cookie-jar.ts'
import { collectEncryption } from './encryption.ts'
import { probeFiles } from './files.ts'
import type { Looking } from './looking.ts'
import { collectMail } from './mail.ts'
import type { Hop, Observation, ObservedLibrary, ReadScript, Route } from './observation.ts'
import { readPage } from './read-page.ts'
import type { ReadPage } from './read-page.ts'
import { collectScripts } from './scripts.ts'
import { askAcross, fileAt, robotsAt, routeTo, withoutValues } from './visits.ts'
import type { Opened } from './visits.ts'
import { domainOf } from '../sites/host.ts'
import type { ScanKind } from '../checks/schema.ts'

export interface Observing extends Looking {
  kind: ScanKind
  progress?: ((done: number, total: number, note: string) => Promise<void>) | undefined
}

const STEPS = { quick: 3, full: 4 } as const

const hopOf = ({ url, status, headers }: Hop): Hop => ({ url, status, headers: headers.map(withoutValues) })

/** Null where nothing answers. */
const wayOf = ({ hops, isVerified }: Opened): Route | null =>
  hops.length > 0 ? { hops: hops.map(hopOf), isVerified } : null

/** The text of a page is read once: at http only where nothing answers at https. */
async function routesTo(host: string, observing: Observing): Promise<{ https: Opened; http: Opened }> {
  const https = await routeTo(`https://${host}/`, observing)
  const http = await routeTo(`http://${host}/`, observing, https.hops.length === 0)
  return { https, http }
}

interface Around {
  cors: Observation['cors']
  robots: Answered | null
  scripts: ReadScript[]
  libraries: ObservedLibrary[]
}

/** What is asked of a page once it is known where it is. */
async function lookAround(address: string | null, page: ReadPage, observing: Observing): Promise<Around> {
  if (address === null) return { cors: null, robots: null, scripts: [], libraries: [] }
  const [cors, robots, found] = await Promise.all([
    askAcross(address, observing),
    robotsAt(address, observing),
    collectScripts(address, page, observing),
  ])
  return { cors, robots, ...found }
}

/** Only the host that shows whose it is gets asked, wherever its page leads. */
function filesOf(host: string, { hops }: Opened, observing: Observing) {
  const address = `${hops.length > 0 ? 'https' : 'http'}://${host}/`
  return probeFiles((path) => fileAt(address, path, observing))
}

/**
 * Looks at a website once, as one visitor's browser would, and keeps what it saw. What could not be seen is said to be so; only
 * a caller who goes away ends it early. A full scan also asks for old protocols and for files that should not be there.
 */
export async function observe(host: string, observing: Observing): Promise<Observation> {
  const { kind, now, names, progress } = observing
  const at = now().toISOString()
  const step = (done: number, note: string) => progress?.(done, STEPS[kind], note)
  await step(0, `Opening ${host}`)
  const [{ https, http }, encryption, mail] = await Promise.all([
    routesTo(host, observing),
    collectEncryption(host, observing),
    collectMail(domainOf(host), names),
  ])
  observing.signal?.throwIfAborted()
  await step(1, 'Reading its page and scripts')
  const opened = https.hops.length > 0 ? https : http
  const page = readPage(opened.text)
  const address = opened.hops.at(-1)?.url ?? null
  const { cors, robots, scripts, libraries } = await lookAround(address, page, observing)
  observing.signal?.throwIfAborted()
  if (kind === 'full') await step(2, 'Looking for files that should not be there')
  const files = kind === 'full' && address !== null ? await filesOf(host, https, observing) : null
  observing.signal?.throwIfAborted()
  await step(STEPS[kind] - 1, 'Judging what was seen')
  const { policies, referrers, scriptElements } = page
  return {
    host,
    at,
    http: wayOf(http),
    https: wayOf(https),
    // One visitor comes by https where it answers; what they would be sent by http counts nowhere else.
    cookies: cookiesKept([...opened.hops.map(hopOf), ...(robots ? [robots] : [])]),
    page: { policies, referrers, scripts: page.scripts, scriptElements },
    cors,
    encryption,
    mail,
    scripts,
    libraries,
    files,
  }
}
