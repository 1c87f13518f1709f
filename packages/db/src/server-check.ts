import { Client, DatabaseError } from 'pg'
import { OLDEST_MAJOR } from './roles.ts'

const CONNECT_TIMEOUT_MS = 10_000

/** The setting whose address is checked. */
export type AddressSetting = 'DATABASE_URL' | 'DATABASE_DIRECT_URL'

/** A setting that lasts as long as the session it was given to, and that no pooler carries from one to another. */
const MARK = { name: 'lock_timeout', ms: 4_321 }

/**
 * Connects once to the server of a setting. Throws an Error of one plain sentence when it cannot be used, or leads through a
 * pooler that does not keep sessions; the sentence names host and database but never the password.
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
      throw new UnusableServerError(
        `${setting} points to PostgreSQL ${version}; Smart AI Hub needs ${OLDEST_MAJOR} or newer.`,
      )
    if (rows[0]?.mark !== `${MARK.ms}ms`) throw new UnusableServerError(throughPooler(setting))
  } catch (error) {
    if (error instanceof UnusableServerError) throw error
    if (error instanceof Error && /startup parameter/i.test(error.message))
      throw new UnusableServerError(throughPooler(setting), { cause: error })
    throw new UnusableServerError(`${setting} cannot be used: ${reasonOf(error)} (${placeOf(url)}).`, {
      cause: error,
    })
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

/** A PostgreSQL that the hub cannot use as it is; the message is for its operator. */
export class UnusableServerError extends Error {
  override readonly name = 'UnusableServerError'
}

function throughPooler(setting: AddressSetting): string {
  const leads = `${setting} leads through a connection pooler`
  return setting === 'DATABASE_URL'
    ? `${leads}, which is good for requests but not for migrations, locks and background jobs. Set DATABASE_DIRECT_URL as well, to the address of PostgreSQL itself.`
    : `${leads}; it must be the address of PostgreSQL itself.`
}

/** SQLSTATE or system error code → what to tell the operator. */
const REASONS: Record<string, string> = {
  '28P01': 'the user name or password is wrong',
  '28000': 'the server does not let this user in',
  '3D000': 'the server has no database of that name, so make it there or name another',
  '53300': 'the server has no connection free',
  '57P03': 'the server is still starting',
  ECONNREFUSED: 'nothing answers at that address',
  ECONNRESET: 'the server closed the connection',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ENOTFOUND: 'no host of that name is known',
  EAI_AGAIN: 'the name of the host could not be looked up',
  ETIMEDOUT: 'the host did not answer in time',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'the certificate of the server is for another name than the host of the address, so name it as the certificate does',
  CERT_HAS_EXPIRED: 'the certificate of the server has run out',
}
const UNTRUSTED =
  'the certificate of the server is of an authority that this machine does not know, so name its file with sslrootcert=… behind the address, or sslmode=no-verify to do without the check'

/** What tells a case apart that has no code of its own. */
const SAID: readonly [RegExp, string][] = [
  [
    /no pg_hba\.conf entry.*no encryption/,
    'the server lets nobody in without TLS, or not from this machine (its pg_hba.conf); add ?sslmode=require behind the address for TLS',
  ],
  [/no pg_hba\.conf entry/, 'the server does not let this user in from this machine (its pg_hba.conf)'],
  [/ENOENT: .*open '/, 'a file that the address names cannot be read'],
  [/connect ENOENT/, 'no PostgreSQL has its socket in that folder'],
  [/self.signed certificate|unable to (?:verify the first|get (?:local )?issuer) certificate/, UNTRUSTED],
]
const SAID_ELSE: readonly [RegExp, string][] = [
  [/timeout/, 'the host did not answer in time'],
  [/ssl/i, 'the server does not speak TLS as the address asks'],
]

const saidIn = (table: readonly [RegExp, string][], message: string): string | undefined =>
  table.find(([form]) => form.test(message))?.[1]

/** What a connection that was not made says about the address, as a part of a sentence. */
export function reasonOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const message = first instanceof Error ? first.message : ''
  const code = first instanceof Error && 'code' in first ? String(first.code) : ''
  const known = saidIn(SAID, message) ?? REASONS[code]
  if (known) return known
  if (first instanceof DatabaseError) return `the server answered “${message}”`
  return saidIn(SAID_ELSE, message) ?? 'it is not a PostgreSQL address that works'
}

/** Only the parts of the address that are no secret. */
function placeOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url)
  return `host ${searchParams.get('host') ?? (hostname || 'localhost')}, port ${port || '5432'}, database ${decodeURIComponent(pathname.slice(1)) || 'default'}`
}
