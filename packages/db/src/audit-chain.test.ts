import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { appendAudit, appendPlatformAudit } from './audit-append.ts'
import { verifyAuditChain } from './audit-chain.ts'
import { createTestDatabase } from './testing.ts'
import type { TestDatabase } from './testing.ts'
import { inTx } from './transaction.ts'
import { NIL_ORG, uuidv7 } from './uuid.ts'

let scratch: TestDatabase
let admin: Client

beforeAll(async () => {
  scratch = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
  admin = new Client({ connectionString: scratch.adminUrl })
  await admin.connect()
})

afterAll(async () => {
  await admin.end()
  await scratch.drop()
})

/** An organization whose chain holds `length` entries. */
async function newChain(length: number): Promise<string> {
  const org = uuidv7()
  const entries = Array.from({ length }, (_, i) => ({
    actorId: org,
    door: 'web',
    action: 'note.created',
    data: { i, text: 'naïve "quoted" 漢字' },
  }))
  await inTx(scratch.db.org(org), async (tx) => await appendAudit(tx, entries))
  return org
}

/** What only somebody with the superuser's password can do: change the table behind the trigger. */
async function tamper(text: string, values: unknown[]): Promise<void> {
  await admin.query('alter table app.audit_entry disable trigger append_only')
  const { rowCount } = await admin.query(text, values)
  await admin.query('alter table app.audit_entry enable always trigger append_only')
  expect(rowCount).toBeGreaterThan(0)
}

const verify = async (org: string, anchor?: { seq: number; hash: Buffer }): Promise<unknown> =>
  await verifyAuditChain(scratch.db.org(org), org, anchor)

// First in the file: the tests below switch the trigger off and on.
describe('the audit log as migrated', () => {
  test.each([
    "update app.audit_entry set action = 'x'",
    'delete from app.audit_entry where false',
    'truncate app.audit_entry cascade',
  ])('cannot be changed even by a superuser: %s', async (text) => {
    await newChain(1)
    for (const mode of ['origin', 'replica']) {
      await admin.query(`set session_replication_role = ${mode}`)
      await expect(admin.query(text)).rejects.toMatchObject({
        code: '42501',
        message: 'The audit log only grows.',
      })
    }
    await admin.query('reset session_replication_role')
  })
})

describe('an audit chain (ADM-3)', () => {
  test('is intact after single, batched and empty appends', async () => {
    const org = await newChain(3)
    await inTx(scratch.db.org(org), async (tx) => {
      expect(await appendAudit(tx, [{ actorId: null, door: 'system', action: 'swept' }])).toBe(4)
    })
    expect(await verify(org)).toMatchObject({ ok: true, entries: 4, firstBadSeq: null, head: { seq: 4 } })
    expect(await verify(uuidv7())).toEqual({ ok: true, entries: 0, firstBadSeq: null, head: null })
  })

  test.each([
    ['action', "'note.removed'"],
    ['actor_id', `'${NIL_ORG}'::uuid`],
    ['actor_kind', "'robot'"],
    ['acting_for', `'${NIL_ORG}'::uuid`],
    ['door', "'cli'"],
    ['target', `'{"a": 1}'::jsonb`],
    ['data', `data || '{"i": 99}'`],
    ['request_id', "'forged'"],
    ['at', "at + interval '1 microsecond'"],
    ['hash', "sha256('x')"],
    ['prev_hash', "sha256('x')"],
  ])('shows a changed %s', async (column, value) => {
    const org = await newChain(6)
    await tamper(`update app.audit_entry set ${column} = ${value} where org_id = $1 and seq = 3`, [org])
    expect(await verify(org)).toMatchObject({ ok: false, firstBadSeq: 3 })
  })

  test('shows an entry that was changed and hashed anew', async () => {
    const org = await newChain(6)
    await tamper("update app.audit_entry set action = 'x' where org_id = $1 and seq = 3", [org])
    await tamper(
      'update app.audit_entry e set hash = app.audit_hash(prev_hash, e) where org_id = $1 and seq = 3',
      [org],
    )
    expect(await verify(org)).toMatchObject({ ok: false, firstBadSeq: 4 })
  })

  test('shows a removed entry', async () => {
    const org = await newChain(6)
    await tamper('delete from app.audit_entry where org_id = $1 and seq = 4', [org])
    expect(await verify(org)).toMatchObject({ ok: false, firstBadSeq: 5 })
  })

  test('shows a removed first entry', async () => {
    const org = await newChain(3)
    await tamper('delete from app.audit_entry where org_id = $1 and seq = 1', [org])
    expect(await verify(org)).toMatchObject({ ok: false, firstBadSeq: 2 })
  })

  test('shows an inserted entry', async () => {
    const org = await newChain(3)
    await tamper(
      'insert into app.audit_entry select org_id, 4, at, actor_id, actor_kind, acting_for, door, action, target, data, request_id, prev_hash, hash from app.audit_entry where org_id = $1 and seq = 3',
      [org],
    )
    expect(await verify(org)).toMatchObject({ ok: false, firstBadSeq: 4 })
  })

  test('shows a gap in the numbers, even when every hash fits', async () => {
    const org = await newChain(3)
    await tamper(
      `with last as (delete from app.audit_entry where org_id = $1 and seq = 3 returning *)
       insert into app.audit_entry select org_id, 4, at, actor_id, actor_kind, acting_for, door, action, target, data, request_id, prev_hash, hash from last`,
      [org],
    )
    await tamper(
      'update app.audit_entry e set hash = app.audit_hash(prev_hash, e) where org_id = $1 and seq = 4',
      [org],
    )
    expect(await verify(org)).toMatchObject({ ok: false, firstBadSeq: 4 })
  })

  test('shows a cut tail against an anchor, and only against one', async () => {
    const org = await newChain(6)
    const { head } = await verifyAuditChain(scratch.db.org(org), org)
    if (head === null) throw new Error('The chain is empty.')
    expect(await verify(org, head)).toMatchObject({ ok: true })
    await inTx(
      scratch.db.org(org),
      async (tx) => await appendAudit(tx, [{ actorId: null, door: 'web', action: 'later' }]),
    )
    expect(await verify(org, head)).toMatchObject({ ok: true, entries: 7 })
    await tamper('delete from app.audit_entry where org_id = $1 and seq > 4', [org])
    expect(await verify(org)).toMatchObject({ ok: true, entries: 4 })
    expect(await verify(org, head)).toMatchObject({ ok: false, firstBadSeq: 5 })
  })

  test('shows a rewritten chain of the same length against an anchor', async () => {
    const org = await newChain(2)
    const { head } = await verifyAuditChain(scratch.db.org(org), org)
    if (head === null) throw new Error('The chain is empty.')
    await tamper('delete from app.audit_entry where org_id = $1', [org])
    await inTx(
      scratch.db.org(org),
      async (tx) =>
        await appendAudit(
          tx,
          [1, 2, 3].map((i) => ({ actorId: null, door: 'web', action: `${i}` })),
        ),
    )
    expect(await verify(org, head)).toMatchObject({ ok: false, firstBadSeq: 2 })
  })

  test('stays whole under concurrent writers of one organization', async () => {
    const org = await newChain(1)
    const db = scratch.db.org(org)
    const sizes = Array.from({ length: 60 }, () => randomInt(1, 4))
    await Promise.all(
      sizes.map(async (size) => {
        await inTx(
          db,
          async (tx) =>
            await appendAudit(
              tx,
              Array.from({ length: size }, () => ({ actorId: null, door: 'web', action: 'raced' })),
            ),
        )
      }),
    )
    const entries = 1 + sizes.reduce((sum, size) => sum + size, 0)
    expect(await verify(org)).toMatchObject({ ok: true, entries, head: { seq: entries } })
  })

  test('loses nothing but its own entries when a writer rolls back', async () => {
    const org = await newChain(2)
    const failure = new Error('rolled back')
    const attempt = inTx(scratch.db.org(org), async (tx) => {
      await appendAudit(tx, [{ actorId: null, door: 'web', action: 'never' }])
      throw failure
    })
    await expect(attempt).rejects.toBe(failure)
    expect(await verify(org)).toMatchObject({ ok: true, entries: 2 })
  })
})

describe('audit entries', () => {
  test('are seen by their own organization only', async () => {
    const [org, stranger] = [await newChain(2), await newChain(3)]
    const seen = await scratch.db
      .org(org)
      .selectFrom('auditEntry')
      .select(['orgId', 'seq'])
      .orderBy('seq')
      .execute()
    expect(seen).toEqual([
      { orgId: org, seq: 1 },
      { orgId: org, seq: 2 },
    ])
    await expect(verifyAuditChain(scratch.db.org(org), stranger)).rejects.toThrow(
      'cannot see the audit chain',
    )
    expect(
      await scratch.db.system.selectFrom('auditEntry').select('seq').where('orgId', '=', org).execute(),
    ).toEqual([])
  })

  test('take neither organization, number, time nor hash from their writer', async () => {
    const [org, stranger] = [await newChain(1), uuidv7()]
    const forged = JSON.stringify([
      {
        door: 'web',
        action: 'x',
        org_id: stranger,
        seq: 77,
        at: '2001-01-01T00:00:00Z',
        hash: '\\x00',
        prev_hash: '\\x00',
      },
    ])
    await sql`select app.audit_append(${forged})`.execute(scratch.db.org(org))
    const rows = await scratch.db
      .org(org)
      .selectFrom('auditEntry')
      .select(['orgId', 'seq', 'at'])
      .orderBy('seq', 'desc')
      .limit(1)
      .execute()
    expect(rows).toMatchObject([{ orgId: org, seq: 2 }])
    expect(Date.parse(rows[0]?.at ?? '')).toBeGreaterThan(Date.now() - 60_000)
    expect(await verify(org)).toMatchObject({ ok: true })
  })

  test('keep personal data outside the chain, where it can be erased', async () => {
    const org = uuidv7()
    const actor = uuidv7()
    const subject = { email: 'ada@example.com', ip: '192.0.2.1', device: 'Firefox' }
    await inTx(
      scratch.db.org(org),
      async (tx) => await appendAudit(tx, [{ actorId: actor, door: 'web', action: 'auth.login', subject }]),
    )
    const [entry] = await scratch.db.org(org).selectFrom('auditEntry').selectAll().execute()
    expect(JSON.stringify(entry)).not.toContain('ada@example.com')
    expect(await scratch.db.org(org).selectFrom('auditSubject').selectAll().execute()).toEqual([
      { orgId: org, seq: 1, actorId: actor, ...subject },
    ])
    await scratch.db.system.deleteFrom('auditSubject').where('actorId', '=', actor).execute()
    expect(await scratch.db.org(org).selectFrom('auditSubject').selectAll().execute()).toEqual([])
    expect(await verify(org)).toMatchObject({ ok: true, entries: 1 })
  })

  test('of the platform form a chain of their own', async () => {
    const seq = await inTx(
      scratch.db.system,
      async (tx) =>
        await appendPlatformAudit(tx, [{ actorId: null, door: 'system', action: 'auth.registered' }]),
    )
    expect(seq).toBe(1)
    expect(await verifyAuditChain(scratch.db.system, NIL_ORG)).toMatchObject({ ok: true, entries: 1 })
    await inTx(scratch.db.system, async (tx) => {
      await appendPlatformAudit(tx, [{ actorId: null, door: 'system', action: 'x' }])
      const { rows } = await sql<{ orgId: string | null }>`select app.org_id() as org_id`.execute(tx)
      expect(rows).toEqual([{ orgId: null }])
    })
  })

  test('verify 20,000 rows within seconds', async () => {
    const org = await newChain(20_000)
    const started = performance.now()
    expect(await verify(org)).toMatchObject({ ok: true, entries: 20_000 })
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
