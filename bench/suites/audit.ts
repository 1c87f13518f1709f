import { createHub } from '@hub/api/server'
import { uuidv7 } from '@hub/db'
import { addOrgs, withBenchDatabase } from './bench-database.ts'
import type { BenchDatabase, BenchOrg } from './bench-database.ts'
import { benchHub, callOf } from './bench-hub.ts'
import { median } from './measure.ts'
import type { Figure, Suite } from './suite.ts'
import { figure, timed } from './timed.ts'

const ENTRIES = 1_000_000
const QUICK = 100_000
const BUDGET_MS = 200

/** What stands in most titles, in some, and in one of a hundred thousand. */
const words = {
  common: ['order', 'check', 'call', 'the', 'for', 'invoice', 'delivery'],
  some: ['beans', 'grinder', 'roaster', 'hotel', 'labels', 'boxes', 'ribbon', 'water', 'filter', 'menu'],
  rare: 'pomegranate',
  /** In a third of the entries, the oldest, and in no other. */
  longAgo: 'walnut',
}

/** Entries as a busy firm leaves them: a dozen people, twenty acts some of which are rare, and titles of several words. */
async function addEntries({ bare }: BenchDatabase, { orgId, userId }: BenchOrg, count: number) {
  const people = [userId, ...Array.from({ length: 11 }, uuidv7)]
  const client = await bare.connect()
  try {
    // Sample rows: what a trigger would tell of each is no part of what is measured.
    await client.query('set session_replication_role = replica')
    await client.query(
      `insert into audit_entry (org_id, seq, at, actor_id, actor_kind, door, action, target, data, request_id, prev_hash, hash)
       select $1, n, now() - make_interval(secs => ($3::int - n) * 30),
         ($2::uuid[])[1 + n % 12], 'person',
         case when n % 50 = 0 then 'assistant' else 'web' end,
         case when n % 3 = 0 then 'ops.task.updated' when n % 3 = 1 then 'ops.task.created'
           when n % 20011 = 0 then 'ops.task.removed' else 'accounting.invoice.posted' end,
         jsonb_build_object('task', gen_random_uuid()),
         jsonb_build_object('title', concat_ws(' ', ($4::text[])[1 + n % 7], ($5::text[])[1 + n % 10], ($4::text[])[1 + n / 7 % 7],
           n, case when n % 99991 = 7 then $6 end, case when n < $3 / 3 then $7 end)),
         'request-' || n, '', ''
       from generate_series(1, $3::int) n`,
      [orgId, people, count, words.common, words.some, words.rare, words.longAgo],
    )
  } finally {
    client.release(true)
  }
  await bare.query('vacuum analyze audit_entry')
}

const searches: [what: string, asked: Record<string, unknown>][] = [
  ['a rare word', { search: 'pomegranate' }],
  ['a word nobody wrote', { search: 'quince' }],
  ['a word in most entries', { search: 'task' }],
  ['a word of long ago', { search: 'walnut' }],
  ['two words that stand together', { search: 'task created' }],
  ['part of a word', { search: 'inder' }],
  ['how words begin', { search: 'po' }],
  ['how no word begins', { search: 'qz' }],
  ['a rare word beside a common action', { search: 'pomegranate', action: 'ops.task.created' }],
  ['a common word beside a rare action', { search: 'beans', action: 'ops.task.removed' }],
  ['a word of long ago beside a door', { search: 'walnut', door: 'assistant' }],
]

interface Stretch {
  nextCursor: string | null
}

/** A search that finds nothing, gone on with until the oldest entry. */
async function lookedThrough(
  list: (asked: Record<string, unknown>) => Promise<unknown>,
  asked: Record<string, unknown>,
) {
  let { nextCursor: cursor } = (await list(asked)) as Stretch
  while (cursor !== null) ({ nextCursor: cursor } = (await list({ ...asked, cursor })) as Stretch)
}

async function searched(database: BenchDatabase, org: BenchOrg, times: number) {
  const hub = createHub({ db: database.db, ...benchHub, secret: database.secret })
  const list = (asked: Record<string, unknown>) =>
    hub.catalog.call('audit.list', { limit: 20, ...asked }, callOf(org))
  try {
    const figures: Figure[] = []
    for (const [what, asked] of searches)
      figures.push(figure(what, await timed(times, () => list(asked)), BUDGET_MS))
    const apart = { search: 'title task' }
    const first = figure(
      'words of most entries that stand together in none: until the first answer',
      await timed(times / 4, () => list(apart)),
      BUDGET_MS,
    )
    const whole = await timed(3, () => lookedThrough(list, apart))
    const stretches =
      'the index knows which entries hold all the letters; where nearly all do, each is looked into'
    return [
      ...figures,
      first,
      {
        what: 'the same until the whole log is looked through',
        value: median(whole),
        unit: 'ms',
        note: stretches,
      } as const,
    ]
  } finally {
    await hub.outbox.stop()
    await hub.calls.stop()
  }
}

export const audit: Suite = {
  name: 'audit',
  about: 'the audit log of one firm searched through the whole call, in a million entries',
  run: ({ quick, say }) =>
    withBenchDatabase(4, async (database) => {
      const count = quick ? QUICK : ENTRIES
      const [org] = await addOrgs(database, 1)
      if (!org) throw new Error('There is no organization.')
      await addEntries(database, org, count)
      say(`${count.toLocaleString('en')} entries are there`)
      return searched(database, org, quick ? 8 : 40)
    }),
}
