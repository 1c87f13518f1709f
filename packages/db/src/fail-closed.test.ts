import { Client } from 'pg'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { asOwner, createNoteTable } from './note-fixture.ts'
import { createTestDatabase } from './testing.ts'
import type { TestDatabase } from './testing.ts'
import { NIL_ORG, uuidv7 } from './uuid.ts'

const ORG = uuidv7()
const STRANGER = uuidv7()
const DENIED = { code: '42501' }

let scratch: TestDatabase
let app: Client
let system: Client

beforeAll(async () => {
  scratch = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
  await createNoteTable(scratch.adminUrl)
  for (const org of [ORG, STRANGER]) {
    await sql`insert into note (id, body) values (${uuidv7()}, 'kept')`.execute(scratch.db.org(org))
  }
  app = new Client({ connectionString: scratch.appUrl })
  system = new Client({ connectionString: scratch.systemUrl })
  await Promise.all([app.connect(), system.connect()])
})

afterAll(async () => {
  await Promise.all([app.end(), system.end()])
  await scratch.drop()
})

const count = async (client: Client, text: string): Promise<number | null> =>
  (await client.query(text)).rowCount

describe('the application login without an organization (AUTH-12)', () => {
  test.each([
    ['never set', 'reset app.org_id'],
    ['left empty by an earlier transaction', "begin; select set_config('app.org_id', 'x', true); commit"],
  ])('sees and changes nothing when the setting is %s', async (_, before) => {
    await app.query(before)
    expect(await count(app, 'select * from note')).toBe(0)
    expect(await count(app, "update note set body = 'changed'")).toBe(0)
    expect(await count(app, 'delete from note')).toBe(0)
  })

  test('cannot insert, neither with the default nor with a chosen organization', async () => {
    await expect(
      app.query('insert into note (id, body) values ($1, $2)', [uuidv7(), 'x']),
    ).rejects.toMatchObject(DENIED)
    await expect(
      app.query('insert into note (id, org_id, body) values ($1, $2, $3)', [uuidv7(), ORG, 'x']),
    ).rejects.toMatchObject(DENIED)
  })

  test('cannot use a setting that is no id', async () => {
    await expect(
      app.query("begin; select set_config('app.org_id', 'everything', true); select * from note"),
    ).rejects.toMatchObject({ code: '22P02' })
    await app.query('rollback')
  })
})

describe('the application login with an organization', () => {
  test.each([
    ['a foreign row', 'insert into note (id, org_id, body) values (gen_random_uuid(), $1, $2)'],
    [
      'its own row as a foreign one',
      'with target as (select $1::uuid as org, $2::text as body) update note set org_id = target.org, body = target.body from target',
    ],
  ])('cannot write %s', async (_, text) => {
    const write = sql
      .raw(text.replace('$1', `'${STRANGER}'`).replace('$2', `'x'`))
      .execute(scratch.db.org(ORG))
    await expect(write).rejects.toMatchObject(DENIED)
  })

  test.each([
    'set row_security = off; select * from note',
    'set role hub_owner',
    'set role hub_system',
    'set role hub_search',
    'set session authorization hub_owner',
    'alter table note disable row level security',
    'alter table note no force row level security',
    'drop policy org on note',
    'create policy mine on note using (true)',
    'truncate note',
    'create table app.mine (id int)',
    'create table public.mine (id int)',
    'alter role hub_app bypassrls',
    'delete from outbox_event',
    'select * from outbox_event',
    'update idempotency set result = null',
    `insert into audit_entry (org_id, seq) values ('${ORG}', 1)`,
    'update audit_entry set action = action',
    "select app.audit_chain('[]')",
    "select app.audit_append_platform('[]')",
    "select app.audit_append('[]')",
    'select app.idempotency_sweep(now(), 1)',
    'select * from app.kysely_migration',
    'select rolpassword from pg_authid',
  ])('is refused: %s', async (text) => {
    await expect(app.query(text)).rejects.toMatchObject({ code: expect.stringMatching(/^(?:42501|28000)$/) })
    await app.query('reset row_security')
  })

  test('cannot write the platform chain by naming the nil organization', async () => {
    const attempt = app.query(
      `begin; select set_config('app.org_id', '${NIL_ORG}', true); select app.audit_append('[{"door":"web","action":"x"}]')`,
    )
    await expect(attempt).rejects.toMatchObject(DENIED)
    await app.query('rollback')
  })
})

describe('the system login', () => {
  test('sees no tenant table it was not given', async () => {
    await expect(system.query('select * from note')).rejects.toMatchObject(DENIED)
  })

  test('has no rows from a grant without a policy', async () => {
    await asOwner(scratch.adminUrl, async (owner) => {
      await sql`grant select, update on app.note to hub_system`.execute(owner)
    })
    expect(await count(system, 'select * from note')).toBe(0)
    expect(await count(system, "update note set body = 'changed'")).toBe(0)
  })

  test('reads stored answers of the platform only, yet can have old ones of all removed', async () => {
    for (const org of [ORG, STRANGER]) {
      await scratch.db
        .org(org)
        .insertInto('idempotency')
        .values({ actorId: ORG, procedure: 'p', key: 'k', inputHash: Buffer.alloc(4), result: '"kept"' })
        .execute()
    }
    await scratch.db.system
      .insertInto('idempotency')
      .values({
        orgId: NIL_ORG,
        actorId: ORG,
        procedure: 'p',
        key: 'k',
        inputHash: Buffer.alloc(4),
        result: '"platform"',
      })
      .execute()
    expect(await scratch.db.system.selectFrom('idempotency').select('result').execute()).toEqual([
      { result: 'platform' },
    ])
    expect(await scratch.db.org(ORG).selectFrom('idempotency').select('result').execute()).toEqual([
      { result: 'kept' },
    ])
    const swept = await system.query<{ gone: string }>(
      "select app.idempotency_sweep(now() + interval '1 second', 2) as gone",
    )
    const rest = await system.query<{ gone: string }>(
      "select app.idempotency_sweep(now() + interval '1 second', 5000) as gone",
    )
    expect([swept.rows[0]?.gone, rest.rows[0]?.gone]).toEqual(['2', '1'])
  })

  test('delivers the events of every organization but emits only its own', async () => {
    const event = { topic: 't', aggregate: 'a:1', payload: JSON.stringify({ one: 1 }) }
    await scratch.db
      .org(ORG)
      .insertInto('outboxEvent')
      .values({ id: uuidv7(), ...event })
      .execute()
    await scratch.db.system
      .insertInto('outboxEvent')
      .values({ id: uuidv7(), orgId: NIL_ORG, ...event })
      .execute()
    await expect(
      scratch.db.system
        .insertInto('outboxEvent')
        .values({ id: uuidv7(), orgId: ORG, ...event })
        .execute(),
    ).rejects.toMatchObject(DENIED)
    const waiting = await scratch.db.system
      .selectFrom('outboxEvent')
      .select(['orgId', 'payload'])
      .orderBy('position')
      .execute()
    expect(waiting).toEqual([
      { orgId: ORG, payload: { one: 1 } },
      { orgId: NIL_ORG, payload: { one: 1 } },
    ])
    await expect(
      scratch.db.system.updateTable('outboxEvent').set({ topic: 'other' }).execute(),
    ).rejects.toMatchObject(DENIED)
    const done = await scratch.db.system.deleteFrom('outboxEvent').executeTakeFirst()
    expect(done.numDeletedRows).toBe(2n)
  })
})

describe('the owner of the tables', () => {
  test('gets an error, not an empty result, when a migration forgets forced row-level security', async () => {
    const forgetful = asOwner(scratch.adminUrl, async (owner) => {
      await sql`update app.note set body = 'migrated'`.execute(owner)
    })
    await expect(forgetful).rejects.toMatchObject(DENIED)
  })

  test('changes every row when the migration lifts it for its own transaction', async () => {
    await asOwner(scratch.adminUrl, async (owner) => {
      await sql`alter table app.note no force row level security`.execute(owner)
      const { numAffectedRows } = await sql`update app.note set body = 'migrated'`.execute(owner)
      await sql`alter table app.note force row level security`.execute(owner)
      expect(numAffectedRows).toBe(2n)
    })
  })
})
