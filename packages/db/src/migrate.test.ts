import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { prepareDatabase, urlOf } from './prepare-database.ts'
import { TEST_SECRET } from './testing.ts'

const adminUrl = inject('adminUrl')
const created: string[] = []

function newName(): string {
  const name = `hub_test_migrate_${randomBytes(4).toString('hex')}`
  created.push(name)
  return name
}

/** A prepared database without any program's migrations. */
async function newDatabase(): Promise<string> {
  const name = newName()
  await admin.query(`create database ${name} owner hub_owner`)
  const url = urlOf(adminUrl, { database: name })
  await query(url, 'create schema app authorization hub_owner')
  return url
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

let admin: Client

beforeAll(async () => {
  admin = new Client({ connectionString: adminUrl })
  await admin.connect()
})

afterAll(async () => {
  for (const name of created) await admin.query(`drop database if exists ${name} with (force)`)
  await admin.end()
})

const step = (text: string): Migration => ({
  up: async (db) => {
    await sql.raw(text).execute(db)
  },
})

describe('migrations', () => {
  test('run once when four programs start at once', async () => {
    const database = newName()
    const runs = await Promise.all(
      Array.from(
        { length: 4 },
        async () => await prepareDatabase({ adminUrl, database, secret: TEST_SECRET }),
      ),
    )
    expect(runs.flatMap((run) => run.migrated)).toEqual(Object.keys(migrations))
    expect(runs.filter((run) => run.migrated.length > 0)).toHaveLength(1)
  })

  test('are listed in the order of their names, each name once', () => {
    const names = Object.keys(migrations)
    expect(names).toEqual(names.toSorted())
    expect(new Set(names.map((name) => name.slice(0, 4))).size).toBe(names.length)
  })

  test('have no way back', () => {
    for (const migration of Object.values(migrations)) expect(migration).not.toHaveProperty('down')
  })

  test('keep what succeeded before the one that failed, and go on from there', async () => {
    const url = await newDatabase()
    const good = step('create table app.first (id int)')
    const bad = step('create table app.second (id int); select 1/0')
    await expect(migrate({ url, migrations: { '0001_good': good, '0002_bad': bad } })).rejects.toThrow(
      'The migration 0002_bad failed and was rolled back: division by zero',
    )
    expect(
      await query(url, "select to_regclass('app.first')::text as first, to_regclass('app.second') as second"),
    ).toEqual([{ first: 'app.first', second: null }])
    const mended = step('create table app.second (id int)')
    expect(await migrate({ url, migrations: { '0001_good': good, '0002_bad': mended } })).toEqual([
      '0002_bad',
    ])
  })

  test('refuse a database that a newer program has migrated', async () => {
    const url = await newDatabase()
    const known = { '0001_one': step('select 1') }
    await migrate({ url, migrations: { ...known, '0002_newer': step('select 1') } })
    await expect(migrate({ url, migrations: known })).rejects.toThrow('migrated by a newer version')
  })

  test('refuse a migration slipped in before one that has run', async () => {
    const url = await newDatabase()
    await migrate({ url, migrations: { '0002_two': step('select 1') } })
    await expect(
      migrate({ url, migrations: { '0001_one': step('select 1'), '0002_two': step('select 1') } }),
    ).rejects.toThrow('The migration 0001_one comes before 0002_two, which has run already')
  })

  test('of modules run after those of the hub, whichever was written first', async () => {
    const url = await newDatabase()
    const own = { '0001_one': step('select 1') }
    const shelf = { name: 'shelf', migrations: { 'shelf/202601010000_boxes': step('select 1') } }
    const desk = { name: 'desk', migrations: { 'desk/202602010000_drawers': step('select 1') } }
    expect(await migrate({ url, migrations: own, modules: [shelf] })).toEqual([
      '0001_one',
      'shelf/202601010000_boxes',
    ])
    const later = { ...own, '0002_two': step('select 1') }
    expect(await migrate({ url, migrations: later, modules: [shelf, desk] })).toEqual([
      '0002_two',
      'desk/202602010000_drawers',
    ])
  })

  test('of a module that is gone stay, and those of a newer one are refused', async () => {
    const url = await newDatabase()
    const boxes = { 'shelf/202601010000_boxes': step('select 1') }
    const labels = { ...boxes, 'shelf/202603010000_labels': step('select 1') }
    await migrate({ url, migrations: {}, modules: [{ name: 'shelf', migrations: labels }] })
    expect(await migrate({ url, migrations: {}, modules: [] })).toEqual([])
    await expect(
      migrate({ url, migrations: {}, modules: [{ name: 'shelf', migrations: boxes }] }),
    ).rejects.toThrow('migrated by a newer version')
    expect(await migrate({ url, migrations: {}, modules: [{ name: 'shelf', migrations: labels }] })).toEqual(
      [],
    )
  })

  test('of the time when tables of modules were the hub’s go on where they were', async () => {
    const url = await newDatabase()
    const [one, tasks, four] = [step('select 1'), step('create table app.old (id int)'), step('select 1')]
    await migrate({ url, migrations: { '0001_one': one, '0003_ops_tasks': tasks, '0004_four': four } })
    const own = { '0001_one': one, '0004_four': four }
    expect(await migrate({ url, migrations: own })).toEqual([])
    const shelf = {
      name: 'shelf',
      migrations: { '0003_ops_tasks': tasks, 'shelf/202601010000_boxes': step('select 1') },
    }
    expect(await migrate({ url, migrations: own, modules: [shelf] })).toEqual(['shelf/202601010000_boxes'])
    expect(await migrate({ url, migrations: own })).toEqual([])
  })

  test('of a module slipped in before one that has run are refused', async () => {
    const url = await newDatabase()
    const late = { 'shelf/202603010000_labels': step('select 1') }
    await migrate({ url, migrations: {}, modules: [{ name: 'shelf', migrations: late }] })
    const slipped = { 'shelf/202601010000_boxes': step('select 1'), ...late }
    await expect(
      migrate({ url, migrations: {}, modules: [{ name: 'shelf', migrations: slipped }] }),
    ).rejects.toThrow('shelf/202601010000_boxes comes before shelf/202603010000_labels')
  })

  test('act as the owner of the schema', async () => {
    const url = await newDatabase()
    await migrate({ url, migrations: { '0001_one': step('create table app.mine (id int)') } })
    expect(
      await query(url, "select relowner::regrole::text as owner from pg_class where relname = 'mine'"),
    ).toEqual([{ owner: 'hub_owner' }])
  })
})
