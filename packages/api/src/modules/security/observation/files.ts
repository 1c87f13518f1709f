import { randomBytes } from 'node:crypto'
import type { ProbedFile } from './observation.ts'

/** How a file is known that should not be there for everybody; `shows` says what was seen without telling its secrets. */
interface Probe {
  path: string
  is: (body: string) => boolean
  shows: (body: string) => string
}

const MOST_SIGNS = 20_000
const MOST_NAMES = 8
const MOST_REASON = 200

/** A page for people, such as one that says in the site's own design that nothing is there, is none of the files. */
const isPage = (body: string): boolean => /^\s*<(?:!doctype|!--|html|head|body)/i.test(body.slice(0, 2_000))

const begins = (pattern: RegExp) => (body: string) => !isPage(body) && pattern.test(body.slice(0, 2_000))
const page = (pattern: RegExp) => (body: string) => pattern.test(body.slice(0, 2_000))
const says = (words: string) => () => words

const SETTING = /^(?:export\s+)?([A-Z][A-Z0-9_]{2,40})[ \t]*=(.*)$/

/** Names of settings, never their values, and not the last line of a key either, which ends as a setting without a value begins. */
function namesIn(body: string): string[] {
  const lines = body.slice(0, MOST_SIGNS).split(/\r?\n/)
  const found = lines.flatMap((line) => {
    const [, name, value = ''] = SETTING.exec(line) ?? []
    return name === undefined || /^[\s=]*$/.test(value) ? [] : name
  })
  return found.slice(0, MOST_NAMES)
}

/** The first line that says anything is a setting. */
const hasSettings = (body: string): boolean => {
  const lines = body.slice(0, MOST_SIGNS).split(/\r?\n/)
  const first = lines.find((line) => !/^\s*(?:#.*)?$/.test(line)) ?? ''
  return SETTING.test(first.replace(/^\ufeff/, ''))
}

const settings = (path: string): Probe => ({
  path,
  is: hasSettings,
  shows: (body) => `settings: ${namesIn(body).join(', ') || 'all empty'}`,
})
const dump = (path: string): Probe => ({
  path,
  is: begins(
    /^(?:-- (?:MySQL|MariaDB|PostgreSQL|phpMyAdmin)|(?:CREATE|INSERT|DROP) (?:TABLE|INTO|DATABASE)\b)/im,
  ),
  shows: says('a copy of a database'),
})
const script = (path: string): Probe => ({
  path,
  is: begins(/^\s*<\?php\b|\bDB_PASSWORD\b/i),
  shows: says('the source of a program, with its settings'),
})
/** The first signs of archives; bytes that are no text are read as replacement characters. */
const archive = (path: string): Probe => ({
  path,
  is: (body) => body.startsWith('PK\u0003\u0004') || body.startsWith('\u001f\ufffd\u0008'),
  shows: says('an archive'),
})

const probes: readonly Probe[] = [
  {
    path: '/.git/HEAD',
    is: begins(/^(?:ref: refs\/|(?:[0-9a-f]{40}|[0-9a-f]{64})\s*$)/),
    shows: says('a git repository'),
  },
  { path: '/.git/config', is: begins(/^\[core\]/m), shows: says('the settings of a git repository') },
  { path: '/.svn/entries', is: begins(/^\d{1,2}\r?\n/), shows: says('a Subversion repository') },
  {
    path: '/.hg/requires',
    is: begins(/^(?:revlogv1|store|dotencode)\r?$/m),
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
    is: page(/<title>[^<]{0,100}phpinfo\(\)/i),
    shows: says('what phpinfo() says of the server'),
  },
  {
    path: '/info.php',
    is: page(/<title>[^<]{0,100}phpinfo\(\)/i),
    shows: says('what phpinfo() says of the server'),
  },
  {
    path: '/server-status',
    is: page(/<title>Apache Status<\/title>|<h1>Apache Server Status/i),
    shows: says('the status of the Apache server'),
  },
  {
    path: '/.htpasswd',
    is: begins(/^[\w.@-]{1,100}:(?:\$|\{S?SHA\})/m),
    shows: says('names and hashes of passwords'),
  },
  {
    path: '/.DS_Store',
    is: (body) => body.startsWith('\u0000\u0000\u0000\u0001Bud1'),
    shows: says('names of files'),
  },
  {
    path: '/id_rsa',
    is: begins(/^-----BEGIN (?:[A-Z]{2,9} )?PRIVATE KEY-----/),
    shows: says('a private key'),
  },
  {
    path: '/.aws/credentials',
    is: begins(/^aws_access_key_id\s*=/m),
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

/** What an answer says of a file, beside what the site answers to any path (null where it says that nothing is there). */
function stateOf({ is, shows, path }: Probe, answer: Answer, answersAll: string | null): ProbedFile {
  if ('error' in answer) return { path, state: 'unknown', evidence: answer.error.slice(0, MOST_REASON) }
  if (answer.status === 429 || answer.status >= 500)
    return { path, state: 'unknown', evidence: `It answered ${answer.status}.` }
  if (answer.status !== 200 || !is(answer.body)) return { path, state: 'closed', evidence: '' }
  if (answersAll !== null && is(answersAll))
    return { path, state: 'unknown', evidence: 'It answers every path with something of the kind.' }
  return { path, state: 'open', evidence: shows(answer.body) }
}

/** Asks a site for files that should not be there for everybody, one after the other; what they hold is not kept. */
export async function probeFiles(ask: (path: string) => Promise<Answer>): Promise<ProbedFile[]> {
  const missing = await ask(control())
  const answersAll = 'body' in missing && missing.status === 200 ? missing.body : null
  const found: ProbedFile[] = []
  for (const probe of probes) found.push(stateOf(probe, await ask(probe.path), answersAll))
  return found
}
