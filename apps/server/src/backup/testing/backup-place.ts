import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localFiles } from '@hub/api/server'
import type { TestHub } from '@hub/api/testing'
import { TEST_SECRET, superuserSession } from '@hub/db/testing'
import type { SuperuserSession, TestDatabase } from '@hub/db/testing'
import type { RestorePlace } from '../restore.ts'
import type { BackupWish } from '../take-backup.ts'

/** A folder that goes with the test. */
export function tempFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'hub-backup-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export const wishFor = (
  { hub, database }: TestHub,
  to: string,
  more: Partial<BackupWish> = {},
): BackupWish => ({
  adminUrl: database.adminUrl,
  files: hub.files,
  secret: TEST_SECRET,
  to,
  passphrase: undefined,
  onProgress: () => undefined,
  ...more,
})

/** An empty database on the test cluster, with a folder for files. */
export interface EmptyPlace extends RestorePlace {
  readonly database: undefined
  drop(): Promise<void>
}

export async function emptyPlace({ database }: TestHub): Promise<EmptyPlace> {
  const name = `hub_test_${Date.now().toString(36)}_${randomBytes(4).toString('hex')}`
  const session = await superuserSession(database)
  await session.query(`create database ${name}`)
  // By it a later run sweeps up after one that was killed.
  await session.query(`comment on database ${name} is '${Date.now()}'`)
  const url = new URL(database.adminUrl)
  url.pathname = `/${name}`
  const folder = tempFolder()
  return {
    adminUrl: url.href,
    database: undefined,
    stateDir: folder.path,
    secret: TEST_SECRET,
    isSecretSet: true,
    files: localFiles(join(folder.path, 'files')),
    onProgress: () => undefined,
    async drop() {
      await session.query(`drop database if exists ${name} with (force)`)
      await session.end()
      folder.remove()
    },
  }
}

export const sessionOn = (place: { adminUrl: string }): Promise<SuperuserSession> =>
  superuserSession({ adminUrl: place.adminUrl } as TestDatabase) // only its address is read

/** By table, a hash of all its rows in any order. What a restore moves on purpose, the epochs of kept answers, is left out. */
export async function tableHashes(session: SuperuserSession): Promise<Record<string, string>> {
  const tables = await session.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('app', 'hub_dbos') and c.relkind = 'r' order by 1`,
  )
  const hashes: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await session.query<{ rows: number; hash: string }>(
      `select count(*)::int as rows, md5(coalesce(string_agg(one, '' order by one), '')) as hash
       from (select md5((to_jsonb(t) - 'epoch' - 'cache_epoch')::text) as one from ${name} t) hashed`,
    )
    hashes[name] = `${row?.rows ?? 0} rows ${row?.hash ?? ''}`
  }
  return hashes
}

/** The same of a place that nobody works in. */
export async function hashesOf(place: { adminUrl: string }): Promise<Record<string, string>> {
  const session = await sessionOn(place)
  try {
    return await tableHashes(session)
  } finally {
    await session.end()
  }
}
