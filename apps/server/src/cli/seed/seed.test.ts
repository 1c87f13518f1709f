import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processorTime, startHub } from '@hub/api/testing'
import type { TestHub } from '@hub/api/testing'
import { sql, verifyAuditChain, verifyLedger } from '@hub/db'
import { TEST_SECRET, asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { runHub } from '../../testing/run-hub.ts'
import { removeSample, seedHub } from './seed.ts'
import type { Seeded } from './seed.ts'

/** Of this thread: what PostgreSQL does, and the assistant's learning, on which its talks wait, are not counted. It took 6 s. */
const AT_MOST_MS = 20_000
const STATE = mkdtempSync(join(tmpdir(), 'hub-seed-'))

let empty: TestHub
let used: TestHub
beforeAll(async () => {
  ;[empty, used] = await Promise.all([startHub(), startHub()])
  await used.newOrg()
})
afterAll(async () => {
  await Promise.all([empty.stop(), used.stop()])
  rmSync(STATE, { recursive: true })
})

/** A machine with much other work is told of statements that took long: nothing was wrong with them. */
const withoutSlowness = (err: string): string =>
  err
    .split('\n')
    .filter((line) => !line.includes('"msg":"slow statement"'))
    .join('\n')

async function seed({ database }: TestHub, ...args: string[]) {
  const answer = await runHub(['seed', ...args], {
    env: { DATABASE_URL: database.adminUrl, HUB_SECRET: TEST_SECRET, HUB_STATE_DIR: STATE },
  })
  return { ...answer, err: withoutSlowness(answer.err) }
}

const count = async (orgId: string, table: string, where = sql`true`): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from ${sql.table(table)} where ${where}`.execute(empty.hub.db.org(orgId))
  return rows[0]?.n ?? 0
}

const orgIds = async ({ hub }: TestHub, slugs: readonly string[]) =>
  Promise.all(
    slugs.map(async (slug) => {
      const row = await hub.db.system
        .selectFrom('organization')
        .select('id')
        .where('slug', '=', slug)
        .executeTakeFirstOrThrow()
      return row.id
    }),
  )

test('fills an empty hub in seconds, with every sum right, and only once (ADM-4, ASVS 6.3.2)', async () => {
  const started = processorTime()
  const answer = await seed(empty, '--json')
  expect(answer).toMatchObject({ code: 0, err: '' })
  expect(processorTime() - started).toBeLessThan(AT_MOST_MS)
  const seeded = JSON.parse(answer.out) as Seeded
  expect(seeded).toMatchObject({ isNew: true, signIn: expect.stringMatching(/\/sign-in$/) })
  expect(seeded.password).toMatch(/^[\w-]{16}-7$/)
  const ids = await orgIds(
    empty,
    seeded.organizations.map(({ slug }) => slug),
  )
  let tasks = 0
  for (const orgId of ids) {
    const db = empty.hub.db.org(orgId)
    expect(await verifyLedger(db, orgId)).toMatchObject({ ok: true, differences: [] })
    expect(await verifyAuditChain(db, orgId)).toMatchObject({ ok: true })
    tasks += await count(orgId, 'ops_task')
    for (const [table, least] of [
      ['ops_task_comment', 4],
      ['organization_member', 4],
      ['assistant_conversation', 2],
      ['auth_api_key', 1],
      ['audit_entry', 30],
      ['credit_entry', 500],
    ] as const)
      expect(await count(orgId, table)).toBeGreaterThanOrEqual(least)
    const waiting = sql`status = 'pending'`
    expect(await count(orgId, 'approval', waiting)).toBeGreaterThanOrEqual(1)
    expect(await count(orgId, 'approval', sql`not ${waiting}`)).toBeGreaterThanOrEqual(2)
    expect(await count(orgId, 'organization_invitation', sql`accepted_at is null`)).toBeGreaterThanOrEqual(1)
    expect(await count(orgId, 'assistant_message', sql`status <> 'done'`)).toBe(0)
    const weeks = sql`at < now() - interval '4 weeks' and kind = 'charge'`
    expect(await count(orgId, 'credit_entry', weeks)).toBeGreaterThan(20)
  }
  expect(tasks).toBeGreaterThanOrEqual(40)
  expect(await verifyAuditChain(empty.hub.db.system, '00000000-0000-0000-0000-000000000000')).toMatchObject({
    ok: true,
  })

  for (const { email } of seeded.organizations.flatMap(({ people }) => people)) {
    const signedIn = await empty.api(empty.call()).auth.login({ email, password: seeded.password ?? '' })
    expect(signedIn.status).toBe('signed_in')
  }

  const again = await seed(empty)
  expect(again).toMatchObject({ code: 0, err: '' })
  expect(again.out).toContain('The sample is here already; nothing was changed.')
  expect(again.out).not.toContain(seeded.password)
  expect(await empty.hub.db.system.selectFrom('organization').select('id').execute()).toHaveLength(2)
})

test('is taken away again with everything in it, and can be made once more', async () => {
  const { hub, database } = empty
  const removed = await seed(empty, '--remove')
  expect(removed).toMatchObject({ code: 0, err: '', out: 'The sample is removed.\n' })
  const left = await asSuperuser<{ n: number }>(
    database,
    `select (select count(*) from app.organization where slug not like 'deleted-%')::int + (select count(*) from app.ops_task)::int
      + (select count(*) from app.auth_user where email like '%.example')::int as n`,
  )
  expect(left).toEqual([{ n: 0 }])
  expect(await seed(empty, '--remove')).toMatchObject({ code: 0, out: 'There is no sample here.\n' })
  const again = await seedHub(hub, { adminUrl: database.adminUrl, isForced: false })
  expect(again).toMatchObject({ isNew: true })
})

test('removing the sample leaves the organizations of others as they are', async () => {
  const names = () =>
    used.hub.db.system
      .selectFrom('organization')
      .select('name')
      .where('slug', 'not like', 'deleted-%')
      .execute()
  const before = await names()
  await seedHub(used.hub, { adminUrl: used.database.adminUrl, isForced: true })
  expect(await names()).toHaveLength(before.length + 2)
  expect(await removeSample(used.hub)).toBe(true)
  expect(await names()).toEqual(before)
})

test('a hub without any module has its sample too', async () => {
  const bare = await startHub({ modules: [] })
  onTestFinished(() => bare.stop())
  const options = { adminUrl: bare.database.adminUrl, isForced: false, modules: [] }
  const { organizations } = await seedHub(bare.hub, options)
  for (const orgId of await orgIds(
    bare,
    organizations.map(({ slug }) => slug),
  )) {
    const db = bare.hub.db.org(orgId)
    expect(await verifyLedger(db, orgId)).toMatchObject({ ok: true, differences: [] })
    const charges = await db
      .selectFrom('creditEntry')
      .select('procedure')
      .distinct()
      .where('kind', '=', 'charge')
      .execute()
    expect(charges).toEqual([{ procedure: 'system.find' }])
  }
})

test('refuses a hub with other data, unless it is forced', async () => {
  const organizations = () =>
    used.hub.db.system
      .selectFrom('organization')
      .select('id')
      .where('slug', 'not like', 'deleted-%')
      .execute()
  const refused = await seed(used)
  expect(refused).toMatchObject({ code: 1, out: '' })
  expect(refused.err).toContain('This hub has organizations of its own. Add --force')
  expect(await organizations()).toHaveLength(1)
  const forced = await seed(used, '--force')
  expect(forced.out).toMatch(/Password of each: \S+/)
  expect(await organizations()).toHaveLength(3)
})
