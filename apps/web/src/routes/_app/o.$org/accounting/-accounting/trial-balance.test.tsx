import { cleanup, screen } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { me, openApp } from '../../../../../testing/open-app.tsx'
import { standIn } from '../../../../../testing/stand-in.ts'

const RENT = '01a1f859-d525-702e-874d-6f9b61ee3361'
const TRIAL = 'modules.accounting.reports.trialBalance'

const balance = {
  asOf: '2026-10-31',
  yearFrom: '2026-01-01',
  currency: 'EUR',
  rows: [{ accountId: RENT, code: '6100', account: 'Rent', type: 'expense', debit: '1200.50', credit: null }],
  carried: { from: '2024-01-01', to: '2025-12-31', debit: null, credit: '1200.50' },
  debit: '1200.50',
  credit: '1200.50',
  isBalanced: true,
}
const reader = {
  ...me,
  organizations: me.organizations.map((one) => ({
    ...one,
    permissions: [...one.permissions, 'accounting.book.read'],
  })),
}
const hub = standIn({
  'auth.me': () => reader,
  'modules.accounting.book.get': () => ({ book: { baseCurrency: 'EUR', yearStart: '01-01' } }),
})

let app: ReturnType<typeof openApp> | undefined
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
beforeEach(() => {
  localStorage.clear()
  hub.calls.length = 0
  hub.procedures.set(TRIAL, () => balance)
})
afterEach(() => {
  app?.close()
  cleanup()
})
afterAll(() => hub.server.close())

const open = (search: string) => {
  app = openApp(`/o/tide-fennel/accounting/reports${search}`)
}

it('what earlier years earned stands in equity, and leads to their profit and loss', async () => {
  open('?to=2026-10-31')
  expect(await screen.findByText('Results of earlier years')).toBeDefined()
  expect(screen.getByText('1 January 2024 to 31 December 2025')).toBeDefined()
  const link = screen.getByRole('link', { name: '1,200.50, profit and loss of earlier years' })
  expect(link.getAttribute('href')).toBe(
    '/o/tide-fennel/accounting/reports?report=profit&from=2024-01-01&to=2025-12-31',
  )
})

it('a figure of income or expenses leads to the lines of its account in the same year', async () => {
  open('?to=2026-10-31')
  const link = await screen.findByRole('link', { name: '1,200.50, lines of 6100 Rent' })
  expect(link.getAttribute('href')).toBe(
    `/o/tide-fennel/accounting/ledger?account=${RENT}&from=2026-01-01&to=2026-10-31`,
  )
  expect(screen.getByText('Checked: debit and credit are the same, 1,200.50 each.')).toBeDefined()
  expect(hub.calls.find(({ path }) => path === TRIAL)?.input).toEqual({ asOf: '2026-10-31' })
})

it('books that do not balance are told as an alarm, with both sums', async () => {
  hub.procedures.set(TRIAL, () => ({ ...balance, credit: '1200.00', isBalanced: false }))
  open('')
  const alarm = await screen.findByRole('alert')
  expect(alarm.textContent).toContain('These books do not agree')
  expect(alarm.textContent).toContain('Debit is 1,200.50 and credit is 1,200.00.')
  expect(screen.queryByText(/^Checked/)).toBeNull()
})

it('a profit and loss whose first day comes after the last says so, and asks for nothing', async () => {
  open('?report=profit&from=2026-12-01&to=2026-11-20')
  expect(await screen.findByText('The first day comes after the last')).toBeDefined()
  expect(screen.getByText(/^The report ends on 20 November 2026\./)).toBeDefined()
  expect(hub.calls.filter(({ path }) => path.endsWith('profitAndLoss'))).toEqual([])
})

it('says who can set up the books to whoever cannot', async () => {
  hub.procedures.set('modules.accounting.book.get', () => ({ book: null }))
  app = openApp('/o/tide-fennel/accounting')
  expect(await screen.findByText('The books are not set up yet')).toBeDefined()
  expect(screen.getByText(/An owner of the organization/)).toBeDefined()
  expect(screen.queryByRole('link', { name: 'Set up the books' })).toBeNull()
})
