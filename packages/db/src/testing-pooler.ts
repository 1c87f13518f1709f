import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { LOGIN_ROLES } from './definer-role.ts'
import { asAccount, chooseAccount, giveTo } from './embedded-account.ts'
import { freePort } from './embedded-server.ts'

/** Debian keeps it among the programs of the system, which are not on everybody's path. */
const PROGRAM = ['/usr/sbin/pgbouncer', '/usr/local/bin/pgbouncer'].find(existsSync) ?? '/usr/bin/pgbouncer'
const READY_MS = 10_000

/** A real pgbouncer in transaction mode. */
export interface Pooler {
  /** The same address through it. */
  through(url: string): string
  /** What it wrote, for a message about what went wrong. */
  output(): string
  stop(): Promise<void>
}

export interface PoolerOptions {
  /** Superuser's address of a database of the server behind it. */
  adminUrl: string
  /** Connections to PostgreSQL for each login. Default 3. */
  poolSize?: number
}

/**
 * Starts one on a free port, as a user without rights. It knows the hub's two logins by what PostgreSQL knows of their
 * passwords (SCRAM verifiers), as one with `auth_query` does.
 */
export async function startPooler({ adminUrl, poolSize = 3 }: PoolerOptions): Promise<Pooler> {
  if (!existsSync(PROGRAM))
    throw new Error('pgbouncer is not installed; install the Debian package pgbouncer.')
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'hub-pooler-'))
  chmodSync(folder, 0o755)
  const [users, config] = [join(folder, 'users.txt'), join(folder, 'pgbouncer.ini')]
  writeFileSync(users, await userList(adminUrl), { mode: 0o600 })
  writeFileSync(config, settings({ port, users, poolSize, server: new URL(adminUrl) }), { mode: 0o600 })
  const account = chooseAccount([folder], PROGRAM)
  giveTo(account, users, config)
  const { command, args, options } = asAccount(account, PROGRAM, [config])
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += String(part)))
  const pooler: Pooler = {
    through(url) {
      const changed = new URL(url)
      changed.hostname = '127.0.0.1'
      changed.port = String(port)
      return changed.href
    },
    output: () => text,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
  const until = Date.now() + READY_MS
  while (!text.includes('process up')) {
    if (child.exitCode !== null || Date.now() > until) {
      await pooler.stop()
      throw new Error(`pgbouncer did not start:\n${text}`)
    }
    await sleep(20)
  }
  return pooler
}

interface Settings {
  port: number
  users: string
  poolSize: number
  server: URL
}

const settings = ({ port, users, poolSize, server }: Settings): string => `[databases]
* = host=${server.hostname} port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = 200
`

async function userList(adminUrl: string): Promise<string> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; verifier: string }>(
      'select rolname as name, rolpassword as verifier from pg_authid where rolname = any($1)',
      [[...LOGIN_ROLES]],
    )
    return rows.map(({ name, verifier }) => `"${name}" "${verifier}"\n`).join('')
  } finally {
    await client.end()
  }
}
