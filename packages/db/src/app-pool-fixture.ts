import { Pool } from 'pg'
import { errorCode } from './named-connection.ts'
import type { NamedPool } from './named-connection.ts'
import { wireTypes } from './pg-types.ts'
import { StatementNames } from './statement-names.ts'

/** As many connections as the tests of the organization driver share. */
export const CONNECTIONS = 8

/** The application's pool, with the pool itself at hand for looks without an organization. */
export function openAppPool(
  appUrl: string,
  { prepared, isDirect = true }: { prepared: boolean; isDirect?: boolean },
): { shared: NamedPool; end: () => Promise<void> } {
  const [pool, control] = [openPool(appUrl, CONNECTIONS), openPool(appUrl, 2)]
  const shared = { pool, control, names: prepared ? new StatementNames() : undefined, isDirect }
  return {
    shared,
    end: async () => {
      await Promise.all([pool.end(), control.end()])
    },
  }
}

function openPool(appUrl: string, max: number): Pool {
  const pool = new Pool({ connectionString: appUrl, max, types: wireTypes })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Rows a connection shows that is used without any organization: there must never be one. */
export async function bareRows(pool: Pool): Promise<number> {
  try {
    const { rows } = await pool.query<{ seen: number }>('select count(*) as seen from note')
    return rows[0]?.seen ?? 0
  } catch (error) {
    if (isInterruption(error)) return 0
    throw error
  }
}

/** What a request may meet because somebody ended its connection or statement. */
export function isInterruption(error: unknown): boolean {
  const code = errorCode(error)
  // The last is pgbouncer's, whose connection to PostgreSQL ended below a client.
  if (['57P01', '57014', 'ECONNRESET', 'EPIPE', '08P01'].includes(String(code))) return true
  return (
    error instanceof Error &&
    /Connection terminated|Client has encountered a connection error/.test(error.message)
  )
}
