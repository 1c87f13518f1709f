import { Resolver } from 'node:dns/promises'

/** What a question to the DNS brought: an empty list where there is none, and an error in words where nobody could say. */
export type Answers<T> = { found: readonly T[] } | { error: string }

/** The DNS, as far as a website and its mail are concerned. */
export interface Names {
  txt(name: string): Promise<Answers<string>>
  mx(name: string): Promise<Answers<{ exchange: string; priority: number }>>
  /** Such as `0 issue letsencrypt.org`. */
  caa(name: string): Promise<Answers<string>>
}

export interface NamesOptions {
  /** Addresses of DNS servers; without them those of this machine are asked. */
  servers?: readonly string[]
  timeoutMs?: number
}

const TIMEOUT_MS = 2_000
const MOST_ANSWERS = 100
const MOST_SIGNS = 4_096
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/

const isName = (name: string): boolean =>
  name.length <= 253 && name.split('.').every((label) => LABEL.test(label))

/** There is no such name, or it has nothing of the kind: an answer like any other. */
const NONE = new Set(['ENOTFOUND', 'ENODATA'])
const words: Readonly<Record<string, string>> = {
  ESERVFAIL: 'The name server could not say.',
  ETIMEOUT: 'The name server did not answer in time.',
  ECONNREFUSED: 'The name server cannot be reached.',
  EREFUSED: 'The name server refused to say.',
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

async function answers<Raw, T>(
  name: string,
  ask: (name: string) => Promise<Raw[]>,
  read: (raw: Raw) => T,
): Promise<Answers<T>> {
  const host = name.toLowerCase().replace(/\.$/, '')
  if (!isName(host)) return { error: 'This is no name.' }
  try {
    return { found: (await ask(host)).slice(0, MOST_ANSWERS).map(read) }
  } catch (error) {
    const code = codeOf(error)
    return NONE.has(code) ? { found: [] } : { error: words[code] ?? 'The answer could not be read.' }
  }
}

/** Asks the DNS, each question at most as long as `timeoutMs` for each of two tries. Never throws. */
export function createNames({ servers, timeoutMs = TIMEOUT_MS }: NamesOptions = {}): Names {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 2, maxTimeout: timeoutMs })
  if (servers && servers.length > 0) resolver.setServers(servers)
  return {
    txt: (name) =>
      answers(
        name,
        (host) => resolver.resolveTxt(host),
        (chunks) => chunks.join('').slice(0, MOST_SIGNS),
      ),
    mx: (name) =>
      answers(
        name,
        (host) => resolver.resolveMx(host),
        ({ exchange, priority }) => ({ exchange: exchange.slice(0, 253), priority }),
      ),
    caa: (name) =>
      answers(
        name,
        (host) => resolver.resolveCaa(host),
        ({ critical, ...more }) => {
          // Its own type does not tell that node says the kind of record as well.
          const [tag = '', value = ''] = Object.entries(more).find(([name]) => name !== 'type') ?? []
          return `${critical} ${tag} ${String(value)}`.slice(0, MOST_SIGNS)
        },
      ),
  }
}
