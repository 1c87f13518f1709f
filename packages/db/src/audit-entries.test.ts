import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { appendAudit, appendPlatformAudit } from './audit-append.ts'
import { openChains } from './testing-chains.ts'
import type { Chains } from './testing-chains.ts'
import { verifyAuditChain } from './audit-chain.ts'
import { inTx } from './transaction.ts'
import { NIL_ORG, uuidv7 } from './uuid.ts'

let chains: Chains
beforeAll(async () => {
  chains = await openChains({ adminUrl: inject('adminUrl'), template: inject('templateName') })
})
afterAll(() => chains.stop())

describe('audit entries', () => {
  test('are seen by their own organization only', async () => {
    const [org, stranger] = [await chains.newChain(2), await chains.newChain(3)]
    const seen = await chains.scratch.db
      .org(org)
      .selectFrom('auditEntry')
      .select(['orgId', 'seq'])
      .orderBy('seq')
      .execute()
    expect(seen).toEqual([
      { orgId: org, seq: 1 },
      { orgId: org, seq: 2 },
    ])
    await expect(verifyAuditChain(chains.scratch.db.org(org), stranger)).rejects.toThrow(
      'cannot see the audit chain',
    )
    expect(
      await chains.scratch.db.system
        .selectFrom('auditEntry')
        .select('seq')
        .where('orgId', '=', org)
        .execute(),
    ).toEqual([])
  })

  test('take neither organization, number, time nor hash from their writer', async () => {
    const [org, stranger] = [await chains.newChain(1), uuidv7()]
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
    await sql`select app.audit_append(${forged})`.execute(chains.scratch.db.org(org))
    const rows = await chains.scratch.db
      .org(org)
      .selectFrom('auditEntry')
      .select(['orgId', 'seq', 'at'])
      .orderBy('seq', 'desc')
      .limit(1)
      .execute()
    expect(rows).toMatchObject([{ orgId: org, seq: 2 }])
    expect(Date.parse(rows[0]?.at ?? '')).toBeGreaterThan(Date.now() - 60_000)
    expect(await chains.verify(org)).toMatchObject({ ok: true })
  })

  test('keep personal data outside the chain, where it can be erased', async () => {
    const org = uuidv7()
    const actor = uuidv7()
    const subject = { email: 'ada@example.com', ip: '192.0.2.1', device: 'Firefox' }
    await inTx(
      chains.scratch.db.org(org),
      async (tx) => await appendAudit(tx, [{ actorId: actor, door: 'web', action: 'auth.login', subject }]),
    )
    const [entry] = await chains.scratch.db.org(org).selectFrom('auditEntry').selectAll().execute()
    expect(JSON.stringify(entry)).not.toContain('ada@example.com')
    expect(await chains.scratch.db.org(org).selectFrom('auditSubject').selectAll().execute()).toEqual([
      { orgId: org, seq: 1, actorId: actor, ...subject },
    ])
    await chains.scratch.db.system.deleteFrom('auditSubject').where('actorId', '=', actor).execute()
    expect(await chains.scratch.db.org(org).selectFrom('auditSubject').selectAll().execute()).toEqual([])
    expect(await chains.verify(org)).toMatchObject({ ok: true, entries: 1 })
  })

  test('of the platform form a chain of their own', async () => {
    const seq = await inTx(
      chains.scratch.db.system,
      async (tx) =>
        await appendPlatformAudit(tx, [{ actorId: null, door: 'system', action: 'auth.registered' }]),
    )
    expect(seq).toBe(1)
    expect(await verifyAuditChain(chains.scratch.db.system, NIL_ORG)).toMatchObject({ ok: true, entries: 1 })
    await inTx(chains.scratch.db.system, async (tx) => {
      await appendPlatformAudit(tx, [{ actorId: null, door: 'system', action: 'x' }])
      const { rows } = await sql<{ orgId: string | null }>`select app.org_id() as org_id`.execute(tx)
      expect(rows).toEqual([{ orgId: null }])
    })
  })

  test('verify 20,000 rows within seconds', async () => {
    const org = await chains.newChain(20_000)
    const started = performance.now()
    expect(await chains.verify(org)).toMatchObject({ ok: true, entries: 20_000 })
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
