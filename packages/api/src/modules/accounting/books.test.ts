import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

async function openBooks() {
  const org = await hub.newOrg()
  const { api } = org
  await api.modules.accounting.book.setUp({ baseCurrency: 'EUR', country: 'IE', startsOn: '2026-01-01' })
  const { items } = await api.modules.accounting.accounts.list({ limit: 100 })
  const idOf = (code: string) => items.find((one) => one.code === code)?.id ?? ''
  return { ...org, idOf }
}

describe('the books (ACC-1)', () => {
  test('what is posted is in the trial balance, the profit and loss and the balance sheet', async () => {
    const { api, idOf } = await openBooks()
    const books = api.modules.accounting
    const lines = [
      { accountId: idOf('6100'), debit: '1200.00' },
      { accountId: idOf('1100'), credit: '1200.00' },
    ]
    const entry = await books.journals.post({ date: '2026-03-05', memo: 'Rent of March', lines })
    expect(entry).toMatchObject({ number: 'J-2026-0001', total: '1200.00', currency: 'EUR' })
    const trial = await books.reports.trialBalance({ asOf: '2026-03-31' })
    expect(trial).toMatchObject({ debit: '1200.00', credit: '1200.00', isBalanced: true })
    expect(trial.rows.map(({ code, debit, credit }) => [code, debit, credit])).toEqual([
      ['1100', null, '1200.00'],
      ['6100', '1200.00', null],
    ])
    expect((await books.reports.trialBalance({ asOf: '2026-03-04' })).rows).toEqual([])
    expect(await books.reports.profitAndLoss({ to: '2026-03-05' })).toMatchObject({
      from: '2026-01-01',
      profit: '-1200.00',
    })
    expect(await books.reports.balanceSheet({ asOf: '2026-12-31' })).toMatchObject({
      result: '-1200.00',
      isBalanced: true,
    })
    await books.journals.reverse({ id: entry.id, date: '2026-04-01' })
    expect((await books.reports.trialBalance({ asOf: '2026-04-01' })).rows).toEqual([])
  })
})
