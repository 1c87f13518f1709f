import { openDatabase, sql } from '@hub/db'
import type { Database } from '@hub/db'
import type { RawBuilder } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { quickest } from '../../testing/quickest.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { entriesOf } from './entries.ts'
import type { AuditFilters, AuditVerdict, ListAudit } from './schema.ts'

let hub: TestHub
let admin: TestOrg['api']
/** The superuser's way in, past every trigger and policy. */
let database: Database
beforeAll(async () => {
  hub = await startHub()
  const person = await hub.newPerson({ isPlatformAdmin: true })
  admin = hub.api(hub.call({ credential: { kind: 'person', userId: person.userId } }))
  const { adminUrl } = hub.database
  database = openDatabase({ appUrl: adminUrl, systemUrl: adminUrl, onError: () => undefined })
})
afterAll(async () => {
  await database.close()
  await hub.stop()
})

type Filters = Parameters<TestOrg['api']['audit']['list']>[0]

async function worked() {
  const org = await hub.newOrg()
  const member = await org.join('member')
  const task = await org.api.modules.ops.tasks.create({ title: 'T' })
  const other = await org
    .as({ door: 'cli', requestId: 'a-known-request', ip: '203.0.113.7', userAgent: 'curl/8' })
    .modules.ops.tasks.create({ title: 'U' })
  await member.api.modules.ops.tasks.complete({ id: task.id })
  return { org, member, task, other }
}

const numbers = async (org: TestOrg, filters: Filters) =>
  (await org.api.audit.list(filters)).items.map(({ seq }) => seq)

describe('the filters of the audit log (ADM-3)', () => {
  test('find by person, action, door, target, request and day', async () => {
    const { org, member, task, other } = await worked()
    const today = new Date().toISOString().slice(0, 10)
    await expect(numbers(org, { actorId: member.userId })).resolves.toEqual([3])
    await expect(numbers(org, { action: 'ops.task.created' })).resolves.toEqual([2, 1])
    await expect(numbers(org, { action: 'ops.' })).resolves.toEqual([3, 2, 1])
    await expect(numbers(org, { action: 'nothing' })).resolves.toEqual([])
    await expect(numbers(org, { door: 'cli' })).resolves.toEqual([2])
    await expect(numbers(org, { target: task.id })).resolves.toEqual([3, 1])
    await expect(numbers(org, { target: other.id, door: 'cli' })).resolves.toEqual([2])
    await expect(numbers(org, { requestId: 'a-known-request' })).resolves.toEqual([2])
    await expect(numbers(org, { from: today, to: today })).resolves.toEqual([3, 2, 1])
    await expect(numbers(org, { from: '2999-01-01' })).resolves.toEqual([])
    await expect(numbers(org, { to: '2020-01-01' })).resolves.toEqual([])
    await expect(org.api.audit.actions()).resolves.toEqual({
      actions: ['ops.task.completed', 'ops.task.created'],
      words: { 'ops.task.completed': 'Finished a task', 'ops.task.created': 'Created a task' },
    })
  })

  test("find nothing in another organization's log", async () => {
    const [{ task, member }, stranger] = await Promise.all([worked(), hub.newOrg()])
    await expect(numbers(stranger, { target: task.id })).resolves.toEqual([])
    await expect(numbers(stranger, { requestId: 'a-known-request' })).resolves.toEqual([])
    await expect(numbers(stranger, { actorId: member.userId })).resolves.toEqual([])
  })

  test('show address and device to owners only (AUTH-15)', async () => {
    const { org } = await worked()
    const deputy = await org.join('admin')
    const seen = async (api: TestOrg['api']) => {
      const { items } = await api.audit.list({ door: 'cli' })
      return items.map(({ ip, device }) => [ip, device])
    }
    await expect(seen(org.api)).resolves.toEqual([['203.0.113.7', 'curl/8']])
    await expect(seen(deputy.api)).resolves.toEqual([[null, null]])
  })
})

describe('the log of the platform (ADM-3)', () => {
  test("shows its own entries and any organization's, with names, to its administrators only", async () => {
    const { org, task } = await worked()
    const own = await admin.audit.platform.list({ organizationId: org.orgId, target: task.id })
    expect(own.items.map(({ seq, actorName }) => [seq, typeof actorName])).toEqual([
      [3, 'string'],
      [1, 'string'],
    ])
    await admin.admin.credits.adjust({ orgId: org.orgId, amountMicro: 1, reason: 'For the log' })
    const { items } = await admin.audit.platform.list({ target: org.orgId, action: 'credits.adjusted' })
    expect(items).toMatchObject([{ action: 'credits.adjusted', data: { reason: 'For the log' } }])
    expect((await admin.audit.platform.actions({})).actions).toContain('credits.adjusted')
    await expect(org.api.audit.platform.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(
      admin.audit.platform.list({ organizationId: '01890000-0000-7000-8000-000000000000' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

async function verdict(org: TestOrg): Promise<AuditVerdict> {
  return org.api.audit.verify({})
}

async function tamper(act: RawBuilder<unknown>): Promise<void> {
  await sql`alter table app.audit_entry disable trigger append_only`.execute(database.system)
  await act.execute(database.system)
  await sql`alter table app.audit_entry enable always trigger append_only`.execute(database.system)
}

describe('audit.verify (ADM-3)', () => {
  test('says how many entries are whole, and names the first that is not', async () => {
    const { org } = await worked()
    await expect(verdict(org)).resolves.toMatchObject({
      through: 3,
      nextAfter: null,
      fault: null,
      message: '3 entries, whole.',
    })
    await tamper(sql`update app.audit_entry set data = '{"x": 1}' where org_id = ${org.orgId} and seq = 2`)
    const changed = { fault: { seq: 2, kind: 'changed' }, message: 'Entry 2 is not as it was written.' }
    await expect(verdict(org)).resolves.toMatchObject(changed)
    await expect(admin.audit.platform.verify({ organizationId: org.orgId })).resolves.toMatchObject(changed)
    await expect(admin.audit.platform.verify({})).resolves.toMatchObject({ fault: null })
  })

  test('notices that the newest entries are gone', async () => {
    const { org } = await worked()
    // Their addresses hang on them.
    await sql`delete from app.audit_subject where org_id = ${org.orgId}`.execute(database.system)
    await tamper(sql`delete from app.audit_entry where org_id = ${org.orgId} and seq = 3`)
    await expect(verdict(org)).resolves.toMatchObject({ fault: { seq: 3, kind: 'cut' } })
  })

  test('is for owners', async () => {
    const org = await hub.newOrg()
    const deputy = await org.join('admin')
    await expect(deputy.api.audit.verify({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

const MANY = 120_000
/** What was written before it is in a third of all entries, and in none of the newer ones. */
const LONG_AGO = 40_000

describe(`a log of ${MANY} entries`, () => {
  let org: TestOrg
  let target: string
  beforeAll(async () => {
    org = await hub.newOrg()
    target = org.owner.userId
    await tamper(sql`
      insert into app.audit_entry (org_id, seq, at, actor_id, actor_kind, door, action, target, data, request_id, prev_hash, hash)
      select ${org.orgId}, n, now() - make_interval(secs => ${MANY}::int - n),
        case when n % 1000 = 0 then ${org.owner.userId}::uuid else gen_random_uuid() end, 'person',
        case when n < 50 then 'workflow' else 'web' end, case when n < 50 then 'rare.act' else 'ops.task.created' end,
        jsonb_build_object('task', case when n % 5000 = 0 then ${target}::uuid else gen_random_uuid() end),
        case when n % 30000 = 7 then '{"title": "Pomegranate 100%"}' when n % 4096 = 0 then '{"title": "Lychee"}'
          when n < ${LONG_AGO}::int then '{"title": "Walnut"}' else '{}' end::jsonb, 'request-' || n, '', ''
      from generate_series(1, ${MANY}::int) n`)
    await sql`analyze app.audit_entry`.execute(database.system)
  }, 60_000)

  const cases: [string, (of: TestOrg) => Partial<AuditFilters>][] = [
    ['nothing', () => ({})],
    ['a person', ({ owner }) => ({ actorId: owner.userId })],
    ['a rare action', () => ({ action: 'rare.act' })],
    ['a rare door', () => ({ door: 'workflow' })],
    ['a request', () => ({ requestId: 'request-77' })],
    ['a target', () => ({ target })],
    ['a day long ago', () => ({ to: new Date(Date.now() - 26 * 3600_000).toISOString().slice(0, 10) })],
    ['a rare word', () => ({ search: 'pomegranate' })],
    ['a word nobody wrote', () => ({ search: 'quince' })],
    ['a word in every entry', () => ({ search: 'TASK' })],
    ['a common word of long ago', () => ({ search: 'walnut' })],
    ['how a rare word begins', () => ({ search: 'po' })],
    ['how no word begins', () => ({ search: 'qz' })],
    ['the first letter of no word', () => ({ search: 'q' })],
    ['the name of who acted', ({ owner }) => ({ search: owner.name.slice(0, 6) })],
    ['a rare action of a person', ({ owner }) => ({ action: 'rare.act', actorId: owner.userId })],
  ]
  test.each(cases)(
    'answers a filter by %s from an index, without walking the log (ADM-3)',
    async (_name, filters) => {
      const chain = {
        orgId: org.orgId,
        name: '',
        timeZone: 'UTC',
        db: hub.hub.db.org(org.orgId),
        showsPlaces: true,
        names: async () => new Map<string, string>(),
      }
      const reach = { most: 21, before: undefined }
      const query = (await entriesOf(chain, filters(org), reach)).orderBy('seq', 'desc').limit(21)
      const plan = await query.explain('json', sql`analyze, buffers`)
      const [
        {
          'QUERY PLAN': [read],
        },
      ] = plan as unknown as [{ 'QUERY PLAN': [{ Plan: Record<string, number>; 'Execution Time': number }] }]
      const pages = (read.Plan['Shared Hit Blocks'] ?? 0) + (read.Plan['Shared Read Blocks'] ?? 0)
      // The whole log has about 3,000 pages of 8 kB; a walk of it would read them all.
      expect(pages).toBeLessThan(900)
      expect(read['Execution Time']).toBeLessThan(100)
    },
  )

  test('finds words anywhere in an entry, with signs taken as they are (ADM-3)', async () => {
    const found = async (search: string) => (await org.api.audit.list({ search })).items.map(({ seq }) => seq)
    const all = [90_007, 60_007, 30_007, 7]
    for (const phrase of ['pomegranate', 'MEGRAN', '100%', 'ate 100'])
      expect(await found(phrase)).toEqual(all)
    for (const phrase of ['pom%ate', 'pomegranate_100', 'a\\b']) expect(await found(phrase)).toEqual([])
    expect(await quickest(5, () => found('pomegranate'))).toBeLessThan(200)
  })

  test('finds words by their first letters, wherever they stand (ADM-3)', async () => {
    const found = async (search: string, filters: Partial<ListAudit> = {}) =>
      (await org.api.audit.list({ search, limit: 4, ...filters })).items.map(({ seq }) => seq)
    for (const start of ['po', 'PO', '10']) expect(await found(start)).toEqual([90_007, 60_007, 30_007, 7])
    expect(await found('ra')).toEqual([49, 48, 47, 46])
    expect(await found('cr', { door: 'web' })).toEqual([120_000, 119_999, 119_998, 119_997])
    expect(await found('p')).toEqual(await found('po'))
    expect(await found('eg')).toEqual([])
    expect(await found('wa', { door: 'workflow' })).toEqual([49, 48, 47, 46])
    expect(await quickest(5, () => found('qz'))).toBeLessThan(200)
  })

  test('finds what was common long ago as fast, page by page and beside other filters (ADM-3)', async () => {
    const found = async (filters: Partial<ListAudit>) => {
      const { items, nextCursor } = await org.api.audit.list({ search: 'walnut', limit: 3, ...filters })
      return { seqs: items.map(({ seq }) => seq), cursor: nextCursor ?? '' }
    }
    const first = await found({})
    expect(first.seqs).toEqual([39_999, 39_998, 39_997])
    expect((await found({ cursor: first.cursor })).seqs).toEqual([39_996, 39_995, 39_994])
    expect((await found({ door: 'workflow' })).seqs).toEqual([49, 48, 47])
    expect((await found({ search: 'Task Created', actorId: org.owner.userId })).seqs).toEqual([
      120_000, 119_000, 118_000,
    ])
    expect((await found({ to: '2020-01-01' })).seqs).toEqual([])
    const newest = await quickest(5, () => found({ search: 'task' }))
    expect(await quickest(5, () => found({}))).toBeLessThan(4 * newest + 20)
    await expect(found({ search: 'task', cursor: first.cursor })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })

  test('leaves none out between two pages, nor between two parts of the index (ADM-3)', async () => {
    const seqs: number[] = []
    let cursor: string | undefined
    do {
      const page = await org.api.audit.list({ search: 'lychee', limit: 4, ...(cursor && { cursor }) })
      seqs.push(...page.items.map(({ seq }) => seq))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seqs).toEqual(Array.from({ length: 29 }, (_, index) => (29 - index) * 4_096))
  })

  test('lists its actions in a step for each', async () => {
    const { actions } = await org.api.audit.actions()
    expect(actions).toEqual(['ops.task.created', 'rare.act'])
    expect(await quickest(5, () => org.api.audit.actions())).toBeLessThan(20)
  })

  test('is checked part by part', async () => {
    const { message } = await org.api.audit.verify({})
    expect(message).toBe('Entry 1 is not as it was written.')
  })
})
