import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { modules } from '../../modules/index.ts'
import type { OrgPermission } from '../../platform/access/permissions.ts'
import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import type { HubModule } from '../../platform/module.ts'
import { entityId } from '../../shared/ids.ts'
import { listInput, listOutput } from '../../shared/list.ts'
import { MICRO } from '../../shared/micro.ts'
import { searchPhrase } from '../../shared/text.ts'
import { asked } from '../../testing/asked.ts'
import { giveCredits, issueKey, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { say } from '../assistant/testing.ts'
import { attach } from '../files/testing.ts'

const Crate = z.strictObject({ id: entityId('cellar_crate'), label: z.string() })

/** A module whose list answers, fails or hangs as the test wants. */
let cellarAnswers = (): Promise<{ id: string; label: string }[]> => Promise.resolve([])

const cellar: HubModule = {
  name: 'cellar',
  title: 'Cellar',
  router: router({
    list: orgProcedure
      .meta({
        title: 'List crates',
        description: 'Crates in the cellar.',
        // Modules name their permissions by merging; one that exists only here cannot.
        permission: 'cellar.crate.read' as OrgPermission,
        price: null,
        effect: 'read',
        // The assistant would have to learn it first.
        doors: 'noTools',
      })
      .input(listInput(['newest'], { search: searchPhrase.optional() }))
      .output(listOutput(Crate))
      .query(async () => ({ items: await cellarAnswers(), nextCursor: null })),
  }),
  schemas: [],
  permissions: { 'cellar.crate.read': { title: 'See crates', level: 'read' } },
  entities: {
    cellar_crate: {
      noun: 'Crate',
      names: async () => [],
      permission: 'cellar.crate.read',
      ofPerson: { none: 'Crates belong to the cellar.' },
      link: '/o/{org}/crates?open={id}',
      find: {
        path: 'modules.cellar.list',
        words: 'search',
        row: ({ id, label }: z.infer<typeof Crate>) => ({ id, name: label, detail: null }),
      },
    },
  },
  activity: {},
  personal: { files: [], leftOut: [] },
}

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub({ modules: [...modules, cellar] })
  org = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro: MICRO })
})
afterAll(() => hub.stop())

type Found = Awaited<ReturnType<TestOrg['api']['system']['find']>>
const kindsOf = ({ kinds }: Found) => kinds.map(({ kind }) => kind)
const itemsOf = ({ kinds }: Found, kind: string) => kinds.find((one) => one.kind === kind)?.items ?? []

describe('finding by words', () => {
  test('reaches every kind there is, with where it is shown', async () => {
    const { api, slug } = org
    const task = await api.modules.ops.tasks.create({ title: 'Quarry survey' })
    const { key } = await api.auth.apiKeys.create({ name: 'Quarry till', scopes: ['ops.task.read'] })
    const { sent } = await say(api, 'Anything about the quarry?')
    const { as } = org
    const approval = await asked(as({ door: 'mcp' }).modules.ops.tasks.create({ title: 'Close the quarry' }))
    cellarAnswers = async () => [{ id: task.id, label: 'Quarry stones' }]
    const found = await api.system.find({ query: 'quarry' })
    expect(found.unanswered).toEqual([])
    expect(itemsOf(found, 'ops_task')).toEqual([
      {
        id: task.id,
        name: 'Quarry survey',
        detail: 'To do',
        link: `/o/${slug}/tasks?task=${task.id}`,
      },
    ])
    expect(itemsOf(found, 'auth_api_key')).toMatchObject([{ id: key.id, link: `/o/${slug}/connect` }])
    expect(itemsOf(found, 'assistant_conversation')).toMatchObject([
      { id: sent.conversationId, link: `/o/${slug}/assistant/${sent.conversationId}` },
    ])
    expect(itemsOf(found, 'approval')).toMatchObject([
      { id: approval, name: 'Create a task', detail: 'Waiting, Close the quarry' },
    ])
    expect(itemsOf(found, 'cellar_crate')).toMatchObject([
      { name: 'Quarry stones', link: `/o/${slug}/crates?open=${task.id}` },
    ])
  })

  test('leads from a file to what it is attached to', async () => {
    const { api, slug, owner } = await hub.newOrg()
    const { id, entityId } = await attach(api, { name: 'quarry.txt' })
    cellarAnswers = async () => []
    const found = await api.system.find({ query: 'quarry' })
    expect(itemsOf(found, 'attached_file')).toEqual([
      {
        id,
        name: 'quarry.txt',
        detail: `plain text, 9 bytes, ${owner.name}`,
        link: `/o/${slug}/tasks?task=${entityId}`,
      },
    ])
  })

  test('reaches people and entries of the ledger', async () => {
    const found = await org.api.system.find({ query: org.owner.name })
    expect(itemsOf(found, 'organization_member.user_id')).toMatchObject([
      { id: org.owner.userId, detail: `${org.owner.email}, owner` },
    ])
    const given = itemsOf(await org.api.system.find({ kinds: ['credit_entry'] }), 'credit_entry')
    expect(given).toMatchObject([
      { detail: expect.stringMatching(/^(.+, )?\+1\.00 credits, [A-Z][a-z]+day \d+ [A-Z][a-z]+$/) },
    ])
    expect(given[0]?.link).toBe(`/o/${org.slug}/credits?q=${encodeURIComponent(given[0]?.name ?? '')}`)
  })

  test('puts the kind first whose names are meant', async () => {
    const { api } = org
    await api.modules.ops.tasks.create({ title: 'Ring her', notes: 'Zenobia wants two' })
    cellarAnswers = async () => [{ id: org.orgId, label: 'Zenobia' }]
    expect(kindsOf(await api.system.find({ query: 'zenob' }))).toEqual(['cellar_crate', 'ops_task'])
  })

  test('takes as many of each kind as were asked for, and only the kinds', async () => {
    for (const n of [1, 2, 3]) await org.api.modules.ops.tasks.create({ title: `Grout ${n}` })
    const found = await org.api.system.find({ query: 'grout', kinds: ['ops_task'], limit: 2 })
    expect(kindsOf(found)).toEqual(['ops_task'])
    expect(itemsOf(found, 'ops_task')).toHaveLength(2)
    await expect(org.api.system.find({ kinds: ['ops_tasks'] })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringMatching(/ops_task, .*cellar_crate/),
    })
  })

  test('goes on without a list that fails, and names it', async () => {
    cellarAnswers = () => Promise.reject(new Error('The cellar is flooded.'))
    await org.api.modules.ops.tasks.create({ title: 'Pump out' })
    const found = await org.api.system.find({ query: 'pump' })
    expect(found.unanswered).toEqual(['cellar_crate'])
    expect(itemsOf(found, 'ops_task')).toHaveLength(1)
  })
})

describe('finding shows nobody more than the lists do', () => {
  test('a viewer finds no keys', async () => {
    const viewer = await org.join('viewer')
    await org.api.auth.apiKeys.create({ name: 'Harbor till', scopes: ['ops.task.read'] })
    cellarAnswers = async () => [{ id: org.orgId, label: 'Harbor' }]
    expect(kindsOf(await viewer.api.system.find({ query: 'harbor' }))).toEqual(['cellar_crate'])
    await expect(viewer.api.system.find({ kinds: ['auth_api_key'] })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })

  test('a member finds their own keys and conversations alone', async () => {
    const member = await org.join('member')
    await org.api.auth.apiKeys.create({ name: 'Lantern till', scopes: ['ops.task.read'] })
    await say(org.api, 'Where is the lantern?')
    cellarAnswers = async () => []
    expect(kindsOf(await member.api.system.find({ query: 'lantern' }))).toEqual([])
  })

  test('another organization finds nothing', async () => {
    await org.api.modules.ops.tasks.create({ title: 'Velvet order' })
    cellarAnswers = async () => []
    const stranger = await hub.newOrg()
    expect(kindsOf(await stranger.api.system.find({ query: 'velvet' }))).toEqual([])
  })

  test('a key finds what its scopes reach', async () => {
    const { text } = await issueKey(hub.hub, {
      orgId: org.orgId,
      userId: org.owner.userId,
      kind: 'assistant',
      scopes: ['organization.read', 'ops.task.read'],
    })
    const api = hub.api(hub.call({ door: 'mcp', credential: { kind: 'apiKey', key: text } }))
    expect(kindsOf(await api.system.find({}))).toEqual(['ops_task'])
  })

  test('words of a request are found by those who may see them', async () => {
    const { as } = org
    await asked(as({ door: 'mcp' }).modules.ops.tasks.create({ title: 'Buy saffron' }))
    const viewer = await org.join('viewer')
    const kinds = ['approval']
    expect(itemsOf(await viewer.api.system.find({ query: 'saffron', kinds }), 'approval')).toEqual([])
    expect(itemsOf(await viewer.api.system.find({ query: 'create a task', kinds }), 'approval')).not.toEqual(
      [],
    )
    expect(itemsOf(await org.api.system.find({ query: 'saffron', kinds }), 'approval')).toHaveLength(1)
  })
})

test('a program pays for one read, however many kinds there are', async () => {
  cellarAnswers = async () => []
  const before = (await org.api.credits.balance()).availableMicro
  await org.as({ door: 'mcp' }).system.find({ query: 'anything' })
  const after = (await org.api.credits.balance()).availableMicro
  expect(before - after).toBe(MICRO / 100)
})
