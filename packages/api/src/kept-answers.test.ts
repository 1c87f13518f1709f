import { asSuperuser } from '@hub/db/testing'
import { callTRPCProcedure } from '@trpc/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { organizationsRouter } from './features/organizations/router.ts'
import { ChangeRole, Member } from './features/organizations/schema.ts'
import { changeRole } from './features/organizations/membership.ts'
import { featuresBehind } from './platform/cache/cache-epochs.ts'
import { createCatalog } from './platform/catalog/create-catalog.ts'
import type { CatalogEntry } from './platform/catalog/catalog.ts'
import { createContext } from './platform/calls/context.ts'
import { orgProcedure, router } from './platform/calls/trpc.ts'
import { appRouter } from './router.ts'
import { rowsFor, sampleInput, startHub } from './testing/index.ts'
import type { TestHub, TestOrg } from './testing/index.ts'
import { tablesRead } from './testing/tables-read.ts'

const { entries } = createCatalog(appRouter, () => {
  throw new Error('only the declarations are read here')
})

/** A module whose act is made of another feature's, as the guide teaches. */
const rota = orgProcedure
  .meta({
    title: 'Hand the till over',
    description: 'Lets somebody only look from now on.',
    permission: 'member.write',
    price: 'free',
    effect: 'write',
    doors: 'all',
  })
  .input(ChangeRole)
  .output(Member)
  .mutation(({ ctx, input }) => ctx.write((_tx, inner) => changeRole(inner, input)))

let hub: TestHub
beforeAll(async () => void (hub = await startHub()))
afterAll(() => hub.stop())

const as = (on: TestHub, { owner: { userId } }: TestOrg) =>
  on.call({ credential: { kind: 'person', userId } })

const viewers = (org: TestOrg, on = hub) =>
  on.hub.catalog.call('organizations.members.list', { role: 'viewer' }, as(on, org))

test("a write through another feature's service ends kept answers (GW-8)", async () => {
  const modules = router({ rota: router({ handOver: rota }) })
  const withModule = await startHub({ router: router({ organizations: organizationsRouter, modules }) })
  const org = await withModule.newOrg()
  const { userId } = await org.join('member')
  await expect(viewers(org, withModule)).resolves.toMatchObject({ items: [] })
  const over = { userId, role: 'viewer' }
  await withModule.hub.catalog.call('modules.rota.handOver', over, as(withModule, org))
  await expect(viewers(org, withModule)).resolves.toMatchObject({ items: [{ userId, role: 'viewer' }] })
  await withModule.stop()
})

test('a write past every service ends kept answers, and other organizations keep theirs (GW-8)', async () => {
  const [org, other] = [await hub.newOrg(), await hub.newOrg()]
  const { userId } = await org.join('member')
  for (const each of [org, other]) await expect(viewers(each)).resolves.toMatchObject({ items: [] })
  const { hits } = hub.hub.cache.stats()
  await asSuperuser(hub.database, `update app.organization_member set role = 'viewer' where user_id = $1`, [
    userId,
  ])
  await asSuperuser(hub.database, `update app.auth_user set name = 'Noor' where id = $1`, [userId])
  await expect(viewers(org)).resolves.toMatchObject({ items: [{ userId, name: 'Noor' }] })
  await viewers(other)
  expect(hub.hub.cache.stats().hits).toBe(hits + 1)
})

test('many rows of one transaction raise an epoch once, and none is raised for what answers do not show', async () => {
  const org = await hub.newOrg()
  const epoch = () =>
    asSuperuser<{ epoch: string }>(hub.database, 'select epoch from app.cache_epoch where org_id = $1', [
      org.orgId,
    ])
  for (let count = 0; count < 5; count += 1) await org.join('member')
  const [before] = await epoch()
  await asSuperuser(hub.database, `update app.organization_member set role = 'viewer' where org_id = $1`, [
    org.orgId,
  ])
  await asSuperuser(hub.database, `update app.auth_user set last_seen_at = now(), terms_accepted_at = now()`)
  expect(await epoch()).toEqual([{ epoch: String(Number(before?.epoch) + 1) }])
})

/** Tables a cached read looks into, apart from those that say who is asking: what these say is in the key. */
async function tablesBehind({ path, inputJson }: CatalogEntry, org: TestOrg): Promise<string[]> {
  const { input } = sampleInput(inputJson, await rowsFor(inputJson, { hub, org }))
  return tablesRead(hub.hub, [org.orgId], async (counted, begin) => {
    const ctx = createContext(counted, as(hub, org))
    await ctx.identity()
    await begin()
    const asked = { ctx, path, type: 'query', batchIndex: 0, signal: undefined } as const
    await callTRPCProcedure({ ...asked, router: appRouter, getRawInput: async () => input })
  })
}

/** Features whose epoch each table raises, by its triggers; a person's row raises their own. */
async function raisedBy(): Promise<Record<string, string[]>> {
  const rows = await asSuperuser<{ name: string; feature: string }>(
    hub.database,
    `select t.tgrelid::regclass::text as name, split_part(encode(t.tgargs, 'escape'), '\\000', 1) as feature
     from pg_trigger t join pg_proc p on p.oid = t.tgfoid
     where p.proname in ('raise_epoch', 'raise_fellow_epochs', 'raise_own_epoch')`,
  )
  const raised: Record<string, string[]> = {}
  for (const { name, feature } of rows) (raised[name.replace('app.', '')] ??= []).push(feature)
  return raised
}

/** Tables without an epoch behind kept answers, and why that is right. */
const unchanging: Record<string, string> = {
  credit_price: 'a version is found by the digest of its price book, and the book is part of the key',
}

const kept = entries.filter(({ meta: { cache } }) => cache && cache.per !== 'everyone')
const cases = kept.map((entry) => [entry.path, entry] as const)

test.each(cases)('each table behind %s raises an epoch that it is kept by (GW-8)', async (path, entry) => {
  const rule = entry.meta.cache
  const features = rule?.per === 'organization' ? featuresBehind(path, rule) : ['']
  const raised = await raisedBy()
  const silent = (await tablesBehind(entry, await hub.newOrg())).filter(
    (table) => unchanging[table] === undefined && !raised[table]?.some((name) => features.includes(name)),
  )
  expect(silent, 'call raisesEpoch for these tables in a migration').toEqual([])
})

test('tables are seen behind functions and policies as well', async () => {
  const list = entries.find(({ path }) => path === 'organizations.members.list')
  if (!list) throw new Error('the procedure this test leans on is gone')
  expect(await tablesBehind(list, await hub.newOrg())).toEqual([
    'auth_passkey',
    'auth_totp',
    'auth_user',
    'organization_member',
  ])
})
