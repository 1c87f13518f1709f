import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { declaredBy } from './declared.ts'
import { modules } from './modules/index.ts'
import type { OrgPermission } from './platform/access/permissions.ts'
import { machineIn } from './platform/calls/machine.ts'
import { orgProcedure, router } from './platform/calls/trpc.ts'
import { readSettings } from './platform/kept/settings.ts'
import type { HubModule } from './platform/module.ts'
import { NoInput } from './shared/no-input.ts'
import { startHub } from './testing/index.ts'
import type { TestHub, TestOrg } from './testing/index.ts'

const fields = z
  .object({
    weekBegins: z
      .enum(['monday', 'sunday'])
      .default('monday')
      .meta({ title: 'Week begins', description: 'The first column.', labels: { sunday: 'On Sunday' } }),
    lowAt: z.int().min(0).max(99).default(5).meta({ title: 'Low at', description: 'Boxes left.' }),
    fullAt: z.int().min(1).default(50).meta({ title: 'Full at', description: 'Boxes there.' }),
    isLocked: z.boolean().default(false).meta({ title: 'Locked', description: 'At night.' }),
    greeting: z.string().max(20).default('Hello').meta({ title: 'Greeting', description: 'On slips.' }),
  })
  .refine(({ lowAt, fullAt }) => lowAt < fullAt, { message: 'Low comes before full.', path: ['lowAt'] })

const manage = 'shelf.box.manage'

const shelf: HubModule = {
  name: 'shelf',
  title: 'Shelf',
  router: router({
    greet: orgProcedure
      .meta({
        title: 'Greet',
        description: 'Says what is set.',
        permission: 'shelf.box.read' as OrgPermission,
        price: null,
        effect: 'read',
        doors: 'all',
      })
      .input(NoInput)
      .output(z.strictObject({ text: z.string(), lowAt: z.int() }))
      .query(async ({ ctx }) => {
        const { greeting: text, lowAt } = await readSettings(ctx, fields)
        return { text, lowAt }
      }),
  }),
  schemas: [],
  permissions: {
    'shelf.box.read': { title: 'See boxes', level: 'read' },
    [manage]: { title: 'Set up boxes', level: 'manage' },
  },
  machines: { 'shelf.keeper': { title: 'Shelf: keeper', permissions: ['shelf.box.read' as OrgPermission] } },
  settings: { fields, permission: manage },
  entities: {},
  activity: {},
  personal: { files: [], leftOut: [] },
}

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ modules: [...modules, shelf] })
})
afterAll(() => hub.stop())

const greet = ({ owner, slug }: TestOrg) =>
  hub.hub.catalog.call(
    'modules.shelf.greet',
    {},
    hub.call({ credential: { kind: 'person', userId: owner.userId }, org: slug }),
  )
const set = (
  { api }: Pick<TestOrg, 'api'>,
  values: Record<string, string | number | boolean>,
  version?: number,
) => api.organizations.moduleSettings.set({ module: 'shelf', values, version })
const valuesOf = async ({ api }: Pick<TestOrg, 'api'>) => {
  const [module] = (await api.organizations.moduleSettings.get({})).modules
  return Object.fromEntries((module?.settings ?? []).map(({ name, value }) => [name, value]))
}
const defaults = { weekBegins: 'monday', lowAt: 5, fullAt: 50, isLocked: false, greeting: 'Hello' }

describe('settings of a module', () => {
  test('are shown with titles and what may be chosen, first as the module says', async () => {
    const org = await hub.newOrg()
    const { modules: shown } = await org.api.organizations.moduleSettings.get({})
    expect(shown).toMatchObject([{ module: 'shelf', title: 'Shelf', mayChange: true, version: 0 }])
    expect(shown[0]?.settings.slice(0, 2)).toEqual([
      {
        name: 'weekBegins',
        title: 'Week begins',
        description: 'The first column.',
        kind: 'choice',
        options: [
          { value: 'monday', label: 'Monday' },
          { value: 'sunday', label: 'On Sunday' },
        ],
        minimum: null,
        maximum: null,
        maxLength: null,
        value: 'monday',
      },
      expect.objectContaining({ name: 'lowAt', kind: 'number', minimum: 0, maximum: 99, value: 5 }),
    ])
    expect(await valuesOf(org)).toEqual(defaults)
  })

  test('hold in this organization alone, for procedures and machines', async () => {
    const [org, other] = [await hub.newOrg(), await hub.newOrg()]
    await set(org, { greeting: 'Ahoy' })
    await set(org, { lowAt: 9 })
    await expect(greet(org)).resolves.toEqual({ text: 'Ahoy', lowAt: 9 })
    await expect(greet(other)).resolves.toEqual({ text: 'Hello', lowAt: 5 })
    const machine = machineIn(hub.hub, { name: 'shelf.keeper', orgId: org.orgId })
    expect(await machine.settings(fields)).toMatchObject({ greeting: 'Ahoy', fullAt: 50 })
    await expect(machine.settings(z.object({}))).rejects.toThrow('No module of this hub declares')
  })

  test.each<[string, Record<string, string | number | boolean>, RegExp]>([
    ['one that is not there', { color: 'red' }, /Shelf has no setting "color"/],
    ['another kind', { lowAt: 'many' }, /low at/i],
    ['too much', { lowAt: 100 }, /at most 99/],
    ['what is no choice', { weekBegins: 'friday' }, /monday, sunday/],
    ['what does not go together', { lowAt: 60 }, /Low comes before full/],
    ['too long a text', { greeting: 'Good morning, dear colleagues' }, /at most 20/],
  ])('refuse %s', async (_what, values, words) => {
    const org = await hub.newOrg()
    await expect(set(org, values)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringMatching(words),
    })
    expect(await valuesOf(org)).toEqual(defaults)
  })

  test('are not written over what somebody saved meanwhile', async () => {
    const org = await hub.newOrg()
    const { version } = await set(org, { lowAt: 7 }, 0)
    expect(version).toBe(1)
    await expect(set(org, { lowAt: 8 }, 0)).rejects.toMatchObject({ code: 'STALE_VERSION' })
    const both = await Promise.allSettled([set(org, { lowAt: 8 }, 1), set(org, { fullAt: 90 }, 1)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('keep both of two first choices at once', async () => {
    const org = await hub.newOrg()
    await Promise.all([set(org, { lowAt: 8 }), set(org, { fullAt: 90 })])
    expect(await valuesOf(org)).toMatchObject({ lowAt: 8, fullAt: 90 })
  })

  test('are told in the audit log once, with what was changed and not to what', async () => {
    const org = await hub.newOrg()
    const key = { idempotencyKey: 'the-same-act', module: 'shelf', values: { greeting: 'Ahoy' } }
    const first = await org.api.organizations.moduleSettings.set(key)
    expect(await org.api.organizations.moduleSettings.set(key)).toEqual(first)
    await set(org, { greeting: 'Ahoy' })
    const { items } = await org.api.audit.list({ action: 'organization.module_settings.changed' })
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ data: { module: 'Shelf', fields: ['greeting'] } })
  })

  test('are changed by who manages the module, and seen by who has any right in it', async () => {
    const org = await hub.newOrg()
    const [writer, keeper, outsider] = [
      await org.join('admin', { shelf: 'write' }),
      await org.join('viewer', { shelf: 'manage' }),
      await org.join('admin', { shelf: 'none' }),
    ]
    await expect(set(writer, { lowAt: 6 })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect((await writer.api.organizations.moduleSettings.get({})).modules[0]?.mayChange).toBe(false)
    await expect(set(keeper, { lowAt: 6 })).resolves.toMatchObject({ version: 1 })
    expect((await outsider.api.organizations.moduleSettings.get({})).modules).toEqual([])
    await expect(set(outsider, { lowAt: 7 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('fall back to the default where a value of before no longer fits', async () => {
    const org = await hub.newOrg()
    await asSuperuser(
      hub.database,
      `insert into app.module_setting (org_id, module, chosen, version) values ($1, 'shelf', $2, 3)`,
      [org.orgId, { weekBegins: 'tuesday', lowAt: 8, gone: true }],
    )
    expect(await valuesOf(org)).toEqual({ ...defaults, lowAt: 8 })
  })

  test('end with the organization', async () => {
    const org = await hub.newOrg()
    await set(org, { lowAt: 8 })
    await asSuperuser(hub.database, 'delete from app.organization_member where org_id = $1', [org.orgId])
    for (let round = 0; round < 20; round += 1)
      await hub.hub.db.system
        .selectNoFrom((eb) => eb.fn('app.organization_erase', [eb.val(org.orgId), eb.lit(10)]).as('gone'))
        .execute()
    expect(
      await asSuperuser(hub.database, 'select from app.module_setting where org_id = $1', [org.orgId]),
    ).toEqual([])
  })
})

describe('settings that cannot work are refused at start', () => {
  const text = z.string().default('')
  const words = { title: 'Color', description: 'Of it.' }
  const withFields = (wrong: z.ZodObject, permission = manage) => ({ fields: wrong, permission })
  test.each<[string, HubModule['settings'], RegExp]>([
    ['without words', withFields(z.object({ color: text })), /the setting "color" cannot be shown/],
    ['without a default', withFields(z.object({ color: z.string().meta(words) })), /"color" cannot be shown/],
    [
      'of a form that no page has',
      withFields(z.object({ colors: z.array(z.string()).default([]).meta(words) })),
      /"colors" cannot be shown/,
    ],
    [
      'that everybody could change',
      withFields(fields, 'shelf.box.read'),
      /not one of its permissions of level/,
    ],
    ['whose permission nobody declares', withFields(fields, 'shelf.box.burn'), /"shelf\.box\.burn"/],
    [
      'whose defaults contradict each other',
      withFields(fields.refine(() => false)),
      /defaults of its settings do not go together/,
    ],
  ])('those %s', (_what, settings, refusal) => {
    expect(() => declaredBy([...modules, { ...shelf, ...(settings && { settings }) }])).toThrow(refusal)
  })
})
