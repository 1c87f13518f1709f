import { uuidv7 } from '@hub/db'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { modules } from '../../modules/index.ts'
import type { OrgPermission } from '../../platform/access/permissions.ts'
import type { HubModule } from '../../platform/module.ts'
import type { CatalogEntry } from '../../platform/catalog/catalog.ts'
import { permissions } from '../../testing/product.ts'
import { fingerprintOfAll } from '../../testing/fingerprint.ts'
import {
  giveCredits,
  rowsOfAll,
  sampleExtras,
  sampleInput,
  startHub,
  withExtras,
} from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { acting, bearing, REASON, sessionCall } from './testing.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())
beforeEach(async () => {
  org = await hub.newOrg()
})

const ended = { code: 'UNAUTHORIZED' }

describe('what is out of reach', () => {
  /** The tables that work leaves traces in, beside those of modules. Whatever is written anywhere else outlasts the half hour. */
  const traces =
    /^(assistant_|approval$|audit_|api_call|outbox_(?:event|delivery)|idempotency|cache_epoch|live_(?:change|presence)$|credit_|auth_session$|auth_limit$|organization$)/
  const ofModules = new Set(modules.flatMap(({ tables = {} }: HubModule) => Object.keys(tables)))
  const isHubs = (permission: OrgPermission) => permissions.levelOf(permission) === null

  test('is all that outlasts the half hour: every procedure of the router, and every table', async () => {
    const { token } = await acting(hub, org)
    const ids = await rowsOfAll({ hub, org })
    const withAll = new Proxy(ids, { get: (known, entity: string) => known[entity] ?? uuidv7() })
    await hub.deliver()
    const before = await fingerprintOfAll(hub.database)
    const heard: Record<string, string> = {}
    const inTheirPlace = hub.hub.catalog.entries.filter(
      ({ path, meta, type }) =>
        meta.permission !== 'public' && type !== 'subscription' && path !== 'auth.logout',
    )
    for (const { path, inputJson } of inTheirPlace) {
      const { input: generated } = sampleInput(inputJson ?? { type: 'object' }, withAll)
      const input = withExtras(generated, sampleExtras[path])
      heard[path] = await hub.hub.catalog.call(path, input, sessionCall(hub, org, token)).then(
        () => 'OK',
        (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown'),
      )
    }
    const work = new Set<string>([
      'assistant.use',
      'approval.decide',
      ...permissions.names.filter((one) => !isHubs(one) && permissions.isWork(one)),
    ])
    const isOpen = ({ path, meta, type }: CatalogEntry) =>
      path === 'organizations.update' ||
      (meta.secret !== true && meta.stepUp !== true && (type === 'query' || work.has(meta.permission)))
    const closed = inTheirPlace.filter(
      (entry) => !isOpen(entry) || entry.meta.permission === 'platform.admin',
    )
    expect(closed.filter(({ path }) => heard[path] !== 'FORBIDDEN').map(({ path }) => path)).toEqual([])
    expect(heard['modules.ops.tasks.create']).toBe('OK')
    const after = await fingerprintOfAll(hub.database)
    const changed = Object.keys(after).filter((table) => after[table] !== before[table])
    expect(changed).toContain('ops_task')
    expect(changed.filter((table) => !traces.test(table) && !ofModules.has(table))).toEqual([])
    // And these stand in the list by name, so that a change of their meta cannot take them out unseen.
    expect(closed.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'auth.apiKeys.create',
        'auth.apiKeys.revoke',
        'auth.changeEmail',
        'auth.changePassword',
        'auth.confirm',
        'auth.google.beginLink',
        'auth.google.unlink',
        'auth.grants.allow',
        'auth.grants.revoke',
        'auth.logoutEverywhere',
        'auth.passkeys.beginRegistration',
        'auth.secondFactor.beginTotp',
        'auth.sessions.revoke',
        'auth.setPassword',
        'auth.updateProfile',
        'credits.setLimits',
        'organizations.create',
        'organizations.invitations.accept',
        'organizations.invitations.create',
        'organizations.invitations.resend',
        'organizations.invitations.revoke',
        'organizations.members.changeRole',
        'organizations.members.leave',
        'organizations.members.remove',
        'organizations.transferOwnership',
        'admin.users.impersonate',
      ]),
    )
    // Every procedure of the hub, one after the other.
  })

  test("is every permission of the hub's own that nobody has called daily work", () => {
    const work = permissions.names.filter((one) => isHubs(one) && permissions.isWork(one))
    expect(work).toEqual(['assistant.use', 'approval.decide'])
  })

  test('includes leave for what a program or the assistant asked for, where the act itself is closed', async () => {
    const waiting = (await rowsOfAll({ hub, org }))['approval'] ?? ''
    const procedure = 'organizations.members.changeRole'
    await asSuperuser(hub.database, 'update app.approval set procedure = $1 where id = $2', [
      procedure,
      waiting,
    ])
    const { api } = await acting(hub, org)
    await expect(api().approvals.approve({ id: waiting, version: 1 })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('Not while you act for somebody else'),
    })
    await expect(org.api.approvals.approve({ id: waiting, version: 1 })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })

  test('includes organizations that ask for a second factor, unless the administrator has shown one (AUTH-9)', async () => {
    await hub.hub.db.system
      .updateTable('organization')
      .set({ requiresSecondFactor: true })
      .where('id', '=', org.orgId)
      .execute()
    const { admin, api } = await acting(hub, org)
    await expect(api().modules.ops.tasks.list({})).rejects.toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' })
    await hub.hub.db.system
      .updateTable('authSession')
      .set({ amr: 'pwd otp' })
      .where('id', '=', admin.sessionId)
      .execute()
    const next = await admin.api().admin.users.impersonate({ userId: org.owner.userId, reason: REASON })
    await expect(bearing(hub, org, next.accessToken)().modules.ops.tasks.list({})).resolves.toBeDefined()
  })
})

describe('the log', () => {
  test('names both in every entry, in the chain of the organization and of the platform (AUTH-15)', async () => {
    const { admin, api } = await acting(hub, org)
    await api().modules.ops.tasks.create({ title: 'Order labels' })
    await expect(api().auth.changePassword({ currentPassword: 'x', password: 'y' })).rejects.toBeDefined()
    await api().auth.logout({})
    const both = { actorId: admin.userId, actorKind: 'administrator', actingFor: org.owner.userId }
    const own = await hub.hub.db
      .org(org.orgId)
      .selectFrom('auditEntry')
      .select(['action', 'actorId', 'actorKind', 'actingFor'])
      .execute()
    expect(own).toEqual([{ action: 'ops.task.created', ...both }])
    const { items: activity } = await org.as({}).audit.activity({})
    expect(activity[0]).toMatchObject({
      actorName: 'An administrator of the hub',
      action: 'ops.task.created',
    })
    const platform = await hub.hub.db.system
      .selectFrom('auditEntry')
      .select(['action', 'actorId', 'actorKind', 'actingFor', 'data'])
      .orderBy('seq', 'desc')
      .limit(2)
      .execute()
    expect(platform).toMatchObject([
      { action: 'auth.logout', ...both },
      {
        action: 'admin.impersonation.began',
        actorId: admin.userId,
        actingFor: null,
        data: { reason: REASON },
      },
    ])
  })

  test('names both also for what the assistant does when asked, and when an own request is approved', async () => {
    const { admin, api } = await acting(hub, org)
    await giveCredits(hub, org.orgId, { micro: 1_000_000 })
    await expect(
      hub
        .api({
          ...sessionCall(hub, org, ''),
          door: 'assistant',
          driver: 'built-in',
          credential: await forAssistant(),
        })
        .modules.ops.tasks.create({ title: 'Order labels' }),
    ).rejects.toMatchObject({ code: 'APPROVAL_REQUIRED' })
    async function forAssistant() {
      const { sessionId } = await sessionOf(admin.sessionId)
      return { kind: 'person' as const, userId: org.owner.userId, impersonationId: sessionId }
    }
    const { items } = await api().approvals.list({})
    const [waiting] = items
    await api().approvals.approve({ id: waiting?.id ?? '', version: waiting?.version ?? 1 })
    const entries = await hub.hub.db
      .org(org.orgId)
      .selectFrom('auditEntry')
      .select(['action', 'actorId', 'actingFor'])
      .execute()
    expect(entries.map(({ action }) => action)).toContain('ops.task.created')
    for (const entry of entries)
      expect(entry).toMatchObject({ actorId: admin.userId, actingFor: org.owner.userId })
    // Work that goes on by itself stops with the session it came from.
    await api().auth.logout({})
    const late = hub.api({
      ...sessionCall(hub, org, ''),
      credential: { kind: 'person', userId: org.owner.userId, impersonationId: uuidv7() },
    })
    await expect(late.modules.ops.tasks.list({})).rejects.toMatchObject(ended)
  })

  const sessionOf = async (parentId: string) => {
    const row = await hub.hub.db.system
      .selectFrom('authSession')
      .select('id as sessionId')
      .where('parentId', '=', parentId)
      .executeTakeFirstOrThrow()
    return row
  }
})
