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

/** Whether the program is on this machine. */
export const hasPooler = (): boolean => existsSync(PROGRAM)

/** A real pgbouncer in transaction mode. */
export interface Pooler {
  /** The same address through it. */
  through(url: string): string
  /** What it wrote, for a message about what went wrong. */
  output(): string
  /** Kills it (SIGKILL) and starts it again at the same address: everybody's connections are gone. */
  restart(): Promise<void>
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
  if (!hasPooler()) throw new Error('pgbouncer is not installed; install the Debian package pgbouncer.')
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'hub-pooler-'))
  chmodSync(folder, 0o755)
  const [users, config] = [join(folder, 'users.txt'), join(folder, 'pgbouncer.ini')]
  writeFileSync(users, await userList(adminUrl), { mode: 0o600 })
  writeFileSync(config, settings({ port, users, poolSize, server: new URL(adminUrl) }), { mode: 0o600 })
  const account = chooseAccount([folder], PROGRAM)
  giveTo(account, users, config)
  const program = asAccount(account, PROGRAM, [config])
  let running = await run(program)
  return {
    through(url) {
      const changed = new URL(url)
      changed.hostname = '127.0.0.1'
      changed.port = String(port)
      return changed.href
    },
    output: () => running.output(),
    async restart() {
      await running.kill()
      running = await run(program)
    },
    async stop() {
      await running.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface RunningPooler {
  output(): string
  kill(): Promise<void>
}

/** Starts it and waits until it takes connections. */
async function run({ command, args, options }: ReturnType<typeof asAccount>): Promise<RunningPooler> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += String(part)))
  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  const until = Date.now() + READY_MS
  while (!text.includes('process up')) {
    if (child.exitCode !== null || Date.now() > until) {
      await kill()
      throw new Error(`pgbouncer did not start:\n${text}`)
    }
    await sleep(20)
  }
  return { output: () => text, kill }
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
