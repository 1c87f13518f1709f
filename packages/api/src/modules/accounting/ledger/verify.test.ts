import { sql } from '@hub/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { asAdministrator, move, openBooks } from '../testing.ts'
import { verifyBooks } from './verify.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

/** As somebody would who owns the server. */
async function withoutTriggers(table: string, text: string, values: unknown[]): Promise<void> {
  await asAdministrator(hub, `alter table app.${table} disable trigger append_only`)
  await asAdministrator(hub, text, values)
  await asAdministrator(hub, `alter table app.${table} enable always trigger append_only`)
}

describe('recomputing the books (ACC-1)', () => {
  test('finds nothing where everything was posted', async () => {
    const place = await openBooks(hub, { opening: [{ code: '1100', debit: '100.00' }] })
    const { id } = await move(place, { debit: '6100', credit: '1100', amount: '12.50' })
    await place.books.journals.reverse({ id, date: '2026-05-01' })
    expect(await verifyBooks(hub.hub.db.org(place.orgId))).toEqual([])
  })

  test('finds a balance, a counter and a text that somebody changed', async () => {
    const place = await openBooks(hub)
    const { id } = await move(place, { debit: '6100', credit: '1100', amount: '12.50' })
    const { orgId } = place
    await asAdministrator(hub, 'update app.accounting_counter set last = 9 where org_id = $1', [orgId])
    await asAdministrator(
      hub,
      'update app.accounting_balance set base_minor = base_minor + 1 where org_id = $1 and account_id = $2',
      [orgId, place.idOf('1100')],
    )
    await withoutTriggers('accounting_entry', `update app.accounting_entry set memo = 'Gift' where id = $1`, [
      id,
    ])
    const faults = await verifyBooks(hub.hub.db.org(orgId))
    expect(faults.map(({ check }) => check)).toEqual(['balances', 'numbers', 'audit'])
    expect(faults[0]?.detail).toContain('1100 in 2026-03-01')
    expect(await place.books.book.verify({})).toMatchObject({ ok: false, faults: [{}, {}, {}] })
    await hub.deliver()
    const told = await place.api.notifications.list({})
    expect(told.items.map(({ kind }) => kind)).toEqual(['accounting.book.differs'])
  })

  test('finds an entry that somebody posted past the program, which no audit entry tells of', async () => {
    const place = await openBooks(hub)
    const line = (code: string, amount: number) => ({
      account_id: place.idOf(code),
      currency: 'EUR',
      amount_minor: amount,
      base_minor: amount,
      memo: '',
    })
    const id = crypto.randomUUID()
    const entry = { id, series: 'J', entry_date: '2026-03-05', kind: 'ordinary', memo: 'Gift' }
    const entries = JSON.stringify([{ ...entry, lines: [line('6100', 500), line('1100', -500)] }])
    await sql`select app.accounting_post(${entries}::jsonb)`.execute(hub.hub.db.org(place.orgId))
    expect(await verifyBooks(hub.hub.db.org(place.orgId))).toEqual([
      { check: 'audit', detail: `entry ${id} was posted without a word in the audit log` },
    ])
  })
})
