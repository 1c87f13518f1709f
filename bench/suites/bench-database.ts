import { randomBytes } from 'node:crypto'
import { chmodSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase, prepareDatabase, uuidv7 } from '@hub/db'
import type { Database } from '@hub/db'
import { startEmbedded } from '@hub/db/embedded'
import type { Embedded } from '@hub/db/embedded'
import { Pool } from 'pg'
import { modules } from '../../packages/api/src/modules/index.ts'
import { withCleanup } from './cleanup.ts'

const SERVER_END_MS = 20_000

/** The product's own PostgreSQL with everything that makes it durable, migrated, on a folder that is removed afterwards. */
export interface BenchDatabase {
  db: Database
  /** The superuser on the same database, whom no policy binds: bare baselines and sample rows. */
  bare: Pool
  urls: { appUrl: string; systemUrl: string; adminUrl: string }
  secret: string
}

/** Makes the database for one suite. `clients` is the size of both pools, so that neither side waits for a connection. */
export async function withBenchDatabase<R>(
  clients: number,
  work: (database: BenchDatabase) => Promise<R>,
): Promise<R> {
  const stateDir = mkdtempSync(join(tmpdir(), 'hub-bench-'))
  // PostgreSQL may run as another user, who must be able to enter.
  chmodSync(stateDir, 0o755)
  let server: Embedded | undefined
  const cleanup = async () => {
    await server?.stop()
    await removeFolder(stateDir)
  }
  return withCleanup(cleanup, async () => {
    server = await startEmbedded({ stateDir })
    const secret = randomBytes(48).toString('base64url')
    const urls = await prepareDatabase({ adminUrl: server.adminUrl, database: 'hub', secret, modules })
    const db = openDatabase({ ...urls, poolSize: clients, systemPoolSize: clients, onError: ignore })
    const bare = new Pool({
      connectionString: urls.adminUrl,
      max: clients,
      options: '-c search_path=app -c timezone=UTC',
    })
    bare.on('error', ignore)
    try {
      return await work({ db, bare, urls, secret })
    } finally {
      await Promise.all([db.close(), bare.end()])
    }
  })
}

/** Removes a folder that holds a state folder, or is one. The server may outlive our hold for a moment and would write into a folder that is being removed. */
export async function removeFolder(folder: string): Promise<void> {
  const until = Date.now() + SERVER_END_MS
  const isRunning = () => globSync('{*,*/*}/postmaster.pid', { cwd: folder }).length > 0
  while (isRunning() && Date.now() < until) await sleep(50)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

/** A broken connection shows at the query that was running on it. */
const ignore = () => undefined

export interface BenchOrg {
  orgId: string
  userId: string
}

/** Organizations with one verified owner each, as sign-up leaves them. */
export async function addOrgs({ bare }: Pick<BenchDatabase, 'bare'>, count: number): Promise<BenchOrg[]> {
  const orgs = Array.from({ length: count }, () => ({ orgId: uuidv7(), userId: uuidv7(), id: uuidv7() }))
  const rows = JSON.stringify(orgs)
  const from = 'from jsonb_to_recordset($1) as o("orgId" uuid, "userId" uuid, id uuid)'
  await bare.query(
    `insert into auth_user (id, email, name, email_verified_at, platform_role)
     select "userId", 'person-' || right("userId"::text, 12) || '@example.test', 'Maeve', now(), 'user' ${from}`,
    [rows],
  )
  await bare.query(
    `insert into organization (id, slug, name)
     select "orgId", 'org-' || right("orgId"::text, 12), 'Corner Shop' ${from}`,
    [rows],
  )
  await bare.query(
    `insert into organization_member (id, org_id, user_id, role) select id, "orgId", "userId", 'owner' ${from}`,
    [rows],
  )
  return orgs.map(({ orgId, userId }) => ({ orgId, userId }))
}
