import { asSuperuser } from '@hub/db/testing'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { read, say } from './features/assistant/testing.ts'
import { exportParts } from './features/auth/own-account/export-parts.ts'
import { removeSamplePeople } from './features/auth/service.ts'
import { zipOf } from './features/auth/own-account/zip.ts'
import { modules } from './modules/index.ts'
import { MICRO } from './shared/micro.ts'
import { asked } from './testing/asked.ts'
import { giveCredits, startHub } from './testing/index.ts'
import type { TestHub, TestOrg } from './testing/index.ts'
import { shelf } from './testing/shelf/module.ts'

const names = (hub: TestHub) => hub.hub.catalog.entries.map(({ path }) => path)

/** A call as the owner, in-process through the whole chain: the typed caller knows the product's modules alone. */
const callOf = (hub: TestHub, org: TestOrg, door: 'web' | 'mcp' = 'web') => {
  const credential = { kind: 'person', userId: org.owner.userId } as const
  return (path: string, input: unknown = {}): Promise<unknown> =>
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

  test('ends an account and the organization that nobody else is in', async () => {
    const { orgId, owner } = await hub.newOrg()
    await removeSamplePeople(hub.hub, [{ email: owner.email, isOwner: true }])
    const { name } = await hub.hub.db.system
      .selectFrom('organization')
      .select('name')
      .where('id', '=', orgId)
      .executeTakeFirstOrThrow()
    expect(name).toBe('Deleted organization')
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
    id = ((await callOf(hub, org)('modules.shelf.put', { name: 'Winter stock' })) as { id: string }).id
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
    expect(files['README.txt']).toContain('boxes you put there or emptied')
  })

  test('has its line in the briefing, for those who may see it', async () => {
    const other = await hub.newOrg()
    const kept = (await callOf(hub, other)('modules.shelf.put', { name: 'Lamps' })) as { id: string }
    expect((await other.api.system.briefing({})).lines).toEqual([
      {
        name: 'shelf.full',
        part: 'Shelf',
        kind: 'know',
        urgency: 'usual',
        words: '1 boxes are full',
        count: 1,
        act: 'Empty it',
        link: `/o/${other.slug}/shelf`,
        rows: [{ id: kept.id, name: 'Lamps', link: `/o/${other.slug}/shelf?box=${kept.id}` }],
      },
    ])
    const outsider = await other.join('member', { shelf: 'none' })
    expect((await outsider.api.system.briefing({})).lines).toEqual([])
  })

  test('is found by its words, with where it is shown', async () => {
    const { kinds } = await org.api.system.find({ query: 'winter', kinds: ['shelf_box'] })
    expect(kinds).toEqual([
      {
        kind: 'shelf_box',
        noun: 'Box',
        plural: 'Boxes',
        items: [{ id, name: 'Winter stock', detail: null, link: `/o/${org.slug}/shelf?box=${id}` }],
      },
    ])
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

  test('keeps what others need when somebody leaves, and goes with its organization', async () => {
    const other = await hub.newOrg()
    const member = await other.join('member')
    const putAs = (userId: string, name: string) =>
      hub.hub.catalog.call(
        'modules.shelf.put',
        { name },
        hub.call({ credential: { kind: 'person', userId }, org: other.slug }),
      )
    await putAs(member.userId, 'Left behind')
    expect((await exportOf(hub, member.userId))['boxes.json']).toContain('Left behind')
    await removeSamplePeople(hub.hub, [{ email: member.email, isOwner: false }])
    await expect(callOf(hub, other)('modules.shelf.list')).resolves.toMatchObject({
      items: [{ name: 'Left behind' }],
    })
    const boxes = () =>
      asSuperuser(hub.database, 'select name from app.shelf_box where org_id = $1', [other.orgId])
    expect(await boxes()).toHaveLength(1)
    await removeSamplePeople(hub.hub, [{ email: other.owner.email, isOwner: true }])
    expect(await boxes()).toEqual([])
    await expect(callOf(hub, org)('modules.shelf.list')).resolves.toMatchObject({ items: [{ id }] })
  })
})
