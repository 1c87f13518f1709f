import { Client, DatabaseError } from 'pg'
import { AdvisedError } from './advised-error.ts'
import type { Advice } from './advised-error.ts'
import { OLDEST_MAJOR } from './roles.ts'

const CONNECT_TIMEOUT_MS = 10_000

/** The setting whose address is checked. */
export type AddressSetting = 'DATABASE_URL' | 'DATABASE_DIRECT_URL'

/** A setting that lasts as long as the session it was given to, and that no pooler carries from one to another. */
const MARK = { name: 'lock_timeout', ms: 4_321 }

/**
 * Connects once to the server of a setting. Throws an UnusableServerError when it cannot be used, or leads through a pooler
 * that does not keep sessions; its words name host and database but never the password.
 */
export async function checkServer(url: string, setting: AddressSetting = 'DATABASE_URL'): Promise<void> {
  let client: Client | undefined
  try {
    // A certificate that the address names is read here.
    client = clientOf(url)
    await client.connect()
    const { rows } = await client.query<{ version: string; mark: string }>(
      `select current_setting('server_version_num') as version, current_setting('${MARK.name}') as mark`,
    )
    const version = Math.floor(Number(rows[0]?.version) / 10_000)
    if (version < OLDEST_MAJOR)
      throw new UnusableServerError({
        found: `${setting} points to PostgreSQL ${version}`,
        next: `Smart AI Hub needs ${OLDEST_MAJOR} or newer.`,
      })
    if (rows[0]?.mark !== `${MARK.ms}ms`) throw new UnusableServerError(throughPooler(setting))
  } catch (error) {
    if (error instanceof UnusableServerError) throw error
    if (error instanceof Error && /startup parameter/i.test(error.message))
      throw new UnusableServerError(throughPooler(setting), { cause: error })
    const { found, next = `Start PostgreSQL there, or correct ${setting}.` } = reasonOf(error)
    throw new UnusableServerError(
      { found: `${setting} cannot be used: ${found} (${placeOf(url)})`, next },
      { cause: error },
    )
  } finally {
    await client?.end().catch(() => undefined)
  }
}

function clientOf(connectionString: string): Client {
  const options = `-c ${MARK.name}=${MARK.ms}`
  const client = new Client({ connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, options })
  client.on('error', () => undefined)
  return client
}

/** A PostgreSQL that the hub cannot use as it is. */
export class UnusableServerError extends AdvisedError {
  override readonly name = 'UnusableServerError'
}

function throughPooler(setting: AddressSetting): Advice {
  const found = `${setting} leads through a connection pooler`
  return setting === 'DATABASE_URL'
    ? {
        found: `${found}, which is good for requests but not for migrations, locks and background jobs`,
        next: 'Set DATABASE_DIRECT_URL as well, to the address of PostgreSQL itself.',
      }
    : { found, next: 'It must be the address of PostgreSQL itself.' }
}

/** What is wrong, as the end of a sentence, and what to do where it is not the address that is wrong. */
interface Reason {
  readonly found: string
  readonly next?: string
}

const WAIT = 'Wait until it has started.'
const TLS = 'Add ?sslmode=require behind the address for TLS, or let this machine in there.'
const NAME = 'Name the host as the certificate does.'
const TRUST =
  'Name the file of that authority with ?sslrootcert=… behind the address, or write ?sslmode=no-verify to do without the check.'

/** SQLSTATE or system error code → what to tell the operator. */
const REASONS: Record<string, Reason> = {
  '28P01': { found: 'the user name or password is wrong', next: 'Correct them in the address.' },
  '28000': { found: 'the server does not let this user in' },
  '3D000': {
    found: 'the server has no database of that name',
    next: 'Make it there (create database), or name another.',
  },
  '53300': {
    found: 'the server has no connection free',
    next: 'Raise its max_connections, or end what others hold open.',
  },
  '57P03': { found: 'the server is still starting', next: WAIT },
  ECONNREFUSED: { found: 'nothing answers at that address' },
  ECONNRESET: { found: 'the server closed the connection' },
  EHOSTUNREACH: { found: 'the host cannot be reached' },
  ENETUNREACH: { found: 'the network cannot be reached' },
  ENOTFOUND: { found: 'no host of that name is known' },
  EAI_AGAIN: { found: 'the name of the host could not be looked up' },
  ETIMEDOUT: { found: 'the host did not answer in time' },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    found: 'the certificate of the server is for another name than the host of the address',
    next: NAME,
  },
  CERT_HAS_EXPIRED: { found: 'the certificate of the server has run out', next: 'Renew it there.' },
}

/** What tells a case apart that has no code of its own. */
const SAID: readonly [RegExp, Reason][] = [
  [
    /no pg_hba\.conf entry.*no encryption/,
    {
      found: 'the server lets nobody in without TLS, or not from this machine (its pg_hba.conf)',
      next: TLS,
    },
  ],
  [
    /no pg_hba\.conf entry/,
    {
      found: 'the server does not let this user in from this machine',
      next: 'Add a line to its pg_hba.conf.',
    },
  ],
  [
    /ENOENT: .*open '/,
    { found: 'a file that the address names cannot be read', next: 'Put it there, or correct its name.' },
  ],
  [/connect ENOENT/, { found: 'no PostgreSQL has its socket in that folder' }],
  [
    /self.signed certificate|unable to (?:verify the first|get (?:local )?issuer) certificate/,
    {
      found: 'the certificate of the server is of an authority that this machine does not know',
      next: TRUST,
    },
  ],
]
const SAID_ELSE: readonly [RegExp, Reason][] = [
  [/timeout/, { found: 'the host did not answer in time' }],
  [
    /ssl/i,
    {
      found: 'the server does not speak TLS as the address asks',
      next: 'Turn TLS on there, or write ?sslmode=disable where the way to it is your own.',
    },
  ],
]

const saidIn = (table: readonly [RegExp, Reason][], message: string): Reason | undefined =>
  table.find(([form]) => form.test(message))?.[1]

/** What a connection that was not made says about the address. */
export function reasonOf(error: unknown): Reason {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const message = first instanceof Error ? first.message : ''
  const code = first instanceof Error && 'code' in first ? String(first.code) : ''
  const known = saidIn(SAID, message) ?? REASONS[code]
  if (known) return known
  if (first instanceof DatabaseError) return { found: `the server answered “${message}”` }
  return saidIn(SAID_ELSE, message) ?? { found: 'it is not a PostgreSQL address that works' }
}

/** Only the parts of the address that are no secret. */
function placeOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url)
  return `host ${searchParams.get('host') ?? (hostname || 'localhost')}, port ${port || '5432'}, database ${decodeURIComponent(pathname.slice(1)) || 'default'}`
}
