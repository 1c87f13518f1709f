import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { appendAudit } from './audit-append.ts'
import { openChains } from './testing-chains.ts'
import type { Chains } from './testing-chains.ts'
import { verifyAuditChain, verifyAuditSlice } from './audit-chain.ts'
import { inTx } from './transaction.ts'
import { NIL_ORG, uuidv7 } from './uuid.ts'

let chains: Chains
beforeAll(async () => {
  chains = await openChains({ adminUrl: inject('adminUrl'), template: inject('templateName') })
})
afterAll(() => chains.stop())

// First in the file: the tests below switch the trigger off and on.
describe('the audit log as migrated', () => {
  test.each([
    "update app.audit_entry set action = 'x'",
    'delete from app.audit_entry where false',
    'truncate app.audit_entry cascade',
    'delete from app.audit_head where false',
    'truncate app.audit_head',
    'update app.audit_head set seq = seq',
  ])('cannot be changed even by a superuser: %s', async (text) => {
    await chains.newChain(1)
    for (const mode of ['origin', 'replica']) {
      await chains.admin.query(`set session_replication_role = ${mode}`)
      await expect(chains.admin.query(text)).rejects.toMatchObject({
        code: '42501',
        message: 'The audit log only grows.',
      })
    }
    await chains.admin.query('reset session_replication_role')
  })
})

describe('an audit chain (ADM-3)', () => {
  test('is intact after single, batched and empty appends', async () => {
    const org = await chains.newChain(3)
    await inTx(chains.scratch.db.org(org), async (tx) => {
      expect(await appendAudit(tx, [{ actorId: null, door: 'system', action: 'swept' }])).toBe(4)
    })
    expect(await chains.verify(org)).toMatchObject({
      ok: true,
      entries: 4,
      firstBadSeq: null,
      head: { seq: 4 },
    })
    expect(await chains.verify(uuidv7())).toEqual({
      ok: true,
      entries: 0,
      firstBadSeq: null,
      fault: null,
      head: null,
    })
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
    const org = await chains.newChain(6)
    const touched = await chains.tamper(
      `update app.audit_entry set ${column} = ${value} where org_id = $1 and seq = 3`,
      [org],
    )
    expect(touched).toBe(1)
    expect(await chains.verify(org)).toMatchObject({ ok: false, firstBadSeq: 3, fault: 'changed' })
  })

  test('shows entries in another order', async () => {
    const org = await chains.newChain(6)
    await chains.tamper(
      `update app.audit_entry a set at = b.at, action = b.action, target = b.target, data = b.data, prev_hash = b.prev_hash, hash = b.hash
       from app.audit_entry b where a.org_id = $1 and b.org_id = $1 and a.seq in (3, 4) and b.seq = 7 - a.seq`,
      [org],
    )
    expect(await chains.verify(org)).toMatchObject({ ok: false, firstBadSeq: 3, fault: 'changed' })
  })

  test('shows an entry that was changed and hashed anew', async () => {
    const org = await chains.newChain(6)
    await chains.tamper("update app.audit_entry set action = 'x' where org_id = $1 and seq = 3", [org])
    await chains.tamper(
      'update app.audit_entry e set hash = app.audit_hash(prev_hash, e) where org_id = $1 and seq = 3',
      [org],
    )
    expect(await chains.verify(org)).toMatchObject({ ok: false, firstBadSeq: 4, fault: 'unlinked' })
  })

  test('shows a removed entry', async () => {
    const org = await chains.newChain(6)
    await chains.tamper('delete from app.audit_entry where org_id = $1 and seq = 4', [org])
    expect(await chains.verify(org)).toMatchObject({ ok: false, firstBadSeq: 5, fault: 'missing' })
  })

  test('shows a removed first entry', async () => {
    const org = await chains.newChain(3)
    await chains.tamper('delete from app.audit_entry where org_id = $1 and seq = 1', [org])
    expect(await chains.verify(org)).toMatchObject({ ok: false, firstBadSeq: 2 })
  })

  test('shows an inserted entry', async () => {
    const org = await chains.newChain(3)
    await chains.tamper(
      'insert into app.audit_entry select org_id, 4, at, actor_id, actor_kind, acting_for, door, action, target, data, request_id, prev_hash, hash from app.audit_entry where org_id = $1 and seq = 3',
      [org],
    )
    expect(await chains.verify(org)).toMatchObject({ ok: false, firstBadSeq: 4 })
  })

  test('shows a gap in the numbers, even when every hash fits', async () => {
    const org = await chains.newChain(3)
    await chains.tamper(
      `with last as (delete from app.audit_entry where org_id = $1 and seq = 3 returning *)
       insert into app.audit_entry select org_id, 4, at, actor_id, actor_kind, acting_for, door, action, target, data, request_id, prev_hash, hash from last`,
      [org],
    )
    await chains.tamper(
      'update app.audit_entry e set hash = app.audit_hash(prev_hash, e) where org_id = $1 and seq = 4',
      [org],
    )
    expect(await chains.verify(org)).toMatchObject({ ok: false, firstBadSeq: 4 })
  })

  test('shows an added entry that fits, because the end of the chain is kept beside it', async () => {
    const org = await chains.newChain(3)
    await chains.tamper(
      'insert into app.audit_entry select org_id, 4, at, actor_id, actor_kind, acting_for, door, action, target, data, request_id, hash, hash from app.audit_entry where org_id = $1 and seq = 3',
      [org],
    )
    await chains.tamper(
      'update app.audit_entry e set hash = app.audit_hash(prev_hash, e) where org_id = $1 and seq = 4',
      [org],
    )
    expect(await chains.verify(org)).toMatchObject({ ok: false, firstBadSeq: 4, fault: 'extra' })
  })

  test('shows a cut tail, also after the log has gone on', async () => {
    const org = await chains.newChain(6)
    await chains.tamper('delete from app.audit_entry where org_id = $1 and seq > 4', [org])
    expect(await chains.verify(org)).toMatchObject({ ok: false, entries: 4, firstBadSeq: 5, fault: 'cut' })
    await inTx(
      chains.scratch.db.org(org),
      async (tx) => await appendAudit(tx, [{ actorId: null, door: 'web', action: 'later' }]),
    )
    expect(await chains.verify(org)).toMatchObject({ ok: false, firstBadSeq: 7, fault: 'missing' })
  })

  test('shows a last entry that was written anew', async () => {
    const org = await chains.newChain(3)
    await chains.tamper("update app.audit_entry set action = 'x' where org_id = $1 and seq = 3", [org])
    await chains.tamper(
      'update app.audit_entry e set hash = app.audit_hash(prev_hash, e) where org_id = $1 and seq = 3',
      [org],
    )
    expect(await chains.verify(org)).toMatchObject({ ok: false, firstBadSeq: 3, fault: 'changed' })
  })

  test('shows a tail that was cut together with its kept end against an anchor, and only against one', async () => {
    const org = await chains.newChain(6)
    const { head } = await verifyAuditChain(chains.scratch.db.org(org), org)
    if (head === null) throw new Error('The chain is empty.')
    expect(await chains.verify(org, head)).toMatchObject({ ok: true })
    await inTx(
      chains.scratch.db.org(org),
      async (tx) => await appendAudit(tx, [{ actorId: null, door: 'web', action: 'later' }]),
    )
    expect(await chains.verify(org, head)).toMatchObject({ ok: true, entries: 7 })
    await chains.tamper('delete from app.audit_entry where org_id = $1 and seq > 4', [org])
    await chains.tamperHead(
      'update app.audit_head h set seq = e.seq, hash = e.hash from app.audit_entry e where h.org_id = $1 and e.org_id = $1 and e.seq = 4',
      [org],
    )
    expect(await chains.verify(org)).toMatchObject({ ok: true, entries: 4 })
    expect(await chains.verify(org, head)).toMatchObject({ ok: false, firstBadSeq: 5, fault: 'cut' })
  })

  test('shows a rewritten chain of the same length against an anchor', async () => {
    const org = await chains.newChain(2)
    const { head } = await verifyAuditChain(chains.scratch.db.org(org), org)
    if (head === null) throw new Error('The chain is empty.')
    await chains.tamper('delete from app.audit_entry where org_id = $1', [org])
    await chains.tamperHead('delete from app.audit_head where org_id = $1', [org])
    await inTx(
      chains.scratch.db.org(org),
      async (tx) =>
        await appendAudit(
          tx,
          [1, 2, 3].map((i) => ({ actorId: null, door: 'web', action: `${i}` })),
        ),
    )
    expect(await chains.verify(org, head)).toMatchObject({ ok: false, firstBadSeq: 2 })
  })

  test('goes on where its kept end was lost, and says that it was', async () => {
    const org = await chains.newChain(2)
    await chains.tamperHead('delete from app.audit_head where org_id = $1', [org])
    expect(await chains.verify(org)).toMatchObject({ ok: false, firstBadSeq: 1, fault: 'extra' })
    await inTx(
      chains.scratch.db.org(org),
      async (tx) => await appendAudit(tx, [{ actorId: null, door: 'web', action: 'later' }]),
    )
    expect(await chains.verify(org)).toMatchObject({ ok: true, entries: 3 })
  })

  test('is recomputed in slices, each beginning after the one before', async () => {
    const org = await chains.newChain(5)
    const slice = (after: number) => verifyAuditSlice(chains.scratch.db.org(org), org, { after, size: 2 })
    expect(await slice(0)).toMatchObject({ entries: 2, through: 2, end: 5, isLast: false, bad: null })
    expect(await slice(2)).toMatchObject({ entries: 2, through: 4, end: 5, isLast: false, bad: null })
    expect(await slice(4)).toMatchObject({ entries: 1, through: 5, end: 5, isLast: true, bad: null })
    await chains.tamper("update app.audit_entry set action = 'x' where org_id = $1 and seq = 3", [org])
    expect(await slice(0)).toMatchObject({ bad: null })
    expect(await slice(2)).toMatchObject({ bad: { seq: 3, fault: 'changed' } })
  })

  test('stays whole under concurrent writers of one organization', async () => {
    const org = await chains.newChain(1)
    const db = chains.scratch.db.org(org)
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
    expect(await chains.verify(org)).toMatchObject({ ok: true, entries, head: { seq: entries } })
  })

  test('loses nothing but its own entries when a writer rolls back', async () => {
    const org = await chains.newChain(2)
    const failure = new Error('rolled back')
    const attempt = inTx(chains.scratch.db.org(org), async (tx) => {
      await appendAudit(tx, [{ actorId: null, door: 'web', action: 'never' }])
      throw failure
    })
    await expect(attempt).rejects.toBe(failure)
    expect(await chains.verify(org)).toMatchObject({ ok: true, entries: 2 })
  })
})
