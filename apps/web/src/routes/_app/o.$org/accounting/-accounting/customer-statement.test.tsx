import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { refuse } from '../../../../../testing/stand-in.ts'
import { book, invoiceIds, payment, personWith } from './testing.ts'

const GET = 'modules.accounting.customerStatements.get'
const SEND = 'modules.accounting.customerStatements.send'
const PREPARE = 'modules.accounting.customerStatements.prepare'
const contactId = invoiceIds.customer
const read = ['accounting.book.read', 'accounting.sale.read'] as const

const move = { reference: '', dueOn: null, invoiceId: null, paymentId: null, refundId: null }
const statement = {
  contactId,
  contact: 'Lantern Street Bakery',
  email: 'books@lantern.example',
  from: '2026-01-01',
  to: '2026-11-20',
  sections: [
    {
      currency: 'EUR',
      opening: '10.00',
      rows: [
        {
          ...move,
          on: '2026-02-01',
          kind: 'invoice',
          number: 'INV-2026-0041',
          reference: 'PO 7',
          dueOn: '2026-02-15',
          invoiceId: invoiceIds.invoice,
          amount: '389.85',
          balance: '399.85',
        },
        {
          ...move,
          on: '2026-03-05',
          kind: 'payment',
          number: 'PAY-2026-0001',
          paymentId: payment.id,
          amount: '-100.00',
          balance: '299.85',
        },
      ],
      charged: '389.85',
      credited: '100.00',
      closing: '299.85',
      overdue: '289.85',
    },
  ],
}

const hub = appOnHub({ 'modules.accounting.book.get': () => ({ book }) })
beforeEach(() => {
  hub.procedures.set('auth.me', () => personWith(...read, 'accounting.sale.send'))
  hub.procedures.set(GET, () => statement)
  hub.procedures.set(SEND, () => ({ contactId, recipient: statement.email }))
  hub.procedures.set(PREPARE, () => ({ path: '#/exports/files/token' }))
})
const openStatement = (query = `&contact=${contactId}`) => {
  hub.open(`/o/tide-fennel/accounting/reports?report=statement${query}`)
}
const callsOf = (wanted: string) => hub.calls.filter(({ path }) => path === wanted).map(({ input }) => input)

it('what a customer was billed and paid leads to its papers, and ends by what is owed (ACC-2)', async () => {
  openStatement('&contact=' + contactId + '&from=2026-01-01&to=2026-11-20')
  const table = within(await screen.findByRole('table', { name: 'Statement in EUR' }, { timeout: 8_000 }))
  expect(table.getByRole('link', { name: 'Invoice INV-2026-0041' })).toHaveAttribute(
    'href',
    `/o/tide-fennel/accounting/invoices/${invoiceIds.invoice}`,
  )
  const paid = table.getByRole('link', { name: 'Payment PAY-2026-0001' }).closest('tr')
  // As many cells as columns, or a figure would stand below the wrong head.
  expect(paid?.cells).toHaveLength(table.getAllByRole('columnheader').length)
  expect(
    screen.getByText('The customer owes 299.85 EUR; 289.85 EUR of invoices is overdue.'),
  ).toBeInTheDocument()
  expect(callsOf(GET)).toMatchObject([{ contactId, from: '2026-01-01', to: '2026-11-20' }])
})

it('goes by mail for the days that are shown; a refusal stands at its field', async () => {
  openStatement()
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'Send' }, { timeout: 8_000 }))
  const dialog = within(
    await screen.findByRole('dialog', { name: 'Send the statement of Lantern Street Bakery' }),
  )
  expect(dialog.getByLabelText('To')).toHaveValue('books@lantern.example')
  hub.procedures.set(SEND, () => {
    throw refuse('BAD_REQUEST', 'Something is wrong.', [
      { path: 'recipient', message: 'This is no mail address.' },
    ])
  })
  await user.click(dialog.getByRole('button', { name: 'Send' }))
  expect(await dialog.findByText('This is no mail address.')).toBeInTheDocument()
  hub.procedures.set(SEND, () => ({ contactId, recipient: statement.email }))
  await user.type(dialog.getByLabelText('Message'), 'As asked.')
  await user.click(dialog.getByRole('button', { name: 'Send' }))
  expect(await screen.findByText('The statement is on its way to Lantern Street Bakery.')).toBeInTheDocument()
  expect(callsOf(SEND).at(-1)).toMatchObject({
    contactId,
    from: '2026-01-01',
    to: '2026-11-20',
    recipient: 'books@lantern.example',
    message: 'As asked.',
  })
})

it('is saved as a sheet; whoever may not mail is not asked', async () => {
  hub.procedures.set('auth.me', () => personWith(...read))
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
  openStatement()
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'CSV' }, { timeout: 8_000 }))
  await waitFor(() => expect(click).toHaveBeenCalledOnce())
  expect(callsOf(PREPARE)).toMatchObject([{ contactId, from: '2026-01-01', format: 'csv' }])
  expect(screen.queryByRole('button', { name: 'Send' })).toBeNull()
})

it('without a customer it asks for one, and for nothing else', async () => {
  openStatement('')
  expect(await screen.findByText('Choose a customer', undefined, { timeout: 8_000 })).toBeInTheDocument()
  expect(callsOf(GET)).toEqual([])
})

it('where nothing moved and nothing is open it says so, and there is nothing to save', async () => {
  hub.procedures.set(GET, () => ({ ...statement, sections: [] }))
  openStatement()
  expect(await screen.findByText('Nothing in these days', undefined, { timeout: 8_000 })).toBeInTheDocument()
  expect(screen.getByText(/20 November 2026$/)).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'PDF' })).toBeNull()
})
