import { randomBytes } from 'node:crypto'
import { prepareDatabase, sql } from '@hub/db'
import type { ModuleSchema } from '@hub/db'
import { definerAccess, tenantTable } from '@hub/db/migrations'
import type { Migration } from '@hub/db/migrations'
import { TEST_SECRET, asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { declaredBy } from './declared.ts'
import { modules } from './modules/index.ts'
import { router } from './platform/calls/trpc.ts'
import type { EntityDeclaration } from './platform/catalog/entities.ts'
import type { HubModule } from './platform/module.ts'
import { startHub } from './testing/index.ts'
import type { TestHub } from './testing/index.ts'

const boxes: Migration = {
  async up(db) {
    await sql`create table app.shelf_box (id uuid primary key, org_id uuid, name text not null)`.execute(db)
    await tenantTable(db, 'shelf_box', { app: 'select, insert' })
    await definerAccess(db, 'shelf_box', {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
  },
}

const shelf = {
  name: 'shelf',
  title: 'Shelf',
  router: router({}),
  schemas: [],
  permissions: {},
  migrations: { 'shelf/202601010000_boxes': boxes },
  tables: { shelf_box: { atEnd: 'erased' } },
  entities: {},
  activity: {},
  personal: { files: [], leftOut: [] },
} as const satisfies HubModule

describe('a module that brings its tables', () => {
  let hub: TestHub
  beforeAll(async () => {
    hub = await startHub({ modules: [shelf] })
  })
  afterAll(() => hub.stop())

  test('has them when the hub starts, beside those of a module that is gone', async () => {
    const { migrations } = await hub.hub.db.about()
    expect(migrations.applied).toBe(migrations.known)
    const rows = await asSuperuser<{ box: string; task: string }>(
      hub.database,
      "select to_regclass('app.shelf_box')::text as box, to_regclass('app.ops_task')::text as task",
    )
    expect(rows).toEqual([{ box: 'app.shelf_box', task: 'app.ops_task' }])
  })

  test('leaves nothing in an organization that ends, and everything in others', async () => {
    const [gone, open] = [await hub.newOrg(), await hub.newOrg()]
    for (const { orgId } of [gone, open])
      await sql`insert into shelf_box (id, name) values (gen_random_uuid(), 'Winter stock')`.execute(
        hub.hub.db.org(orgId),
      )
    await asSuperuser(hub.database, 'delete from app.organization_member where org_id = $1', [gone.orgId])
    for (let round = 0; round < 20; round += 1)
      await sql`select app.organization_erase(${gone.orgId}, 10)`.execute(hub.hub.db.system)
    expect(await asSuperuser(hub.database, 'select org_id as "orgId" from app.shelf_box')).toEqual([
      { orgId: open.orgId },
    ])
  })
})

describe('a new database', () => {
  const created: string[] = []
  const prepare = async (database: string, given: readonly ModuleSchema[]) =>
    (await prepareDatabase({ adminUrl: inject('adminUrl'), database, secret: TEST_SECRET, modules: given }))
      .migrated
  const newName = () => {
    const name = `hub_test_modules_${randomBytes(4).toString('hex')}`
    created.push(name)
    return name
  }
  let admin: TestHub
  beforeAll(async () => {
    admin = await startHub()
  })
  afterAll(async () => {
    for (const name of created)
      await asSuperuser(admin.database, `drop database if exists ${name} with (force)`)
    await admin.stop()
  })

  test('is whole without modules, and they may join later', async () => {
    const name = newName()
    const own = await prepare(name, [])
    expect(own.filter((migration) => migration.includes('ops'))).toEqual([])
    const all = modules.flatMap(({ migrations = {} }: HubModule) => Object.keys(migrations))
    expect(new Set(await prepare(name, modules))).toEqual(new Set(all))
    expect(await prepare(name, [])).toEqual([])
  })
})

const box = (ofPerson: EntityDeclaration['ofPerson']): EntityDeclaration => ({
  noun: 'Box',
  names: async () => [],
  permission: 'organization.read',
  ofPerson,
})

describe('tables that cannot be kept apart are refused at start', () => {
  test.each<[string, Partial<HubModule>, RegExp]>([
    [
      'a table of another module',
      { tables: { ops_box: { atEnd: 'erased' } } },
      /"shelf" declares "ops_box"\. Permissions begin with "shelf\.", entities and tables with "shelf_"/,
    ],
    [
      'a migration that another could have as well',
      { migrations: { '0042_boxes': boxes } },
      /"shelf" names a migration "0042_boxes"\. Call it .* such as "shelf\/202611211700_boxes"/,
    ],
    [
      'a kind of thing whose rows no file of the export holds',
      { entities: { shelf_box: box({ file: 'boxes.json', whenTheyLeave: 'kept' }) } },
      /entity shelf_box is a person's in the file "boxes\.json", which is not among `personal\.files`/,
    ],
    [
      'a kind of thing of which nobody knows whether it is erased',
      { entities: { shelf_lid: box({ none: 'lids are nobody’s' }) } },
      /entity shelf_lid has no table in `tables`, so nobody knows whether it is erased\. Add "shelf_lid"/,
    ],
    [
      'a migration of another module',
      { migrations: { 'ops/202601010000_boxes': boxes } },
      /names a migration/,
    ],
  ])('%s', (_what, changes, words) => {
    expect(() => declaredBy([{ ...shelf, ...changes }])).toThrow(words)
  })
})
