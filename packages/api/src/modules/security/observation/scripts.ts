import { createHash } from 'node:crypto'
import { visit } from '../../../platform/outside/visit.ts'
import { librariesIn } from '../libraries/detect.ts'
import type { Looking } from './looking.ts'
import type { ObservedLibrary, ReadScript } from './observation.ts'
import type { ReadPage } from './read-page.ts'
import { visiting } from './visits.ts'

/** With the page and what belongs to it, a scan asks a site forty times at most. */
const MOST_SCRIPTS = 25
const AT_ONCE = 5
const MOST_BYTES = 4 * 1024 ** 2
const TIME_LIMIT_MS = 8_000

interface Found {
  scripts: ReadScript[]
  libraries: ObservedLibrary[]
}

function addressesOf(pageUrl: string, { loaded, base }: ReadPage): string[] {
  const from = base !== null && URL.canParse(base, pageUrl) ? new URL(base, pageUrl).href : pageUrl
  const addresses = loaded.flatMap((src) => (URL.canParse(src, from) ? new URL(src, from) : []))
  const usual = addresses.filter(({ protocol }) => protocol === 'https:' || protocol === 'http:')
  return [...new Set(usual.map(({ href }) => href.split('#', 1)[0] ?? ''))]
}

async function readScript(url: string, looking: Looking): Promise<Found> {
  try {
    const options = visiting(looking, { maxBytes: MOST_BYTES, timeoutMs: TIME_LIMIT_MS })
    const { status, body } = await visit(url, options)
    if (status !== 200)
      return {
        scripts: [{ url, error: `It answered ${status}.`, bytes: body.length }],
        libraries: librariesIn({ url, text: null }),
      }
    const sha1 = createHash('sha1').update(body).digest('hex')
    return {
      scripts: [{ url, error: null, bytes: body.length }],
      libraries: librariesIn({ url, text: body.toString('utf8'), sha1 }),
    }
  } catch (error) {
    const words = error instanceof Error ? error.message.slice(0, 200) : 'It did not answer.'
    return { scripts: [{ url, error: words, bytes: 0 }], libraries: librariesIn({ url, text: null }) }
  }
}

/** Reads the scripts that a page loads and says which libraries they hold; those in the page itself as well. */
export async function collectScripts(pageUrl: string, page: ReadPage, looking: Looking): Promise<Found> {
  const addresses = addressesOf(pageUrl, page)
  const wanted = addresses.slice(0, MOST_SCRIPTS)
  // As one text, so that a page of very many has no more time than a script of its own.
  const inside = librariesIn({ url: pageUrl, text: page.inline.join('\n') })
  const found: Found[] = [{ scripts: [], libraries: inside }]
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    looking.signal?.throwIfAborted()
    found.push(...(await Promise.all(wanted.slice(at, at + AT_ONCE).map((url) => readScript(url, looking)))))
  }
  const beyond = addresses.slice(MOST_SCRIPTS).map((url) => ({
    url,
    error: `A scan reads ${MOST_SCRIPTS} scripts of a page at most.`,
    bytes: 0,
  }))
  return {
    scripts: [...found.flatMap(({ scripts }) => scripts), ...beyond],
    libraries: found.flatMap(({ libraries }) => libraries),
  }
}
