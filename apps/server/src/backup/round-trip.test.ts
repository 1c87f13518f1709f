import { readdirSync } from 'node:fs'
import { BackupRefusal, openSnapshot } from '@hub/db/backup'
import type { Snapshot } from '@hub/db/backup'
import { giveCredits, startHub } from '@hub/api/testing'
import type { TestHub, TestOrg } from '@hub/api/testing'
import { superuserSession } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { openBackup } from './open-backup.ts'
import { restoreBackup, verifyBackup } from './restore.ts'
import { takeBackup } from './take-backup.ts'
import { emptyPlace, sessionOn, tableHashes, tempFolder, wishFor } from './testing/backup-place.ts'
import type { EmptyPlace } from './testing/backup-place.ts'

vi.setConfig({ testTimeout: 120_000 })

const PASSPHRASE = 'a passphrase of a test, nothing of value'
const MICRO = 1_000_000

let hub: TestHub
let orgs: TestOrg[]
beforeAll(async () => {
  hub = await startHub()
  orgs = [await hub.newOrg(), await hub.newOrg()]
  for (const org of orgs) await giveCredits(hub, org.orgId, { micro: 500 * MICRO })
})
afterAll(() => hub.stop())

async function attach(org: TestOrg, words: string): Promise<void> {
  const { id } = await org.api.modules.ops.tasks.create({ title: `Task with ${words}` })
  await org.api.files.attach({
    entity: 'ops_task',
    entityId: id,
    name: 'note.txt',
    content: Buffer.from(words).toString('base64'),
  })
}

/** Tasks that are charged, credits and files, at several organizations at once, until it is told to stop. */
function load(): { stop: () => Promise<number> } {
  let isOver = false
  let writes = 0
  const work = orgs.flatMap((org) =>
    [0, 1].map(async (line) => {
      const program = org.as({ door: 'rest' })
      while (!isOver) {
        await program.modules.ops.tasks.create({ title: `Under load ${(writes += 1)}` })
        if (line === 0) await giveCredits(hub, org.orgId, { micro: MICRO })
        else await attach(org, `file ${writes}`)
      }
    }),
  )
  return {
    async stop() {
      isOver = true
      await Promise.all(work)
      return writes
    },
  }
}

/** Reads by a connection of its own what the backup's snapshot shows. */
async function seenBy(snapshot: Snapshot): Promise<Record<string, string>> {
  const session = await superuserSession(hub.database)
  try {
    await session.query('begin isolation level repeatable read read only')
    await session.query(`set transaction snapshot '${snapshot.id}'`)
    return await tableHashes(session)
  } finally {
    await session.end()
  }
}

async function backupUnderLoad(to: string, passphrase?: string) {
  const under = load()
  let seen: Record<string, string> = {}
  const taken = await takeBackup(wishFor(hub, to, { passphrase }), async (url) => {
    const snapshot = await openSnapshot(url)
    seen = await seenBy(snapshot)
    return snapshot
  })
  return { taken, seen, writes: await under.stop() }
}

function folder(): string {
  const { path, remove } = tempFolder()
  onTestFinished(remove)
  return path
}

async function place(): Promise<EmptyPlace> {
  const made = await emptyPlace(hub)
  onTestFinished(() => made.drop())
  return made
}

async function hashesOf(at: EmptyPlace): Promise<Record<string, string>> {
  const session = await sessionOn(at)
  try {
    return await tableHashes(session)
  } finally {
    await session.end()
  }
}

describe('a backup taken under load', () => {
  test.for([undefined, PASSPHRASE])(
    'restores to the rows, files, balances and audit heads of its snapshot (passphrase: %s)',
    async (passphrase) => {
      for (const org of orgs) await attach(org, `before ${org.slug}`)
      const to = folder()
      const { taken, seen, writes } = await backupUnderLoad(to, passphrase)
      expect(writes).toBeGreaterThan(4)
      const at = await place()
      const backup = await openBackup(taken.path, passphrase)
      const report = await restoreBackup(backup, at)
      expect(await hashesOf(at)).toEqual(seen)
      expect(report).toMatchObject({ faults: [], organizations: orgs.length, secret: 'same' })
      expect(report.files).toBe(taken.manifest.files.count)
      expect(report.ledgerEntries).toBeGreaterThan(orgs.length)
      expect(report.auditEntries).toBeGreaterThan(orgs.length)
      for await (const { key, bytes } of backup.files()) {
        expect(await at.files.get(key)).toEqual(bytes)
        expect(await hub.hub.files.get(key)).toEqual(bytes)
      }
    },
  )

  test('goes on from sequences that no row is ahead of', async () => {
    const { taken } = await backupUnderLoad(folder())
    const at = await place()
    await restoreBackup(await openBackup(taken.path, undefined), at)
    const session = await sessionOn(at)
    onTestFinished(() => session.end())
    const [row] = await session.query<{ isAhead: boolean }>(
      `select (select last_value from app.outbox_event_position_seq) >= (select max(position) from app.outbox_event) as "isAhead"`,
    )
    expect(row).toEqual({ isAhead: true })
  })

  test('leaves triggers, foreign keys and row-level security as a fresh hub has them', async () => {
    const { taken } = await backupUnderLoad(folder())
    const at = await place()
    await restoreBackup(await openBackup(taken.path, undefined), at)
    const restored = await sessionOn(at)
    const fresh = await superuserSession(hub.database)
    onTestFinished(async () => {
      await restored.end()
      await fresh.end()
    })
    for (const text of [
      `select tgrelid::regclass::text as place, tgname as name, tgenabled as state from pg_trigger where not tgisinternal order by 1, 2`,
      `select conrelid::regclass::text as place, conname as name, pg_get_constraintdef(oid) || convalidated as state from pg_constraint where contype = 'f' order by 1, 2`,
      `select oid::regclass::text as place, relrowsecurity as name, relforcerowsecurity as state from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r' order by 1`,
      `select polrelid::regclass::text as place, polname as name, pg_get_expr(polqual, polrelid) as state from pg_policy order by 1, 2`,
    ])
      expect(await restored.query(text)).toEqual(await fresh.query(text))
  })
})

describe('a login that is no superuser', () => {
  test('backs up every row and restores it', async () => {
    const login = `hub_hosted_${Date.now().toString(36)}`
    const session = await superuserSession(hub.database)
    const roles = (
      await session.query<{ name: string }>(
        `select rolname as name from pg_roles where rolname like 'hub\\_%' and not rolcanlogin`,
      )
    ).map(({ name }) => name)
    await session.query(`create role ${login} login createrole password 'of no value'`)
    await session.query(`grant ${roles.join(', ')} to ${login} with admin option`)
    const at = await emptyPlace(hub)
    const asLogin = (address: string) => {
      const url = new URL(address)
      url.username = login
      url.password = 'of no value'
      return url.href
    }
    await session.query(`alter database ${new URL(at.adminUrl).pathname.slice(1)} owner to ${login}`)
    onTestFinished(async () => {
      await at.drop()
      await session.query(`drop owned by ${login}`)
      await session.query(`drop role ${login}`)
      await session.end()
    })
    const wish = { ...wishFor(hub, folder()), adminUrl: asLogin(hub.database.adminUrl) }
    let seen: Record<string, string> = {}
    const { path } = await takeBackup(wish, async (url) => {
      const snapshot = await openSnapshot(url)
      seen = await seenBy(snapshot)
      return snapshot
    })
    const report = await restoreBackup(await openBackup(path, undefined), {
      ...at,
      adminUrl: asLogin(at.adminUrl),
    })
    expect(report.faults).toEqual([])
    expect(await hashesOf(at)).toEqual(seen)
  })
})

describe('restore --verify', () => {
  test('says what it found, and leaves no database behind', async () => {
    const { taken } = await backupUnderLoad(folder())
    const at = { ...(await place()), adminUrl: hub.database.adminUrl }
    const report = await verifyBackup(await openBackup(taken.path, undefined), at)
    expect(report).toMatchObject({ faults: [], organizations: orgs.length })
    const session = await superuserSession(hub.database)
    onTestFinished(() => session.end())
    expect(
      await session.query(`select datname from pg_database where datname like 'hub\\_verify\\_%'`),
    ).toEqual([])
  })
})

describe('restore refuses', () => {
  test('a hub that holds people or organizations, and changes nothing there', async () => {
    const at = await place()
    const backup = await openBackup((await takeBackup(wishFor(hub, folder()))).path, undefined)
    await restoreBackup(backup, at)
    const before = await hashesOf(at)
    await expect(restoreBackup(backup, at)).rejects.toThrow('There are people or organizations in this hub.')
    expect(await hashesOf(at)).toEqual(before)
  })

  test('a hub that is running', async () => {
    const other = await startHub()
    onTestFinished(() => other.stop())
    const { path } = await takeBackup(wishFor(hub, folder()))
    const at = { ...(await place()), adminUrl: other.database.adminUrl }
    await expect(restoreBackup(await openBackup(path, undefined), at)).rejects.toThrow(
      'The hub of this database is running.',
    )
  })

  test('another HUB_SECRET that is a setting', async () => {
    const { path } = await takeBackup(wishFor(hub, folder()))
    const at = { ...(await place()), secret: 'another secret of a test, nothing of value at all' }
    await expect(restoreBackup(await openBackup(path, undefined), at)).rejects.toThrow(
      'The backup is of a hub with another HUB_SECRET.',
    )
    expect(await hashesOf(at)).toEqual({})
  })

  test('an audit log that was tampered with, and leaves the database and the files as they were', async () => {
    const other = await startHub()
    onTestFinished(() => other.stop())
    const org = await other.newOrg()
    await org.api.modules.ops.tasks.create({ title: 'Fix the seal' })
    const session = await superuserSession(other.database)
    await session.query('alter table app.audit_entry disable trigger append_only')
    await session.query(`update app.audit_entry set data = '{"amount": 1}' where org_id = $1`, [org.orgId])
    await session.query('alter table app.audit_entry enable always trigger append_only')
    await session.end()
    const { path } = await takeBackup(wishFor(other, folder()))
    const at = await place()
    await expect(restoreBackup(await openBackup(path, undefined), at)).rejects.toThrow(
      `audit log of ${org.slug}: changed from entry 1`,
    )
    expect(await hashesOf(at)).toEqual({})
    expect(readdirSync(at.stateDir)).toEqual([])
  })

  test('what a newer version wrote, before it touches the database', async () => {
    const { path } = await takeBackup(wishFor(hub, folder()))
    const { database, ...backup } = await openBackup(path, undefined)
    const newer = [
      { ...database, migrations: [...database.migrations, '9999_of_tomorrow'] },
      { ...database, engine: 10_000 },
    ]
    const at = await place()
    for (const one of newer)
      await expect(restoreBackup({ ...backup, database: one }, at)).rejects.toThrow('newer version')
    const foreign = { ...database, migrations: [...database.migrations, 'bakery/202701010000_ovens'] }
    await expect(restoreBackup({ ...backup, database: foreign }, at)).rejects.toThrow(
      'bakery/202701010000_ovens',
    )
    expect(await hashesOf(at)).toEqual({})
  })

  test('rows that are not as many as the manifest says, with nothing left of them', async () => {
    const { path } = await takeBackup(wishFor(hub, folder()))
    const { database, ...backup } = await openBackup(path, undefined)
    const tables = database.tables.map((table) =>
      table.name === 'organization' ? { ...table, rows: 77 } : table,
    )
    const at = await place()
    await expect(restoreBackup({ ...backup, database: { ...database, tables } }, at)).rejects.toThrow(
      BackupRefusal,
    )
    expect(await hashesOf(at)).toEqual({})
  })
})
