import { sql } from '@hub/db'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { quickest, quickestOfEach } from '../../testing/quickest.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { entriesOf } from './entries.ts'
import type { AuditFilters, ListAudit } from './schema.ts'
import { tamper } from './testing.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

type Filters = Parameters<TestOrg['api']['audit']['list']>[0]

/** A page of the search, gone on with where a busy machine stopped it before its end. */
async function searchedPage(org: TestOrg, asked: Filters & { limit: number }) {
  const page = await org.api.audit.list(asked)
  const seqs = page.items.map(({ seq }) => seq)
  let { nextCursor, lookedBackTo } = page
  while (lookedBackTo !== null && nextCursor !== null && seqs.length < asked.limit) {
    const limit = asked.limit - seqs.length
    const next = await org.api.audit.list({ ...asked, limit, cursor: nextCursor })
    seqs.push(...next.items.map(({ seq }) => seq))
    ;({ nextCursor, lookedBackTo } = next)
  }
  return { seqs, cursor: nextCursor ?? '' }
}

const MANY = 120_000
/** What was written before it is in a third of all entries, and in none of the newer ones. */
const LONG_AGO = 40_000

describe(`a log of ${MANY} entries`, () => {
  let org: TestOrg
  let target: string
  beforeAll(async () => {
    org = await hub.newOrg()
    target = org.owner.userId
    await tamper(
      hub.database,
      `insert into app.audit_entry (org_id, seq, at, actor_id, actor_kind, door, action, target, data, request_id, prev_hash, hash)
      select $1, n, now() - make_interval(secs => ${MANY} - n),
        case when n % 1000 = 0 then $2::uuid else gen_random_uuid() end, 'person',
        case when n < 50 then 'workflow' else 'web' end, case when n < 50 then 'rare.act' else 'ops.task.created' end,
        jsonb_build_object('task', case when n % 5000 = 0 then $2::uuid else gen_random_uuid() end),
        case when n % 30000 = 7 then '{"title": "Pomegranate 100%"}' when n % 4096 = 0 then '{"title": "Lychee"}'
          when n < ${LONG_AGO} then '{"title": "Walnut"}' else '{}' end::jsonb, 'request-' || n, '', ''
      from generate_series(1, ${MANY}) n`,
      [org.orgId, target],
    )
    await asSuperuser(hub.database, 'analyze app.audit_entry')
  })

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
      const { query: all } = await entriesOf(chain, filters(org), reach)
      const query = all.orderBy('seq', 'desc').limit(21)
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
    const found = async (search: string) => (await searchedPage(org, { search, limit: 20 })).seqs
    const all = [90_007, 60_007, 30_007, 7]
    for (const phrase of ['pomegranate', 'MEGRAN', '100%', 'ate 100'])
      expect(await found(phrase)).toEqual(all)
    for (const phrase of ['pom%ate', 'pomegranate_100', 'a\\b']) expect(await found(phrase)).toEqual([])
    expect(await quickest(5, () => found('pomegranate'))).toBeLessThan(200)
  })

  test('finds words by their first letters, wherever they stand (ADM-3)', async () => {
    const found = async (search: string, filters: Partial<ListAudit> = {}) =>
      (await searchedPage(org, { search, limit: 4, ...filters })).seqs
    for (const start of ['po', 'PO', '10']) expect(await found(start)).toEqual([90_007, 60_007, 30_007, 7])
    expect(await found('ra')).toEqual([49, 48, 47, 46])
    expect(await found('cr', { door: 'web' })).toEqual([120_000, 119_999, 119_998, 119_997])
    expect(await found('p')).toEqual(await found('po'))
    expect(await found('eg')).toEqual([])
    expect(await found('wa', { door: 'workflow' })).toEqual([49, 48, 47, 46])
    expect(await quickest(5, () => found('qz'))).toBeLessThan(200)
  })

  test('finds what was common long ago as fast, page by page and beside other filters (ADM-3)', async () => {
    const found = (filters: Partial<ListAudit>) =>
      searchedPage(org, { search: 'walnut', limit: 3, ...filters })
    const first = await found({})
    expect(first.seqs).toEqual([39_999, 39_998, 39_997])
    expect((await found({ cursor: first.cursor })).seqs).toEqual([39_996, 39_995, 39_994])
    expect((await found({ door: 'workflow' })).seqs).toEqual([49, 48, 47])
    expect((await found({ search: 'Task Created', actorId: org.owner.userId })).seqs).toEqual([
      120_000, 119_000, 118_000,
    ])
    expect((await found({ to: '2020-01-01' })).seqs).toEqual([])
    const [newest = 0, longAgo] = await quickestOfEach(10, [() => found({ search: 'task' }), () => found({})])
    expect(longAgo).toBeLessThan(4 * newest + 20)
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

  test('looks back for so long, says how far, and goes on from there (ADM-3)', async () => {
    const asked = (words: object, below: number) =>
      sql<{ look: { found: number[]; lookedFrom: number | null } }>`
        select app.audit_look_back(${JSON.stringify(words)}::jsonb, 0, ${below}, 10, 0) as look`.execute(
        hub.hub.db.org(org.orgId),
      )
    const looks = async (words: object) => {
      const steps: { found: number[]; lookedFrom: number | null }[] = []
      for (let below: number | null = MANY + 1; below !== null;) {
        const { rows }: { rows: { look: (typeof steps)[number] }[] } = await asked(words, below)
        steps.push(...rows.map(({ look }) => look))
        below = rows[0]?.look.lookedFrom ?? null
      }
      return steps
    }
    const part = 2 ** 14
    const stops = [7, 6, 5, 4, 3, 2, 1].map((at) => at * part)
    const steps = await looks({ pattern: '%pomegranate%' })
    expect(steps.map(({ lookedFrom }) => lookedFrom)).toEqual([...stops, null])
    expect(steps.map(({ found }) => found)).toEqual([[], [], [90_007], [], [60_007], [], [30_007], [7]])
    // Those whom the name found are told no further back than the words were looked for, so that none is passed over.
    const [first, second] = await looks({ pattern: '%quince%', people: [org.owner.userId] })
    expect(first).toEqual({
      found: [120_000, 119_000, 118_000, 117_000, 116_000, 115_000],
      lookedFrom: stops[0],
    })
    expect(second?.found.at(0)).toBe(114_000)
  })

  test('is walked to its end where the words stand in every entry and together in none (ADM-3)', async () => {
    let cursor: string | undefined
    let earliest = new Date().toISOString()
    do {
      const page = await org.api.audit.list({ search: 'ops created', ...(cursor && { cursor }) })
      expect(page.items).toEqual([])
      expect(page.lookedBackTo === null).toBe(page.nextCursor === null)
      expect((page.lookedBackTo ?? '') < earliest).toBe(true)
      earliest = page.lookedBackTo ?? earliest
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    await expect(org.api.audit.list({ search: 'ops task' })).resolves.toMatchObject({ lookedBackTo: null })
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
