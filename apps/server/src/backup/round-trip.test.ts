import { openSnapshot } from '@hub/db/backup'
import type { Snapshot } from '@hub/db/backup'
import { giveCredits, startHub } from '@hub/api/testing'
import type { TestHub, TestOrg } from '@hub/api/testing'
import { superuserSession } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { openBackup } from './open-backup.ts'
import { restoreBackup, verifyBackup } from './restore.ts'
import type { RestoreReport } from './restore.ts'
import { takeBackup } from './take-backup.ts'
import type { BackupWish } from './take-backup.ts'
import { emptyPlace, hashesOf, sessionOn, tableHashes, tempFolder, wishFor } from './testing/backup-place.ts'
import type { EmptyPlace } from './testing/backup-place.ts'

const PASSPHRASE = 'a passphrase of a test, nothing of value'
const MICRO = 1_000_000

const kept = tempFolder()

let hub: TestHub
let orgs: TestOrg[]
/** One backup under load, and the place that it was restored to. */
let made: Awaited<ReturnType<typeof backupUnderLoad>>
let restored: EmptyPlace
let report: RestoreReport
const told: string[] = []
beforeAll(async () => {
  hub = await startHub()
  orgs = [await hub.newOrg(), await hub.newOrg()]
  for (const org of orgs) {
    await giveCredits(hub, org.orgId, { micro: 500 * MICRO })
    await attach(org, `before ${org.slug}`)
  }
  made = await backupUnderLoad(wishFor(hub, kept.path))
  restored = await emptyPlace(hub)
  report = await restoreBackup(await openBackup(made.taken.path, undefined), {
    ...restored,
    onProgress: (line) => told.push(line),
  })
})
afterAll(async () => {
  await restored.drop()
  await hub.stop()
  kept.remove()
})

async function attach(org: TestOrg, words: string): Promise<void> {
  const { id } = await org.api.modules.ops.tasks.create({ title: `Task with ${words}` })
  await org.api.files.attach({
    entity: 'ops_task',
    entityId: id,
    name: 'note.txt',
    content: Buffer.from(words).toString('base64'),
  })
}

/** Tasks, reads that are charged, credits and files, at several organizations at once, until it is told to stop. */
function load(): { isUnderWay: () => boolean; stop: () => Promise<number> } {
  let isOver = false
  let writes = 0
  const rounds = new Map<string, number>()
  const work = orgs.flatMap((org) =>
    [0, 1].map(async (line) => {
      while (!isOver) {
        await org.api.modules.ops.tasks.create({ title: `Under load ${(writes += 1)}` })
        await org.as({ door: 'mcp' }).modules.ops.tasks.list({})
        if (line === 0) await giveCredits(hub, org.orgId, { micro: MICRO })
        else await attach(org, `file ${writes}`)
        const name = `${org.slug} ${line}`
        rounds.set(name, (rounds.get(name) ?? 0) + 1)
      }
    }),
  )
  return {
    isUnderWay: () => rounds.size === work.length && [...rounds.values()].every((count) => count > 1),
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

async function backupUnderLoad(wish: BackupWish) {
  const under = load()
  await vi.waitUntil(under.isUnderWay, { timeout: 60_000 })
  let seen: Record<string, string> = {}
  const taken = await takeBackup(wish, async (url) => {
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

describe('a backup taken under load', () => {
  test('restores to exactly the rows of its snapshot', async () => {
    expect(made.writes).toBeGreaterThan(4)
    expect(await hashesOf(restored)).toEqual(made.seen)
  })

  test('says how far it is', () => {
    expect(told).toContainEqual(expect.stringMatching(/^Rows: \d+ of \d+ tables, [\d.]+ MB …$/))
  })

  test('has every balance, audit log and file of then', async () => {
    expect(report).toMatchObject({ faults: [], organizations: orgs.length, secret: 'same' })
    // Gifts and charges of the load are among them.
    expect(report.ledgerEntries).toBeGreaterThan(2 * orgs.length)
    expect(report.auditEntries).toBeGreaterThan(orgs.length)
    expect(report.files).toBeGreaterThanOrEqual(orgs.length)
    for await (const { key, bytes } of (await openBackup(made.taken.path, undefined)).files()) {
      expect(await restored.files.get(key)).toEqual(bytes)
      expect(await hub.hub.files.get(key)).toEqual(bytes)
    }
  })

  test('goes on from sequences that no row is ahead of', async () => {
    const session = await sessionOn(restored)
    onTestFinished(() => session.end())
    const [row] = await session.query<{ isAhead: boolean }>(
      `select (select last_value from app.outbox_event_position_seq) >= (select max(position) from app.outbox_event) as "isAhead"`,
    )
    expect(row).toEqual({ isAhead: true })
  })

  test('goes on from epochs that no kept answer carries', async () => {
    const there = await sessionOn(restored)
    const here = await superuserSession(hub.database)
    onTestFinished(async () => {
      await there.end()
      await here.end()
    })
    const text = `select min(epoch) as least, max(epoch) as most from (
      select epoch from app.cache_epoch union all select cache_epoch from app.auth_user) epochs`
    const [restoredTo] = await there.query<{ least: string }>(text)
    const [before] = await here.query<{ most: string }>(text)
    expect(Number(restoredTo?.least)).toBeGreaterThan(Number(before?.most))
  })

  test('leaves triggers, foreign keys and row-level security as a fresh hub has them', async () => {
    const there = await sessionOn(restored)
    const fresh = await superuserSession(hub.database)
    onTestFinished(async () => {
      await there.end()
      await fresh.end()
    })
    for (const text of [
      `select tgrelid::regclass::text as place, tgname as name, tgenabled as state from pg_trigger where not tgisinternal order by 1, 2`,
      `select conrelid::regclass::text as place, conname as name, pg_get_constraintdef(oid) || convalidated as state from pg_constraint where contype = 'f' order by 1, 2`,
      `select oid::regclass::text as place, relrowsecurity as name, relforcerowsecurity as state from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r' order by 1`,
      `select polrelid::regclass::text as place, polname as name, pg_get_expr(polqual, polrelid) as state from pg_policy where polname <> 'hub_backup' order by 1, 2`,
    ])
      expect(await there.query(text)).toEqual(await fresh.query(text))
  })

  test('is not restored over a hub that holds people or organizations', async () => {
    const before = await hashesOf(restored)
    await expect(restoreBackup(await openBackup(made.taken.path, undefined), restored)).rejects.toThrow(
      'There are people or organizations in this hub.',
    )
    expect(await hashesOf(restored)).toEqual(before)
  })
})

describe('a login that is no superuser', () => {
  test('backs up every row, encrypted, and restores it', async () => {
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
    const wish = wishFor(hub, folder(), { adminUrl: asLogin(hub.database.adminUrl), passphrase: PASSPHRASE })
    const { taken, seen } = await backupUnderLoad(wish)
    const { faults } = await restoreBackup(await openBackup(taken.path, PASSPHRASE), {
      ...at,
      adminUrl: asLogin(at.adminUrl),
    })
    expect(faults).toEqual([])
    expect(await hashesOf(at)).toEqual(seen)
  })
})

describe('restore --verify', () => {
  test('says what it found, and leaves no database behind', async () => {
    const at = { ...restored, adminUrl: hub.database.adminUrl }
    expect(await verifyBackup(await openBackup(made.taken.path, undefined), at)).toMatchObject({
      faults: [],
      organizations: orgs.length,
      files: report.files,
    })
    const session = await superuserSession(hub.database)
    onTestFinished(() => session.end())
    expect(
      await session.query(`select datname from pg_database where datname like 'hub\\_verify\\_%'`),
    ).toEqual([])
  })
})
