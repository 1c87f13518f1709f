import { sql } from '@hub/db'
import { definerAccess, tenantTable } from '@hub/db/migrations'
import type { Migration } from '@hub/db/migrations'
import { asSuperuser } from '@hub/db/testing'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { declaredBy } from './declared.ts'
import { read, say } from './features/assistant/testing.ts'
import { exportParts } from './features/auth/own-account/export-parts.ts'
import { zipOf } from './features/auth/own-account/zip.ts'
import { modules } from './modules/index.ts'
import type { OrgPermission } from './platform/access/permissions.ts'
import { orgProcedure, router } from './platform/calls/trpc.ts'
import type { HubModule } from './platform/module.ts'
import { entityId } from './shared/ids.ts'
import { Done, done, mutationInput } from './shared/mutation.ts'
import { MICRO } from './shared/micro.ts'
import { NoInput } from './shared/no-input.ts'
import { asked } from './testing/asked.ts'
import { giveCredits, startHub } from './testing/index.ts'
import type { TestHub, TestOrg } from './testing/index.ts'

/** Modules name their permissions by merging; one that exists only here cannot. */
const may = (permission: string) => permission as OrgPermission

/** Rows that leave in the export are plain records. */
type BoxRow = Record<string, unknown> & { id: string; name: string }

const boxes: Migration = {
  async up(db) {
    await sql`create table app.shelf_box (id uuid primary key, org_id uuid, name text not null, emptied_by uuid)`.execute(
      db,
    )
    await tenantTable(db, 'shelf_box', { app: 'select, update' })
    await definerAccess(db, 'shelf_box', {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
  },
}

const meta = { price: null, doors: 'all', description: 'A box on a shelf.' } as const

/** A module that no other file knows of. */
const shelf: HubModule = {
  name: 'shelf',
  title: 'Shelf',
  router: router({
    list: orgProcedure
      .meta({ ...meta, title: 'List boxes', permission: may('shelf.box.read'), effect: 'read' })
      .input(NoInput)
      .output(
        z.strictObject({ items: z.array(z.strictObject({ id: entityId('shelf_box'), name: z.string() })) }),
      )
      .query(async ({ ctx }) => ({
        items: (await sql<BoxRow>`select id, name from shelf_box order by name`.execute(ctx.db)).rows,
      })),
    empty: orgProcedure
      .meta({ ...meta, title: 'Empty a box', permission: may('shelf.box.write'), effect: 'write' })
      .input(mutationInput({ id: entityId('shelf_box') }))
      .output(Done)
      .mutation(({ ctx, input }) =>
        ctx.write(async (tx) => {
          await sql`update shelf_box set emptied_by = ${ctx.actor.userId} where id = ${input.id}`.execute(tx)
          tx.audit('shelf.box.emptied', { box: input.id })
          return done
        }),
      ),
  }),
  schemas: [],
  permissions: {
    'shelf.box.read': { title: 'See boxes', level: 'read' },
    'shelf.box.write': { title: 'Empty boxes', level: 'write', isWork: true },
  },
  migrations: { 'shelf/202601010000_boxes': boxes },
  tables: { shelf_box: { atEnd: 'erased' } },
  entities: {
    shelf_box: {
      noun: 'Box',
      ofPerson: { file: 'boxes.json', whenTheyLeave: 'kept' },
      names: async (db, ids) =>
        (await sql<BoxRow>`select id, name from shelf_box where id = any(${[...ids]}::uuid[])`.execute(db))
          .rows,
      permission: 'shelf.box.read',
      target: 'box',
    },
  },
  activity: { 'shelf.box': 'shelf.box.read' },
  personal: {
    files: [
      {
        name: 'boxes.json',
        about: 'boxes you emptied',
        read: async ({ db, userId }, after) =>
          (
            await sql<BoxRow>`select id, name from shelf_box where emptied_by = ${userId} and id > ${after} order by id`.execute(
              db,
            )
          ).rows,
      },
    ],
    leftOut: [],
  },
}

const names = (hub: TestHub) => hub.hub.catalog.entries.map(({ path }) => path)

/** A call as the owner, in-process through the whole chain: the typed caller knows the product's modules alone. */
const callOf = (hub: TestHub, org: TestOrg, door: 'web' | 'mcp' = 'web') => {
  const credential = { kind: 'person', userId: org.owner.userId } as const
  return (path: string, input: unknown = {}) =>
    hub.hub.catalog.call(path, input, hub.call({ door, credential, org: org.slug }))
}

async function exportOf(hub: TestHub, userId: string): Promise<Record<string, string>> {
  const chunks: Uint8Array[] = []
  for await (const part of zipOf(exportParts({ hub: hub.hub, userId }))) chunks.push(part)
  const files = Object.entries(unzipSync(Buffer.concat(chunks)))
  return Object.fromEntries(files.map(([name, bytes]) => [name, strFromU8(bytes)]))
}

describe('a hub without its modules', () => {
  let hub: TestHub
  let org: TestOrg
  beforeAll(async () => {
    hub = await startHub({ modules: [] })
    org = await hub.newOrg()
  })
  afterAll(() => hub.stop())

  test('has every procedure but theirs, and no permission of theirs', async () => {
    const theirs = (name: string) => modules.some((module) => name.includes(`modules.${module.name}.`))
    expect(names(hub).filter(theirs)).toEqual([])
    expect(names(hub).length).toBeGreaterThan(90)
    const { permissions } = await org.api.organizations.roles({})
    expect(permissions.map(({ name }) => name).filter((name) => name.startsWith('ops.'))).toEqual([])
    expect(hub.hub.permissions.of('owner').has('organization.own')).toBe(true)
  })

  test('answers, tells what happened, and exports what it keeps', async () => {
    const call = callOf(hub, org)
    await expect(call('modules.ops.tasks.list')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await org.api.organizations.update({ name: 'Quay Street Books', version: 1 })
    expect((await org.api.audit.activity({})).items).toMatchObject([{ title: 'Quay Street Books' }])
    expect(await org.api.system.help({})).toBeDefined()
    expect((await org.as({}).auth.usage({})).groups).toEqual([])
    const { 'README.txt': readme, ...files } = await exportOf(hub, org.owner.userId)
    expect(readme).toContain('conversations.json')
    expect(Object.keys(files)).not.toContain('tasks.json')
  })

  test('has an assistant that says what is not there, and proposes nothing of it', async () => {
    for (const wish of ['Add a task: sieve the glaze', 'What can you do?', 'How many credits are left?']) {
      const { events } = await say(org.api, wish)
      expect(events.at(-1)?.data.type, wish).toBe('finished')
      expect(read(events), wish).not.toBe('')
    }
    expect((await org.api.approvals.list({})).items).toEqual([])
  })
})

describe('a module of one declaration', () => {
  let hub: TestHub
  let org: TestOrg
  let id: string
  beforeAll(async () => {
    hub = await startHub({ modules: [...modules, shelf] })
    org = await hub.newOrg()
    const [row] = await asSuperuser<{ id: string }>(
      hub.database,
      `insert into app.shelf_box (id, org_id, name) values (gen_random_uuid(), $1, 'Winter stock') returning id`,
      [org.orgId],
    )
    id = row?.id ?? ''
  })
  afterAll(() => hub.stop())

  test('is behind every door by its names', async () => {
    expect(hub.hub.catalog.byTool('shelf_list')?.restPath).toBe('modules/shelf/list')
    expect(hub.hub.catalog.get('modules.shelf.empty')?.toolset).toBe('shelf')
    await expect(callOf(hub, org)('modules.shelf.list')).resolves.toEqual({
      items: [{ id, name: 'Winter stock' }],
    })
  })

  test('shows its permissions in the table of roles and to keys', async () => {
    const { permissions } = await org.api.organizations.roles({})
    expect(permissions).toContainEqual({
      name: 'shelf.box.write',
      title: 'Empty boxes',
      roles: ['owner', 'admin', 'member'],
    })
    const { scopes } = await org.api.auth.apiKeys.scopes({})
    expect(scopes).toContainEqual(expect.objectContaining({ name: 'shelf.box.read', title: 'See boxes' }))
  })

  test('is named in approvals, done by whoever approves, and told in the activity and the export', async () => {
    await giveCredits(hub, org.orgId, { micro: MICRO })
    const approval = await asked(callOf(hub, org, 'mcp')('modules.shelf.empty', { id }))
    expect((await org.api.approvals.get({ id: approval })).preview).toEqual([
      { label: 'Box', value: 'Winter stock' },
    ])
    await org.api.approvals.approve({ id: approval })
    const { items } = await org.api.audit.activity({})
    expect(items).toContainEqual(
      expect.objectContaining({ action: 'shelf.box.emptied', entity: 'box', title: 'Winter stock' }),
    )
    expect(items).toContainEqual(
      expect.objectContaining({
        action: 'approval.requested',
        title: 'Empty a box',
        subject: 'Winter stock',
      }),
    )
    const files = await exportOf(hub, org.owner.userId)
    expect(JSON.parse(files['boxes.json'] ?? '')).toMatchObject([{ name: 'Winter stock' }])
    expect(files['README.txt']).toContain('boxes you emptied')
  })

  test('names nothing to whoever may not see it', async () => {
    const viewer = await org.join('viewer')
    const stranger = await hub.newOrg()
    const call = callOf(hub, stranger)
    await expect(call('modules.shelf.list')).resolves.toEqual({ items: [] })
    await expect(callOf(hub, stranger, 'mcp')('modules.shelf.empty', { id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    expect((await viewer.api.audit.activity({})).items).toContainEqual(
      expect.objectContaining({ action: 'shelf.box.emptied', title: 'Winter stock' }),
    )
  })
})

describe('modules that cannot work together are refused at start', () => {
  const { router: procedures, ...parts } = shelf
  const kind = {
    noun: 'Box',
    names: async () => [],
    permission: 'shelf.box.read',
    ofPerson: { none: 'boxes are the shelf’s' },
  }
  const plain = (changes: Partial<HubModule>): HubModule => ({ ...parts, router: procedures, ...changes })

  test.each<[string, readonly HubModule[], RegExp]>([
    [
      'a name twice',
      [shelf, plain({})],
      /"shelf" declares the name "shelf", which the module "shelf" declares already/,
    ],
    [
      'a permission of another',
      [plain({ permissions: { ...parts.permissions, 'ops.task.read': { title: 'See', level: 'read' } } })],
      /declares "ops.task.read"\. Permissions begin with "shelf\."/,
    ],
    [
      'an entity of another',
      [
        plain({
          entities: { ops_task: kind },
        }),
      ],
      /declares "ops_task"/,
    ],
    [
      'a key of the audit log that the hub has',
      [
        plain({
          entities: { shelf_box: { ...kind, target: 'user' } },
        }),
      ],
      /declares the audit target "user", which the hub itself declares already/,
    ],
    [
      'a permission that nobody declares',
      [plain({ permissions: { 'shelf.box.read': { title: 'See boxes', level: 'read' } } })],
      /procedure empty asks for the permission "shelf.box.write", which nobody declares/,
    ],
    [
      'an event of another',
      [...modules, plain({ events: { 'ops.task.created': z.strictObject({}) } })],
      /declares the event "ops.task.created", which the module "ops" declares already/,
    ],
    ['a name that is no address', [plain({ name: 'My shelf' })], /needs a name of small letters/],
    [
      'a file of the export twice',
      [
        ...modules,
        plain({
          personal: { files: [{ name: 'tasks.json', about: '', read: async () => [] }], leftOut: [] },
        }),
      ],
      /declares the export file "tasks.json", which the module "ops" declares already/,
    ],
  ])('%s', (_what, given, words) => {
    expect(() => declaredBy(given)).toThrow(words)
  })
})
