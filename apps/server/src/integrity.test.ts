import { giveCredits, startHub } from '@hub/api/testing'
import type { TestHub } from '@hub/api/testing'
import { NIL_ORG } from '@hub/db'
import { superuserSession } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { watchIntegrity } from './integrity.ts'

const patience = { timeout: 20_000 }

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

async function newBusiness() {
  const org = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro: 1_000_000 })
  await org.api.modules.ops.tasks.create({ title: 'Fix the seal' })
  await org.api.modules.ops.tasks.create({ title: 'Call the roastery' })
  return org
}

/** Changes rows behind their triggers, as a copy of a running database has them. */
async function damage(table: string, text: string, values: unknown[]): Promise<void> {
  const session = await superuserSession(hub.database)
  await session.query(`alter table app.${table} disable trigger user`)
  await session.query(text, values)
  await session.query(`alter table app.${table} enable trigger user`)
  await session.end()
}

function watch() {
  const integrity = watchIntegrity(hub.hub, { firstMs: 0, againMs: 500 })
  onTestFinished(() => integrity.stop())
  return integrity
}

describe('a hub that has started', () => {
  test('says that credits and audit logs add up', async () => {
    await newBusiness()
    const integrity = watch()
    await vi.waitFor(
      () =>
        expect(integrity.health()).toMatchObject({ status: 'ok', detail: 'credits and audit logs add up' }),
      patience,
    )
  })

  test('says that an audit log was cut, and that a balance does not follow from its entries', async () => {
    const cut = await newBusiness()
    const off = await newBusiness()
    await damage('audit_subject', 'delete from app.audit_subject where org_id = $1', [cut.orgId])
    await damage(
      'audit_entry',
      'delete from app.audit_entry where org_id = $1 and seq = (select max(seq) from app.audit_entry where org_id = $1)',
      [cut.orgId],
    )
    await damage(
      'credit_account',
      'update app.credit_account set available = available + 1 where org_id = $1',
      [off.orgId],
    )
    const integrity = watch()
    await vi.waitFor(() => {
      const { status, facts } = integrity.health()
      expect(status).toBe('degraded')
      expect(facts?.['faults']).toContain(`audit log of ${cut.slug}: cut from entry`)
      expect(facts?.['faults']).toContain(`credits of ${off.slug}: balance`)
    }, patience)
    // Words for visitors name nobody.
    expect(integrity.health().detail).toBe('credits or audit logs are damaged: restore a backup')
  })

  test('says which it cannot read, as damage where a page of a table is none', async () => {
    const org = await newBusiness()
    const session = await superuserSession(hub.database)
    const raise = async (code: string) =>
      session.query(`create or replace function app.unreadable() returns boolean language plpgsql as
        $$ begin raise exception 'invalid page in block 3' using errcode = '${code}'; end $$`)
    await raise('XX001')
    await session.query(
      `create policy unreadable on app.credit_entry as restrictive using (org_id <> '${org.orgId}' or app.unreadable())`,
    )
    onTestFinished(async () => {
      await session.query('drop policy if exists unreadable on app.credit_entry')
      await session.end()
    })
    const damaged = watch()
    await vi.waitFor(
      () =>
        expect(damaged.health().facts?.['faults']).toContain(
          `${org.slug} cannot be read: invalid page in block 3`,
        ),
      patience,
    )

    // Too slow, or away for a moment: looked at again, and said where it stays so.
    await raise('57014')
    const slow = watch()
    await vi.waitFor(() => expect(slow.health().facts?.['notLookedAt']).toBe(org.slug), patience)
    expect(slow.health().status).toBe('degraded')
    const late = watch()
    await vi.waitFor(() => expect(late.health().facts?.['organizationsChecked']).toBeGreaterThan(0), patience)
    await session.query('drop policy unreadable on app.credit_entry')
    await vi.waitFor(() => expect(late.health().facts?.['notLookedAt']).toBeNull(), patience)
  })

  test('looks at the audit log of the platform too', async () => {
    const { userId } = await hub.newPerson({ isPlatformAdmin: true })
    const endsAt = new Date(Date.now() + 3_600_000).toISOString()
    const { admin } = hub.api(hub.call({ credential: { kind: 'person', userId } }))
    await admin.broadcasts.send({ words: 'Closed on Monday', endsAt })
    await damage(
      'audit_head',
      `update app.audit_head set hash = decode(repeat('00', 32), 'hex') where org_id = $1`,
      [NIL_ORG],
    )
    const integrity = watch()
    await vi.waitFor(
      () => expect(integrity.health().facts?.['faults']).toContain('audit log of the platform'),
      patience,
    )
  })
})
