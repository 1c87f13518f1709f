import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openDatabase, sql } from '@hub/db'
import type { Database } from '@hub/db'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runHub } from '../../testing/run-hub.ts'
import type { ProgramHub } from '../../testing/serve-for-programs.ts'
import { databaseFindings } from './database.ts'
import { recordFindings } from './records.ts'
import { partOf, startPatient } from './testing.ts'
import type { Patient } from './testing.ts'

/** Of a hub without a model. */
const PARTS = [
  'settings',
  'node',
  'state folder',
  'rights',
  'leftovers',
  'disk',
  'database',
  'roles',
  'migrations',
  'clock',
  'ledger',
  'audit',
  'outbox',
  'jobs',
  'kept files',
  'mail',
  'files',
  'hub',
  'backups',
]

let served: ProgramHub
let patient: Patient
/** Past every policy and trigger. */
let database: Database
beforeAll(async () => {
  patient = await startPatient()
  served = patient.served
  const { adminUrl } = served.hub.database
  database = openDatabase({ appUrl: adminUrl, systemUrl: adminUrl, onError: () => undefined })
})
afterAll(async () => {
  await database.close()
  await served.stop()
})
beforeEach(() => patient.restore())

const look: Patient['look'] = (...wish) => patient.look(...wish)

const behind = (change: ReturnType<typeof sql>) => change.execute(database.system)

/** Changes rows that only grow, as somebody could who has the database itself. */
async function tamper(change: ReturnType<typeof sql>): Promise<void> {
  await behind(sql`alter table app.audit_entry disable trigger append_only`)
  await behind(change)
  await behind(sql`alter table app.audit_entry enable always trigger append_only`)
}

describe('hub doctor', () => {
  test('finds a hub well, with every part looked at', async () => {
    const report = await look()
    expect(report.findings.filter(({ status }) => status !== 'ok')).toEqual([])
    expect(report).toMatchObject({ status: 'ok', code: 0, fixed: [] })
    expect(new Set(report.findings.map(({ name }) => name))).toEqual(new Set(PARTS))
  })

  test('ends with 0, 1 or 2 by the worst it finds, and speaks JSON to programs', async () => {
    const json = await runHub(['doctor', '--json'], { env: served.here })
    expect(json).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(json.out)).toMatchObject({ status: 'ok', fixed: [], findings: expect.any(Array) })
    const away = { ...served.here, DATABASE_URL: 'postgres://hub:hunter2@127.0.0.1:1/books' }
    const people = await runHub(['doctor'], { env: away })
    expect(people.code).toBe(2)
    expect(people.out).toMatch(/^failure {2}database +DATABASE_URL cannot be used: nothing answers/m)
    expect(people.out).toMatch(/1 failure, 4 warnings\.\n$/)
    expect(people.out).not.toContain('hunter2')
    const alone = await runHub(['doctor', '--migrate'], { env: served.here })
    expect(alone).toMatchObject({ code: 2, err: expect.stringContaining('--fix --migrate') })
  })

  test('says what to do about a database that refuses, not to start one that runs', async () => {
    const url = new URL(served.here.DATABASE_URL ?? '')
    url.pathname = '/nowhere'
    expect(partOf(await look({ DATABASE_URL: url.href }), 'database')).toMatchObject({
      status: 'failure',
      found: expect.stringMatching(/has no database of that name \(host .*, database nowhere\)$/),
      next: 'Make it there (create database), or name another.',
    })
  })

  test('looks at everything else while the database is away', async () => {
    const report = await look({ DATABASE_URL: 'postgres://hub:hunter2@127.0.0.1:1/books' })
    expect(partOf(report, 'database')).toMatchObject({ status: 'failure' })
    expect(partOf(report, 'ledger')?.found).toBe('not looked at: the database does not answer')
    for (const name of ['settings', 'rights', 'disk', 'mail', 'files', 'backups'])
      expect(partOf(report, name)?.status).toBe('ok')
  })

  test('names a ledger that does not add up and an audit log that was changed', async () => {
    const { orgId, slug } = await served.hub.newOrg()
    const well = await look()
    expect([partOf(well, 'ledger')?.status, partOf(well, 'audit')?.status]).toEqual(['ok', 'ok'])
    await behind(sql`insert into app.credit_account (org_id, available, held, seq) values (${orgId}, 5, 0, 0)
      on conflict (org_id) do update set available = credit_account.available + 5`)
    const wrong = await look()
    expect(partOf(wrong, 'ledger')).toMatchObject({ status: 'failure', found: `wrong for ${slug}` })
    const verified = await runHub(['credits', 'verify', '--org', slug], { env: served.here })
    expect(verified).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^BAD .*\n +balance 5, entries say 0$/m),
    })
    await behind(sql`update app.credit_account set available = available - 5 where org_id = ${orgId}`)
    expect((await runHub(['credits', 'verify', '--org', slug], { env: served.here })).code).toBe(0)
  })

  test('names a file whose bytes are gone or cut', async () => {
    const { hub, stateDir } = served
    const { api } = await hub.newOrg()
    const { id: entityId } = await api.modules.ops.tasks.create({ title: 'T' })
    const { id } = await api.files.attach({
      entity: 'ops_task',
      entityId,
      name: 'a.txt',
      content: Buffer.from('Doors at eight').toString('base64'),
    })
    await behind(sql`update app.file set kept_at = now() where id = ${id}`)
    const path = join(stateDir, 'files', 'attached', id)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(path, 'Doors at eight')
    expect(partOf(await look(), 'kept files')).toMatchObject({ status: 'ok', found: 'all 1 are there' })
    writeFileSync(path, 'Doors at')
    expect(partOf(await look(), 'kept files')).toMatchObject({
      status: 'failure',
      found: `1 of 1 are gone from ${join(stateDir, 'files')} or cut, such as attached/${id}`,
    })
    await behind(sql`update app.file set removed_at = now() where id = ${id}`)
  })

  test('names an audit log that was changed', async () => {
    const { api, orgId, slug } = await served.hub.newOrg()
    await api.modules.ops.tasks.create({ title: 'T' })
    await tamper(sql`update app.audit_entry set data = data || '{"x": 1}' where org_id = ${orgId}`)
    expect(partOf(await look(), 'audit')).toMatchObject({
      status: 'failure',
      found: `wrong in ${slug} from entry 1`,
    })
    await tamper(sql`update app.audit_entry set data = data - 'x' where org_id = ${orgId}`)
    expect(partOf(await look(), 'audit')?.status).toBe('ok')
  })

  test('says what was given up, and what to do about it', async () => {
    const { api } = await served.hub.newOrg()
    await api.modules.ops.tasks.create({ title: 'T' })
    await behind(sql`update app.outbox_delivery set dead_at = now() where delivered_at is null`)
    const { status, found, next } = partOf(await look(), 'outbox') ?? {}
    await behind(sql`update app.outbox_delivery set dead_at = null`)
    expect([status, found]).toEqual(['warning', expect.stringMatching(/^\d+ events were given up$/)])
    expect(next).toContain('events replay')
  })

  test('knows another HUB_SECRET than the one the logins were made with', async () => {
    const report = await look({ HUB_SECRET: 'another secret of 32 bytes or more: 0123456789' })
    expect(partOf(report, 'roles')).toMatchObject({
      status: 'failure',
      found: 'hub_app, hub_system has another password than this HUB_SECRET makes',
    })
  })

  test('says how a secret that is gone comes back, and makes none', async () => {
    mkdirSync(join(served.stateDir, 'pg18'), { mode: 0o700 })
    const report = await look({ HUB_SECRET: '' })
    expect(partOf(report, 'settings')).toMatchObject({
      status: 'failure',
      found: expect.stringMatching(/hub\.secret is gone.*an encrypted backup holds one.*HUB_SECRET_OLD=lost/),
    })
    expect(readdirSync(served.stateDir)).not.toContain('hub.secret')
  })

  test('says which version of the hub still reads a database of an older PostgreSQL, and which nothing reads', async () => {
    const made = (major: number) => {
      mkdirSync(join(served.stateDir, `pg${major}`), { mode: 0o700 })
      writeFileSync(join(served.stateDir, `pg${major}`, 'PG_VERSION'), `${major}\n`)
    }
    made(16)
    const alone = await look({ DATABASE_URL: '' })
    expect(partOf(alone, 'database')).toEqual({
      name: 'database',
      status: 'failure',
      found: expect.stringMatching(
        /pg16 was made by PostgreSQL 16, .* brings PostgreSQL 18, which cannot read it$/,
      ),
      next: expect.stringMatching(/^Start the version of the hub that made it, take a backup/),
    })
    expect(partOf(alone, 'leftovers')).toMatchObject({ status: 'ok' })
    made(18)
    expect(partOf(await look(), 'leftovers')).toMatchObject({
      status: 'warning',
      found: expect.stringContaining('pg16 is the database of an earlier PostgreSQL'),
    })
  })

  test('sends whoever has damaged tables to the backups, not round in a circle', async () => {
    const damaged = Object.assign(new Error('invalid page in block 0'), { code: 'XX001' })
    const db = new Proxy(database, {
      get() {
        throw damaged
      },
    })
    for (const { next } of await recordFindings({ db })) expect(next).toContain('docs/backup.md')
  })

  test('tells of a restore that was stopped, and not of what it had not done yet', async () => {
    await behind(sql`comment on schema app is 'A restore is under way.'`)
    const report = await look({ HUB_SECRET: 'another secret of 32 bytes or more: 0123456789' })
    await behind(sql`comment on schema app is null`)
    expect(partOf(report, 'restore')).toMatchObject({
      status: 'failure',
      next: expect.stringContaining('run it again: npm run hub -- restore'),
    })
    expect(partOf(report, 'roles')).toBeUndefined()
    expect(partOf(report, 'migrations')).toBeUndefined()
  })

  test('tells migrations that wait from those of a newer version', async () => {
    const last = sql`(select max(name) from app.kysely_migration where name not like '%/%')`
    await behind(sql`create table app_kept as select * from app.kysely_migration where name = ${last}`)
    await behind(sql`delete from app.kysely_migration where name = ${last}`)
    const waits = partOf(await look(), 'migrations')
    await behind(sql`insert into app.kysely_migration select * from app_kept`)
    await behind(sql`drop table app_kept`)
    expect(waits).toMatchObject({ status: 'warning', found: expect.stringMatching(/^1 to run: \d{4}_/) })
    await behind(sql`insert into app.kysely_migration values ('9999_from_the_future', '2026')`)
    const newer = partOf(await look(), 'migrations')
    await behind(sql`delete from app.kysely_migration where name = '9999_from_the_future'`)
    expect(newer).toMatchObject({ status: 'failure', found: 'a newer version ran 9999_from_the_future' })
  })

  test('sees a wall between organizations that was taken down', async () => {
    await behind(sql`alter table app.ops_task disable row level security`)
    const roles = partOf(await look(), 'roles')
    await behind(sql`alter table app.ops_task enable row level security`)
    expect(roles).toMatchObject({ status: 'failure', found: expect.stringContaining('ops_task') })
  })

  test('measures the clock against the database', () => {
    const inspection = {
      version: '18.4',
      isSupported: true,
      missingRoles: [],
      tooStrong: null,
      tableFault: null,
      lockedOut: [],
      isUnfinished: false,
      migrations: { applied: 1, pending: [], unknown: [] },
      appUrl: '',
      systemUrl: '',
    }
    const clockAt = (clockAheadMs: number) =>
      databaseFindings({ ...inspection, clockAheadMs }, 'PostgreSQL').find(({ name }) => name === 'clock')
    expect(clockAt(900)).toMatchObject({ status: 'ok' })
    expect(clockAt(5_000)).toMatchObject({ status: 'warning', found: 'the database is 5 s ahead' })
    expect(clockAt(-90_000)).toMatchObject({ status: 'failure', found: 'the database is 90 s behind' })
  })
})

describe('hub doctor looks at the settings', () => {
  test('and names those that nothing reads, those that contradict, and weak ones that others could reach', async () => {
    expect(partOf(await look({ HUB_SECRETT: 'x', HUB_API_KEY: 'k' }), 'settings')).toMatchObject({
      status: 'warning',
      found: 'nothing reads HUB_SECRETT',
    })
    expect(partOf(await look({ SMTP_URL: 'smtp://127.0.0.1:1' }), 'settings')).toMatchObject({
      status: 'failure',
      found: expect.stringContaining('MAIL_FROM must be set together with SMTP_URL'),
    })
    expect(partOf(await look({ PUBLIC_URL: 'https://hub.example' }), 'settings')).toMatchObject({
      status: 'warning',
      found: expect.stringContaining('NODE_ENV is not production'),
    })
  })

  test('and makes no secret where there is none', async () => {
    await look({ HUB_SECRET: '' })
    expect(readdirSync(served.stateDir)).toEqual(['backups'])
  })
})
