import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declaredBy } from './declared.ts'
import { modules } from './modules/index.ts'
import type { OrgPermission } from './platform/access/permissions.ts'
import { machineIn } from './platform/calls/machine.ts'
import { orgProcedure, router } from './platform/calls/trpc.ts'
import { listener } from './platform/events/listener.ts'
import type { HubModule } from './platform/module.ts'
import { Done, done, mutationInput } from './shared/mutation.ts'
import { MICRO } from './shared/micro.ts'
import { sweeps } from './sweeps.ts'
import { giveCredits, startHub } from './testing/index.ts'
import type { TestHub, TestOrg } from './testing/index.ts'

const swept: string[] = []
let brokenOrg = ''

const meta = { description: 'Something of the shelf.', effect: 'write' } as const

const shelf: HubModule = {
  name: 'shelf',
  title: 'Shelf',
  router: router({
    count: orgProcedure
      .meta({
        ...meta,
        title: 'Count',
        permission: 'shelf.box.write' as OrgPermission,
        price: { fixed: { system: MICRO } },
        doors: 'all',
      })
      .input(mutationInput({}))
      .output(Done)
      .mutation(({ ctx }) => ctx.write(async (tx) => (tx.audit('shelf.box.counted'), done))),
    seal: orgProcedure
      .meta({
        ...meta,
        title: 'Seal',
        permission: 'shelf.box.write' as OrgPermission,
        price: null,
        doors: 'noTools',
      })
      .input(mutationInput({}))
      .output(Done)
      .mutation(({ ctx }) => ctx.write(async () => done)),
  }),
  schemas: [],
  permissions: { 'shelf.box.write': { title: 'Count boxes', level: 'write' } },
  machines: {
    'shelf.keeper': {
      title: 'Shelf: keeper',
      permissions: ['ops.task.write', 'shelf.box.write' as OrgPermission],
    },
    'shelf.reader': { title: 'Shelf: reader', permissions: ['ops.task.read'] },
  },
  listeners: [
    listener({
      name: 'shelf.follow',
      as: 'shelf.keeper',
      topics: ['ops.task.completed'],
      async run({ payload }, machine) {
        await machine.call('modules.ops.tasks.create', { title: `After: ${payload.title}` })
      },
    }),
  ],
  jobs: [
    {
      name: 'shelf.rounds',
      as: 'shelf.reader',
      schedule: { everyMs: 60_000 },
      async run(machine) {
        if (machine.orgId === brokenOrg) throw new Error('nobody there')
        await machine.call('modules.ops.tasks.list', {})
        swept.push(machine.orgId)
      },
    },
  ],
  entities: {},
  activity: { 'shelf.box': 'shelf.box.write' },
  personal: { files: [], leftOut: [] },
}

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ modules: [...modules, shelf] })
})
afterAll(() => hub.stop())

const as = (name: string, org: TestOrg) => machineIn(hub.hub, { name, orgId: org.orgId })
const titles = async (org: TestOrg) =>
  (await org.api.modules.ops.tasks.list({})).items.map(({ title }) => title)

describe('work without a person', () => {
  test('is done in the organization of the event, once however often that is delivered', async () => {
    const [org, other] = [await hub.newOrg(), await hub.newOrg()]
    const { id } = await org.api.modules.ops.tasks.create({ title: 'Fire the kiln' })
    await org.api.modules.ops.tasks.complete({ id })
    await hub.hub.outbox.drain()
    await asSuperuser(
      hub.database,
      'update app.outbox_delivery set delivered_at = null, attempts = 0, available_at = now()',
    )
    await hub.hub.outbox.drain()
    expect((await titles(org)).toSorted()).toEqual(['After: Fire the kiln', 'Fire the kiln'])
    expect(await titles(other)).toEqual([])
  })

  test('stands under its name in the audit log and the activity list, with the request that caused it', async () => {
    const org = await hub.newOrg()
    const { id } = await org.api.modules.ops.tasks.create({ title: 'Glaze' })
    await org.api.modules.ops.tasks.complete({ id })
    await hub.hub.outbox.drain()
    const { items } = await org.api.audit.list({})
    const [made, completed] = items
    expect(made).toMatchObject({
      action: 'ops.task.created',
      actorName: 'Shelf: keeper',
      actorKind: 'machine',
      door: 'system',
      requestId: completed?.requestId,
    })
    expect((await org.api.audit.list({ search: 'keeper' })).items).toHaveLength(1)
    expect((await org.api.audit.activity({})).items[0]).toMatchObject({
      actorId: null,
      actorName: 'Shelf: keeper',
      title: 'After: Glaze',
    })
  })

  test('is no activity where it is about nothing, such as a nightly check', async () => {
    const org = await hub.newOrg()
    await as('accounting.keeper', org).call('modules.accounting.book.verify', {})
    expect((await org.api.audit.list({})).items).toMatchObject([{ action: 'accounting.book.verified' }])
    expect((await org.api.audit.activity({})).items).toEqual([])
  })

  test('costs what it costs', async () => {
    const org = await hub.newOrg()
    await expect(as('shelf.keeper', org).call('modules.shelf.count', {})).rejects.toMatchObject({
      code: 'PAYMENT_REQUIRED',
    })
    await giveCredits(hub, org.orgId, { micro: 3 * MICRO })
    await as('shelf.keeper', org).call('modules.shelf.count', {})
    const { items } = await org.api.credits.history({})
    expect(items[0]).toMatchObject({ deltaMicro: -MICRO, actorName: 'Shelf: keeper' })
  })

  interface Attempt {
    act: string
    name?: string
    path: string
    input?: Record<string, unknown>
    code: 'FORBIDDEN' | 'NOT_FOUND'
  }
  const create = 'modules.ops.tasks.create'
  test.each<Attempt>([
    {
      act: 'write with what only reads',
      name: 'shelf.reader',
      path: create,
      input: { title: 'No' },
      code: 'FORBIDDEN',
    },
    { act: 'see what nobody gave it', path: 'organizations.members.list', code: 'FORBIDDEN' },
    { act: 'look at approvals', path: 'approvals.list', code: 'FORBIDDEN' },
    { act: 'approve', path: 'approvals.approve', input: { id: crypto.randomUUID() }, code: 'NOT_FOUND' },
    { act: 'do what is for people', path: 'modules.shelf.seal', code: 'NOT_FOUND' },
    { act: 'have an account', path: 'auth.me', code: 'NOT_FOUND' },
    { act: 'administer the hub', path: 'admin.overview', code: 'NOT_FOUND' },
    {
      act: 'be one that nobody declares',
      name: 'shelf.ghost',
      path: 'modules.ops.tasks.list',
      code: 'NOT_FOUND',
    },
  ])('cannot $act', async ({ name = 'shelf.keeper', path, input = {}, code }) => {
    const org = await hub.newOrg()
    await expect(as(name, org).call(path, input)).rejects.toMatchObject({ code })
    const refusals = (await org.api.audit.list({ action: 'access.refused' })).items
    expect(refusals.map(({ actorKind }) => actorKind)).toEqual(code === 'FORBIDDEN' ? ['machine'] : [])
  })

  test('reaches no other organization, and none that is suspended', async () => {
    const [org, other] = [await hub.newOrg(), await hub.newOrg()]
    const credential = { kind: 'machine', name: 'shelf.keeper', orgId: org.orgId } as const
    const input = { title: 'Elsewhere' }
    await expect(
      hub.hub.catalog.call('modules.ops.tasks.create', input, hub.call({ credential, org: other.slug })),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await asSuperuser(hub.database, 'update app.organization set suspended_at = now() where id = $1', [
      org.orgId,
    ])
    await expect(as('shelf.keeper', org).call('modules.ops.tasks.create', input)).rejects.toMatchObject({
      code: 'ORGANIZATION_SUSPENDED',
    })
  })

  test('goes round all open organizations, whatever happens in one of them', async () => {
    const [broken, fine, closed] = [await hub.newOrg(), await hub.newOrg(), await hub.newOrg()]
    brokenOrg = broken.orgId
    await asSuperuser(hub.database, 'update app.organization set suspended_at = now() where id = $1', [
      closed.orgId,
    ])
    const rounds = sweeps(() => hub.hub, [shelf]).find(({ name }) => name === 'shelf.rounds')
    swept.length = 0
    await expect(rounds?.run()).rejects.toThrow(/^It failed in 1 of \d+ organizations\./)
    expect(swept).toContain(fine.orgId)
    expect(swept).not.toContain(broken.orgId)
    expect(swept).not.toContain(closed.orgId)
  })
})

describe('machines that are too strong or unknown are refused at start', () => {
  const machine = (permission: string): Partial<HubModule> => ({
    machines: {
      ...shelf.machines,
      'shelf.more': { title: 'More', permissions: [permission as OrgPermission] },
    },
  })
  test.each<[string, Partial<HubModule>, RegExp]>([
    [
      'one that would decide on approvals',
      machine('approval.decide'),
      /"shelf\.more" asks for "approval\.decide"\. A machine may hold/,
    ],
    ['one that would make keys', machine('apiKey.write'), /asks for "apiKey\.write"/],
    ['one with a permission that nobody declares', machine('ops.task.burn'), /asks for "ops\.task\.burn"/],
    [
      'one of another module',
      { machines: { ...shelf.machines, 'ops.keeper': { title: 'Keeper', permissions: [] } } },
      /declares the machine "ops\.keeper"\. Its name begins with "shelf\."/,
    ],
    [
      'work as nobody',
      { machines: {} },
      /"shelf\.follow" works as "shelf\.keeper", which it does not declare/,
    ],
  ])('%s', (_what, changes, words) => {
    expect(() => declaredBy([...modules, { ...shelf, ...changes }])).toThrow(words)
  })
})
