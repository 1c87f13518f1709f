import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { summarize } from './statement-watch.ts'
import type { RanStatement } from './statement-watch.ts'
import { createTestDatabase } from './testing.ts'
import type { TestDatabase } from './testing.ts'
import { inTx } from './transaction.ts'
import { uuidv7 } from './uuid.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
})
afterAll(() => database.drop())

async function seen(work: () => Promise<unknown>): Promise<RanStatement[]> {
  const statements: RanStatement[] = []
  database.db.watch((statement) => void statements.push(statement))
  await work().catch(() => undefined)
  database.db.watch(() => undefined)
  return statements
}

describe('a watched database', () => {
  test('tells what each statement of both handles did and how long it took', async () => {
    const { db } = database
    const statements = await seen(async () => {
      await inTx(db.org(uuidv7()), (tx) => tx.selectFrom('approval').select('id').execute())
      await db.system.selectFrom('authUser').select('id').where('email', '=', 'a secret').execute()
    })
    expect(statements.map(({ summary, login }) => `${login}: ${summary}`)).toEqual([
      'app: begin',
      'app: select approval',
      'app: commit',
      'system: select auth_user',
    ])
    expect(statements.every(({ ms, error }) => ms > 0 && ms < 5_000 && error === undefined)).toBe(true)
    expect(JSON.stringify(statements)).not.toContain('a secret')
  })

  test('tells of a failed statement with its error', async () => {
    const [failed] = await seen(() => sql`select 1 / 0`.execute(database.db.org(uuidv7())))
    expect(failed).toMatchObject({ summary: 'select', error: { code: '22012' } })
    const [other] = await seen(() => sql`select nothing from nowhere`.execute(database.db.system))
    expect(other).toMatchObject({ summary: 'select nowhere', login: 'system', error: { code: '42P01' } })
  })

  test('says which server answers and that every migration has run', async () => {
    const { version, migrations } = await database.db.about()
    expect(version).toMatch(/^\d+(\.\d+)?$/)
    expect(migrations.applied).toBe(migrations.known)
    expect(migrations.known).toBeGreaterThan(7)
  })

  test('counts its connections', async () => {
    await Promise.all(
      Array.from({ length: 14 }, () => sql`select pg_sleep(0.05)`.execute(database.db.org(uuidv7()))),
    )
    const waiting = Promise.all(
      Array.from({ length: 14 }, () => sql`select pg_sleep(0.2)`.execute(database.db.org(uuidv7()))),
    )
    await expect
      .poll(() => database.db.pools()[0], { interval: 5 })
      .toMatchObject({ login: 'app', total: 10, waiting: 4, max: 10 })
    await waiting
  })
})

describe('the summary of a statement', () => {
  test.each([
    ['select "id" from "ops_task" where "id" = $1', 'select ops_task'],
    ['insert into "outbox_event" ("id") values ($1)', 'insert outbox_event'],
    ['update "app"."auth_session" set "x" = $1', 'update auth_session'],
    ['delete from outbox_event where delivered_at < $1', 'delete outbox_event'],
    ['\n select outcome from app.credit_act($1::jsonb)', 'select credit_act'],
    ['select app.credit_renew($1)', 'select credit_renew'],
    ['with running as (select 1 from credit_entry) select * from running', 'select running'],
    ['select "name", (select count(*) from organization_member) as n from "auth_user"', 'select auth_user'],
    ["begin;select set_config('app.org_id','0190',true)", 'begin'],
    ['commit', 'commit'],
  ])('%s', (text, summary) => {
    expect(summarize(text)).toBe(summary)
  })
})
