import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCatalog } from './platform/catalog/create-catalog.ts'
import type { CatalogEntry } from './platform/catalog/catalog.ts'
import type { Call, Credential } from './platform/calls/call.ts'
import { permissions } from './testing/product.ts'
import { appRouter } from './router.ts'
import { AppError } from './shared/errors.ts'
import { issueKey, startHub } from './testing/index.ts'
import type { TestHub, TestOrg } from './testing/index.ts'

const { entries } = createCatalog(appRouter, () => {
  throw new Error('no call is made here')
})
const named = (wanted: (entry: CatalogEntry) => boolean) => entries.filter(wanted).map(({ path }) => path)
const isOfOrganization = ({ meta }: CatalogEntry) => (permissions.names as string[]).includes(meta.permission)

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub()
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

/** The error code of a caller without the right; no input is looked at before that. */
const refusal = (path: string, credential: Credential, door: Call['door'] = 'web'): Promise<unknown> =>
  hub.hub.catalog.call(path, {}, hub.call({ credential, door })).then(
    () => 'no error',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  )

describe('what the meta says is what the procedure checks (AUTH-11)', () => {
  test.each(named(({ meta }) => meta.permission !== 'public'))(
    '%s refuses nobody in particular',
    async (path) => {
      expect(await refusal(path, { kind: 'none' })).toBe('UNAUTHORIZED')
    },
  )

  test.each(named(isOfOrganization))('%s refuses a person of no organization', async (path) => {
    const { userId } = await hub.newPerson({ isPlatformAdmin: true })
    expect(await refusal(path, { kind: 'person', userId })).toBe('FORBIDDEN')
  })

  test.each(named((entry) => isOfOrganization(entry) && entry.meta.doors !== 'browserOnly'))(
    '%s refuses a key with every scope but its own (AUTH-13)',
    async (path) => {
      const own = hub.hub.catalog.get(path)?.meta.permission
      const scopes = permissions.names.filter((permission) => permission !== own)
      const { text: key } = await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId, scopes })
      const isThere = !shut.some(([one, door]) => one === path && door === 'rest')
      expect(await refusal(path, { kind: 'apiKey', key }, 'rest')).toBe(isThere ? 'FORBIDDEN' : 'NOT_FOUND')
    },
  )

  test.each(named(({ meta }) => meta.permission === 'platform.admin'))(
    '%s refuses an owner, and the key of an administrator',
    async (path) => {
      expect(await refusal(path, { kind: 'person', userId: org.owner.userId })).toBe('FORBIDDEN')
      const admin = await hub.newPerson({ isPlatformAdmin: true })
      await hub.hub.db.system
        .insertInto('organizationMember')
        .values({ id: admin.userId, orgId: org.orgId, userId: admin.userId, role: 'owner' })
        .execute()
      const { text: key } = await issueKey(hub.hub, { orgId: org.orgId, userId: admin.userId })
      const isShut = shut.some(([one, door]) => one === path && door === 'rest')
      expect(await refusal(path, { kind: 'apiKey', key }, 'rest')).toBe(isShut ? 'NOT_FOUND' : 'FORBIDDEN')
    },
  )
})

/** DESIGN section 3, "Meta on every procedure". */
const shutDoors = {
  all: [],
  noTools: ['mcp', 'assistant', 'workflow'],
  browserOnly: ['rest', 'mcp', 'cli', 'assistant', 'workflow'],
} as const
const shut = entries.flatMap(({ path, meta }) => shutDoors[meta.doors].map((door) => [path, door] as const))
test.each(shut)('%s is not there for an owner who comes through the door %s (CON-2)', async (path, door) => {
  expect(await refusal(path, { kind: 'person', userId: org.owner.userId }, door)).toBe('NOT_FOUND')
})

test('a write that no organization governs is closed to tools, because approvals wait in an organization', () => {
  const open = named(
    (entry) => entry.type === 'mutation' && !isOfOrganization(entry) && entry.meta.doors === 'all',
  )
  expect(open).toEqual([])
})

test('credentials, billing, ownership, administration, exports and changes of files are closed to tools (DESIGN section 3)', () => {
  // A workflow as JSON has no secrets and no rows in it, and an import makes drafts. A question about the business asks no model.
  const closed =
    /^(?:admin|live)\.|^assistant\.(?!ask$)|^auth\.(?!apiKeys\.list$)|^organizations\.(?:create|update|transferOwnership)$|^audit\.platform\.|(?<!^workflows)\.export$|\.(?:exports|customerStatements)\.prepare$|\.connections\.(?:begin|finish|useKey|end)$|\.syncs\.(?:step|recheck|listen|reconcile)$|\.pdf$|\.reports\.create$|\.(?:schedules|checks)\.(?:due|run|hold)$|\.(?:watches\.(?:due|look)|competitors\.forget|tasks\.tellOverdue|bookings\.tellBeginning)$|\.setUp$|^jobs\.(?:startExport|file)$|^workflows\.(?:secrets\.|webhookSecret$|rotateWebhookSecret$)|^credits\.setLimits$|^endpoints\.(?:create|update|remove|rotateSecret|sendTest|deliveries\.(?:redeliver|redeliverAll|discard))$/
  const invites =
    /^organizations\.(?:invitations\.(?!list$)|members\.(?!list$)|access\.(?:setLevels|applySet)$|moduleSettings\.|credentials\.)/
  // Bytes come from people and programs, and what a model reads in one file must not take another away (ADR 0046).
  const files = /^files\.(?:attach|rename|remove)$/
  const deciding = ['approvals.approve', 'approvals.decline', 'approvals.edit', 'workflows.runs.decide']
  // What a program took out of an inbox its person would never see.
  const sorting = /^notifications\.(?!list$|unreadCount$)/
  // A person names what they look at, also one who may only read: through a key that only reads it would be a write.
  const arranging = /^views\.(?:create|update|remove)$/
  // What changes while one looks is for pages: a tool asks for what came of it.
  const passing = ['modules.travel.cards.soFar']
  const expected = entries
    .map(({ path }) => path)
    .filter(
      (path) =>
        closed.test(path) ||
        invites.test(path) ||
        files.test(path) ||
        sorting.test(path) ||
        arranging.test(path) ||
        deciding.includes(path) ||
        passing.includes(path),
    )
  expect(named(({ meta }) => meta.doors !== 'all').toSorted()).toEqual(expected.toSorted())
})
