import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { declaredBy } from './declared.ts'
import { modules } from './modules/index.ts'
import type { OrgPermission } from './platform/access/permissions.ts'
import { machineIn } from './platform/calls/machine.ts'
import { orgProcedure, router } from './platform/calls/trpc.ts'
import { readCredential } from './platform/kept/credentials.ts'
import type { CredentialDeclaration } from './platform/kept/credentials.ts'
import type { HubModule } from './platform/module.ts'
import { NoInput } from './shared/no-input.ts'
import { openSession, startHub } from './testing/index.ts'
import type { TestHub, TestOrg } from './testing/index.ts'
import { tablesHolding } from './testing/tables-holding.ts'

const manage = 'shelf.box.manage'
const SECRET = 'sup_live_7f3a91c2d4e5b6'

const supplier: CredentialDeclaration = {
  title: 'key of the supplier',
  about: 'In the portal of the supplier, under “Access”.',
  permission: manage,
  secret: z.string().regex(/^sup_/),
  async test(secret) {
    if (secret === 'sup_away') throw new Error('nobody answers')
    return secret === 'sup_revoked_long_ago' ? 'The supplier does not know this key any more.' : null
  },
}

const shelf: HubModule = {
  name: 'shelf',
  title: 'Shelf',
  router: router({
    measure: orgProcedure
      .meta({
        title: 'Measure',
        description: 'How long the key is.',
        permission: 'shelf.box.read' as OrgPermission,
        price: null,
        effect: 'read',
        doors: 'all',
      })
      .input(NoInput)
      .output(z.strictObject({ length: z.int().nullable() }))
      .query(async ({ ctx }) => ({ length: (await readCredential(ctx, supplier))?.length ?? null })),
  }),
  schemas: [],
  permissions: {
    'shelf.box.read': { title: 'See boxes', level: 'read' },
    [manage]: { title: 'Set up boxes', level: 'manage' },
  },
  machines: { 'shelf.keeper': { title: 'Shelf: keeper', permissions: ['shelf.box.read' as OrgPermission] } },
  credentials: { 'shelf.supplier': supplier },
  entities: {},
  activity: {},
  personal: { files: [], leftOut: [] },
}

const rack: HubModule = {
  ...shelf,
  name: 'rack',
  router: router({}),
  permissions: {},
  machines: { 'rack.keeper': { title: 'Rack: keeper', permissions: [] } },
  credentials: {},
}

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ modules: [...modules, shelf, rack] })
})
afterAll(() => hub.stop())

const lengthFor = ({ owner, slug }: TestOrg) =>
  hub.hub.catalog.call(
    'modules.shelf.measure',
    {},
    hub.call({ credential: { kind: 'person', userId: owner.userId }, org: slug }),
  )
const name = 'shelf.supplier'
const set = ({ api }: Pick<TestOrg, 'api'>, secret = SECRET) =>
  api.organizations.credentials.set({ name, secret })
const kept = async ({ api }: Pick<TestOrg, 'api'>) =>
  (await api.organizations.credentials.list({})).credentials[0]?.kept

describe('a credential of a module', () => {
  test('is shown by when, by whom and its end, and never as it is', async () => {
    const org = await hub.newOrg()
    const shown = { webhooks: [], name, moduleTitle: 'Shelf', title: supplier.title, about: supplier.about }
    expect(await org.api.organizations.credentials.list({})).toEqual({
      credentials: [{ ...shown, kept: null }],
    })
    const answer = await set(org)
    expect(answer).toMatchObject({
      ...shown,
      kept: { setByName: org.owner.name, endsWith: SECRET.slice(-4) },
    })
    expect(await org.api.organizations.credentials.list({})).toEqual({ credentials: [answer] })
    expect(JSON.stringify([answer, await org.api.audit.list({})])).not.toContain(SECRET)
    expect(await tablesHolding(hub.database, [SECRET])).toEqual([])
  })

  test('shows nothing of one that is short', async () => {
    const org = await hub.newOrg()
    await set(org, 'sup_short')
    expect(await kept(org)).toMatchObject({ endsWith: '' })
  })

  test('is read by its module in its organization alone, and replaced and removed at once', async () => {
    const [org, other] = [await hub.newOrg(), await hub.newOrg()]
    await set(org, 'sup_first_of_them')
    await set(org)
    await expect(lengthFor(org)).resolves.toEqual({ length: SECRET.length })
    await expect(lengthFor(other)).resolves.toEqual({ length: null })
    await org.api.organizations.credentials.remove({ name })
    await expect(lengthFor(org)).resolves.toEqual({ length: null })
    await expect(org.api.organizations.credentials.remove({ name })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    const { items } = await org.api.audit.list({ search: 'credential' })
    expect(items.map(({ action }) => action.split('.').at(-1))).toEqual(['removed', 'set', 'set'])
  })

  test('is read by machines of its module, and by none of another', async () => {
    const org = await hub.newOrg()
    await set(org)
    const as = (machine: string) => machineIn(hub.hub, { name: machine, orgId: org.orgId })
    expect(await as('shelf.keeper').credential(supplier)).toBe(SECRET)
    await expect(as('rack.keeper').credential(supplier)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(as('shelf.keeper').credential({ ...supplier })).rejects.toThrow('No module of this hub')
  })

  test('opens nothing in the row of another organization', async () => {
    const [org, thief] = [await hub.newOrg(), await hub.newOrg()]
    await set(org)
    await asSuperuser(
      hub.database,
      `insert into app.module_credential select $2, name, sealed, ends_with, set_at, set_by_id
       from app.module_credential where org_id = $1`,
      [org.orgId, thief.orgId],
    )
    await expect(lengthFor(thief)).resolves.toEqual({ length: null })
    expect(await kept(thief)).toBeNull()
  })

  test.each([
    { what: 'of another form', secret: 'live_7f3a', code: 'BAD_REQUEST', words: /not look like the key/ },
    {
      what: 'unknown to its service',
      secret: 'sup_revoked_long_ago',
      code: 'BAD_REQUEST',
      words: /any more/,
    },
    { what: 'not to be tried now', secret: 'sup_away', code: 'UNAVAILABLE', words: /could not be tried/ },
  ])('is not kept when it is $what', async ({ secret, code, words }) => {
    const org = await hub.newOrg()
    const refused = set(org, secret)
    await expect(refused).rejects.toMatchObject({ code, message: expect.stringMatching(words) })
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining(secret) })
    expect(await kept(org)).toBeNull()
  })

  test('is managed and seen by who manages the module, with a fresh proof', async () => {
    const org = await hub.newOrg()
    const [writer, keeper] = [
      await org.join('admin', { shelf: 'write' }),
      await org.join('viewer', { shelf: 'manage' }),
    ]
    expect(await writer.api.organizations.credentials.list({})).toEqual({ credentials: [] })
    await expect(set(writer)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(set(keeper)).resolves.toMatchObject({ kept: { setByName: keeper.name } })
    const { accessToken: token, sessionId } = await openSession(hub.hub, org.owner.userId)
    await hub.hub.db.system
      .updateTable('authSession')
      .set({ authTime: new Date(Date.now() - 11 * 60_000) })
      .where('id', '=', sessionId)
      .execute()
    await expect(
      org.as({ credential: { kind: 'session', token } }).organizations.credentials.remove({ name }),
    ).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' })
  })

  test('is gone with the organization', async () => {
    const org = await hub.newOrg()
    await set(org)
    await asSuperuser(hub.database, 'delete from app.organization_member where org_id = $1', [org.orgId])
    for (let round = 0; round < 20; round += 1)
      await asSuperuser(hub.database, 'select app.organization_erase($1, 10)', [org.orgId])
    const rows = await asSuperuser(hub.database, 'select from app.module_credential where org_id = $1', [
      org.orgId,
    ])
    expect(rows).toEqual([])
  })
})

describe('credentials that cannot work are refused at start', () => {
  test.each<[string, HubModule['credentials'], RegExp]>([
    [
      'of another module',
      { 'ops.supplier': supplier },
      /declares the credential "ops\.supplier"\. Its name begins/,
    ],
    ['without words', { [name]: { ...supplier, about: '' } }, /"shelf\.supplier" needs a title/],
    [
      'that everybody could set',
      { [name]: { ...supplier, permission: 'shelf.box.read' } },
      /not one of its perm/,
    ],
  ])('one %s', (_what, credentials, words) => {
    const wrong = { ...shelf, ...(credentials && { credentials }) }
    expect(() => declaredBy([...modules, wrong])).toThrow(words)
  })
})
