import { randomBytes } from 'node:crypto'
import type { ProbedFile } from './observation.ts'

/** How a file is known that should not be there for everybody; `shows` says what was seen without telling its secrets. */
interface Probe {
  path: string
  is: (body: string) => boolean
  shows: (body: string) => string
}

const begins = (pattern: RegExp) => (body: string) => pattern.test(body.slice(0, 2_000))
const says = (words: string) => () => words

/** Names of settings, never their values. */
const namesIn = (body: string): string =>
  [...body.matchAll(/^(?:export\s+)?([A-Z][A-Z0-9_]{2,40})\s*=/gm)]
    .map(([, name]) => name)
    .slice(0, 8)
    .join(', ')

const settings = (path: string): Probe => ({
  path,
  is: begins(/^(?:export\s+)?[A-Z][A-Z0-9_]{2,40}\s*=/m),
  shows: (body) => `settings: ${namesIn(body)}`,
})
const dump = (path: string): Probe => ({
  path,
  is: begins(/^(?:-- (?:MySQL|MariaDB|PostgreSQL)|(?:CREATE|INSERT|DROP) (?:TABLE|INTO|DATABASE))/im),
  shows: says('a copy of a database'),
})
const script = (path: string): Probe => ({
  path,
  is: begins(/<\?php|DB_PASSWORD|define\(/),
  shows: says('the source of a program, with its settings'),
})
/** The first signs of archives; bytes that are no text are read as replacement characters. */
const archive = (path: string): Probe => ({
  path,
  is: (body) => body.startsWith('PK\u0003\u0004') || body.startsWith('\u001f\ufffd'),
  shows: says('an archive'),
})

const probes: readonly Probe[] = [
  { path: '/.git/HEAD', is: begins(/^ref: refs\/|^[0-9a-f]{40}\s*$/), shows: says('a git repository') },
  { path: '/.git/config', is: begins(/^\[core\]/m), shows: says('the settings of a git repository') },
  { path: '/.svn/entries', is: begins(/^\d+\s*\n/), shows: says('a Subversion repository') },
  {
    path: '/.hg/requires',
    is: begins(/^(?:revlogv1|store|dotencode)/m),
    shows: says('a Mercurial repository'),
  },
  settings('/.env'),
  settings('/.env.local'),
  settings('/.env.production'),
  settings('/.env.backup'),
  settings('/config/.env'),
  script('/wp-config.php.bak'),
  script('/wp-config.php~'),
  script('/wp-config.old'),
  script('/config.php.bak'),
  script('/configuration.php.bak'),
  dump('/backup.sql'),
  dump('/dump.sql'),
  dump('/database.sql'),
  dump('/db.sql'),
  archive('/backup.zip'),
  archive('/site.zip'),
  archive('/backup.tar.gz'),
  archive('/www.zip'),
  {
    path: '/phpinfo.php',
    is: begins(/<title>.*phpinfo\(\)/i),
    shows: says('what phpinfo() says of the server'),
  },
  {
    path: '/info.php',
    is: begins(/<title>.*phpinfo\(\)/i),
    shows: says('what phpinfo() says of the server'),
  },
  {
    path: '/server-status',
    is: begins(/Apache Server Status/),
    shows: says('the status of the Apache server'),
  },
  { path: '/.htpasswd', is: begins(/^[\w.-]+:(?:\$|\{)/m), shows: says('names and hashes of passwords') },
  {
    path: '/.DS_Store',
    is: (body) => body.startsWith('\u0000\u0000\u0000\u0001Bud1'),
    shows: says('names of files'),
  },
  {
    path: '/id_rsa',
    is: begins(/^-----BEGIN (?:RSA |OPENSSH )?PRIVATE KEY-----/),
    shows: says('a private key'),
  },
  {
    path: '/.aws/credentials',
    is: begins(/aws_access_key_id/),
    shows: says('keys of an account at Amazon Web Services'),
  },
  {
    path: '/.npmrc',
    is: begins(/_authToken\s*=/),
    shows: says('a key to a registry of programs'),
  },
]

type Answer = { status: number; type: string; body: string } | { error: string }

/** A path that no site has, which shows how it answers for what is not there. */
const control = () => `/hub-${randomBytes(8).toString('hex')}.txt`

function stateOf({ is, shows, path }: Probe, answer: Answer): ProbedFile {
  if ('error' in answer) return { path, state: 'unknown', evidence: answer.error }
  if (answer.status === 429 || answer.status >= 500)
    return { path, state: 'unknown', evidence: `It answered ${answer.status}.` }
  if (answer.status !== 200 || !is(answer.body)) return { path, state: 'closed', evidence: '' }
  return { path, state: 'open', evidence: shows(answer.body) }
}

/** Asks a site for files that should not be there for everybody, one after the other; what they hold is not kept. */
export async function probeFiles(ask: (path: string) => Promise<Answer>): Promise<ProbedFile[]> {
  const missing = await ask(control())
  // A site that answers everything with one page may answer a probe with it; what the page is like shows no file.
  const answersAll = 'body' in missing && missing.status === 200 ? missing.body : null
  const found: ProbedFile[] = []
  for (const probe of probes) {
    const answer = await ask(probe.path)
    const isThatPage = 'body' in answer && answersAll !== null && answer.body === answersAll
    found.push(isThatPage ? { path: probe.path, state: 'closed', evidence: '' } : stateOf(probe, answer))
  }
  return found
}
