import { randomBytes } from 'node:crypto'
import { follow } from '../../../platform/outside/follow.ts'
import type { Looking } from '../observation/looking.ts'
import { readPage } from '../observation/read-page.ts'
import { domainOf } from './host.ts'
import type { ProofKind, WholeSite } from './schema.ts'

/** What a proof is called wherever it is shown. */
const NAME = 'hub-verify'
const FILE = `/.well-known/${NAME}.txt`
const MOST_BYTES = 1_000_000
const TIME_LIMIT_MS = 8_000

export const newProofToken = (): string => randomBytes(16).toString('hex')

interface Provable {
  host: string
  token: string
}

/** What its owner does so that the site counts as theirs: any one of these. */
export const howToProve = ({ host, token }: Provable): WholeSite['howToProve'] => ({
  dns: { name: `_${NAME}.${host}`, value: token },
  file: { address: `https://${host}${FILE}`, content: token },
  meta: { tag: `<meta name="${NAME}" content="${token}">` },
})

export interface ProofFound {
  proof: ProofKind | null
  /** Why it was not found, in words; empty where it was. */
  note: string
  /** Whether every place could be looked at: what could not be reached is no proof that the proof is gone. */
  isSure: boolean
}

type Place = { found: boolean } | { error: string }

/** Looks at each place for the token of a site, until one shows it. */
export async function lookForProof(site: Provable, looking: Looking): Promise<ProofFound> {
  const places: [ProofKind, () => Promise<Place>][] = [
    ['dns', () => inNames(site, looking)],
    ['file', () => inFile(site, looking)],
    ['meta', () => inPage(site, looking)],
  ]
  const faults: string[] = []
  for (const [proof, look] of places) {
    const place = await look()
    if ('error' in place) faults.push(place.error)
    else if (place.found) return { proof, note: '', isSure: true }
  }
  const missing = 'The proof was not found: not in the DNS, not in the file and not on the page.'
  return { proof: null, note: [missing, ...faults].join(' ').slice(0, 500), isSure: faults.length === 0 }
}

/**
 * Many forms for the DNS add the domain to each name by themselves, so a name that is pasted whole ends in it twice. Whoever can
 * publish the one can publish the other.
 */
async function inNames({ host, token }: Provable, { names }: Looking): Promise<Place> {
  const name = `_${NAME}.${host}`
  const [answers, twice] = await Promise.all([names.txt(name), names.txt(`${name}.${domainOf(host)}`)])
  const shows = (all: typeof answers) => 'found' in all && all.found.some((value) => value.trim() === token)
  if (shows(answers) || shows(twice)) return { found: true }
  return 'error' in answers ? { error: `The DNS did not say: ${answers.error}` } : { found: false }
}

/** The text behind an address of the host; what lies at another host proves nothing of this one. */
async function textAt(
  { host }: Provable,
  path: string,
  { outside, signal }: Looking,
): Promise<{ status: number; text: string } | { error: string }> {
  const route = await follow(`https://${host}${path}`, {
    ...outside,
    maxBytes: MOST_BYTES,
    timeoutMs: TIME_LIMIT_MS,
    signal,
  })
  const last = route.hops.at(-1)
  if (!route.last || !last || route.error !== null)
    return { error: route.error ?? 'The website did not answer.' }
  if (!route.isVerified) return { error: 'Its certificate is not one that browsers trust.' }
  if (new URL(last.url).hostname !== host) return { error: `It leads to ${new URL(last.url).hostname}.` }
  return { status: last.status, text: route.last.body.toString('utf8') }
}

async function inFile(site: Provable, looking: Looking): Promise<Place> {
  const answer = await textAt(site, FILE, looking)
  if ('error' in answer) return answer
  return { found: answer.status === 200 && answer.text.trim() === site.token }
}

async function inPage(site: Provable, looking: Looking): Promise<Place> {
  const answer = await textAt(site, '/', looking)
  if ('error' in answer) return answer
  return { found: readPage(answer.text).proofs.includes(site.token) }
}
