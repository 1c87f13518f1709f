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
  const options = `-c ${MARK.name}=${MARK.ms}`
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, options })
  client.on('error', () => undefined)
  try {
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
    await client.end().catch(() => undefined)
  }
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
}

function reasonOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error
  const code = first instanceof Error && 'code' in first ? String(first.code) : ''
  const known = REASONS[code]
  if (known) return known
  if (first instanceof DatabaseError) return `the server answered “${first.message}”`
  if (first instanceof Error && first.message.includes('timeout')) return 'the host did not answer in time'
  if (first instanceof Error && /ssl/i.test(first.message))
    return 'the server does not speak TLS as the address asks'
  return 'it is not a PostgreSQL address that works'
}

/** Only the parts of the address that are no secret. */
function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url)
  return `host ${hostname || 'localhost'}, port ${port || '5432'}, database ${decodeURIComponent(pathname.slice(1)) || 'default'}`
}
