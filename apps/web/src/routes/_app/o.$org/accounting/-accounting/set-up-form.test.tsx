import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { me, openApp } from '../../../../../testing/open-app.tsx'
import { standIn } from '../../../../../testing/stand-in.ts'

const bookkeeper = {
  ...me,
  organizations: me.organizations.map((one) => ({
    ...one,
    permissions: [...one.permissions, 'accounting.book.read', 'accounting.book.manage'],
  })),
}
const sent: unknown[] = []
const hub = standIn({
  'auth.me': () => bookkeeper,
  'modules.accounting.book.get': () => ({ book: null }),
  'modules.accounting.book.setUp': (input) => {
    sent.push(input)
    return {}
  },
})

let app: ReturnType<typeof openApp> | undefined
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
beforeEach(() => {
  sessionStorage.clear()
  sent.length = 0
})
afterEach(() => {
  app?.close()
  cleanup()
})
afterAll(() => hub.server.close())

it('a field that is mended is wrong no longer, and the others stay as they are', async () => {
  const user = userEvent.setup()
  app = openApp('/o/tide-fennel/accounting')
  await user.type(await screen.findByLabelText(/^Rates you charge/), 'much')
  await user.click(screen.getByRole('button', { name: 'Set up the books' }))
  expect(await screen.findByText('Choose a country.')).toBeDefined()
  // Whoever works by keys alone is where the first of it can be mended.
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Country')))
  await user.selectOptions(screen.getByLabelText('Country'), 'Ireland')
  expect(screen.queryByText('Choose a country.')).toBeNull()
  expect(screen.getByText('Write the rates as 23, 13.5.')).toBeDefined()
})

it('what was filled in is there again when the page is opened again', async () => {
  const user = userEvent.setup()
  app = openApp('/o/tide-fennel/accounting')
  await user.selectOptions(await screen.findByLabelText('Country'), 'Ireland')
  app.close()
  cleanup()
  app = openApp('/o/tide-fennel/accounting')
  expect((await screen.findByLabelText<HTMLSelectElement>('Country')).value).toBe('IE')
  await user.click(screen.getByRole('button', { name: 'Discard it' }))
  expect(screen.getByLabelText<HTMLSelectElement>('Country').value).toBe('')
})

it('opening balances name their account by its code or its name, from those that the books begin with', async () => {
  const user = userEvent.setup()
  app = openApp('/o/tide-fennel/accounting')
  await user.selectOptions(await screen.findByLabelText('Country'), 'Ireland')
  await user.type(screen.getByLabelText('Ledger account, line 1'), 'loan')
  await user.tab()
  expect(screen.getByLabelText<HTMLInputElement>('Ledger account, line 1').value).toBe('2700 Loans')
  await user.type(screen.getByLabelText('Credit, line 1'), '8000')
  await user.type(screen.getByLabelText('Ledger account, line 2'), 'stock')
  await user.tab()
  await user.type(screen.getByLabelText('Debit, line 2'), '120')
  await user.click(screen.getByRole('button', { name: 'Set up the books' }))
  expect(await screen.findByText('Choose an account from the list.')).toBeDefined()
  expect(sent).toEqual([])
  await user.selectOptions(screen.getByLabelText('The business sells'), 'Goods')
  await user.clear(screen.getByLabelText('Ledger account, line 2'))
  await user.type(screen.getByLabelText('Ledger account, line 2'), 'stock')
  await user.tab()
  await user.click(screen.getByRole('button', { name: 'Set up the books' }))
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]).toMatchObject({
    chart: 'goods',
    opening: [
      { code: '2700', credit: '8000.00' },
      { code: '1300', debit: '120.00' },
    ],
  })
})

it('lines that are pasted from a spreadsheet may say the name of the account alone', async () => {
  const user = userEvent.setup()
  app = openApp('/o/tide-fennel/accounting')
  await user.click(await screen.findByLabelText('Ledger account, line 1'))
  await user.paste('bank\t1500.00\n3000\t\t1500.00')
  await user.tab()
  const account = (line: number) =>
    screen.getByLabelText<HTMLInputElement>(`Ledger account, line ${line}`).value
  await waitFor(() => expect([account(1), account(2)]).toEqual(['1100 Bank', '3000 Capital of the owner']))
})

it('rates with a decimal comma are said as the taxes they make before they are made', async () => {
  const user = userEvent.setup()
  app = openApp('/o/tide-fennel/accounting')
  await user.selectOptions(await screen.findByLabelText('Country'), 'Austria')
  await user.type(screen.getByLabelText(/^Rates you charge/), '20; 13,5')
  expect(screen.getByText('Makes VAT 20 % and VAT 13.5 %, on sales and on purchases.')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Set up the books' }))
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]).toMatchObject({
    taxRates: [
      { name: 'VAT 20 %', percent: '20' },
      { name: 'VAT 13.5 %', percent: '13.5' },
    ],
  })
})
