import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { refuse } from '../../../../../testing/stand-in.ts'
import { book, invoiceDetails, invoiceIds, invoiceParties, personWith } from './testing.ts'

const PREVIEW = 'modules.accounting.reminders.preview'
const SEND = 'modules.accounting.reminders.send'
const LIST = 'modules.accounting.reminders.list'
const read = ['accounting.book.read', 'accounting.sale.read'] as const

const late = {
  invoiceId: invoiceIds.invoice,
  number: 'INV-2026-0041',
  currency: 'EUR',
  open: '389.85',
  dueOn: '2026-11-04',
  daysLate: 16,
  level: 2,
  lastOn: '2026-11-12',
}
const mail = {
  contactId: invoiceIds.customer,
  contact: 'Lantern Street Bakery',
  recipient: 'books@lantern.example',
  level: 2,
  subject: 'Second reminder: invoice INV-2026-0041 of Tide & Fennel',
  text: 'We wrote to you about this before.',
  invoices: [late],
}
const other = {
  ...mail,
  contactId: invoiceIds.credit,
  contact: 'Nook Café',
  recipient: 'nook@cafe.example',
  invoices: [{ ...late, invoiceId: invoiceIds.credit }],
}

const hub = appOnHub({
  'modules.accounting.book.get': () => ({ book }),
  'modules.accounting.invoices.parties': () => invoiceParties,
  'modules.accounting.invoices.get': () => ({ ...invoiceDetails, status: 'overdue', dueOn: '2026-11-04' }),
  'modules.accounting.invoices.list': () => ({ items: [], nextCursor: null }),
})
beforeEach(() => {
  hub.procedures.set('auth.me', () => personWith(...read, 'accounting.sale.send'))
  hub.procedures.set(PREVIEW, () => ({ mails: [mail], left: [], isMore: false }))
  hub.procedures.set(SEND, () => ({ mails: [mail], left: [] }))
  hub.procedures.set(LIST, () => ({
    items: [
      {
        ...late,
        id: invoiceIds.credit,
        contact: mail.contact,
        level: 1,
        sentOn: '2026-11-12',
        recipient: mail.recipient,
      },
    ],
    nextCursor: null,
  }))
})
const sent = () => hub.calls.filter(({ path }) => path === SEND).map(({ input }) => input)
const button = (name: string) => screen.findByRole('button', { name }, { timeout: 8_000 })
const title = { name: 'Remind of what is overdue' }

it('an overdue invoice shows what was sent of it, and the next mail word for word before it goes (ACC-2)', async () => {
  hub.open(`/o/tide-fennel/accounting/invoices/${invoiceDetails.id}`)
  const user = userEvent.setup()
  await user.click(await button('Remind'))
  expect(screen.getByText('Reminder sent 12 November to books@lantern.example')).toBeInTheDocument()
  const dialog = within(await screen.findByRole('dialog', title))
  expect(await dialog.findByText('We wrote to you about this before.')).toBeInTheDocument()
  hub.procedures.set(SEND, () => {
    throw refuse('CONFLICT', 'The customer was reminded of this today already.')
  })
  await user.click(dialog.getByRole('button', { name: 'Send reminder' }))
  expect(await dialog.findByText('The customer was reminded of this today already.')).toBeInTheDocument()
  hub.procedures.set(SEND, () => ({ mails: [mail], left: [] }))
  await user.click(dialog.getByRole('button', { name: 'Send reminder' }))
  expect(await screen.findByText('The reminder to Lantern Street Bakery is on the way.')).toBeInTheDocument()
  expect(sent()).toMatchObject([{ invoiceIds: [invoiceIds.invoice] }, { invoiceIds: [invoiceIds.invoice] }])
})

it('of all that is overdue some customers are left out; who cannot be reminded is named', async () => {
  const why = 'Mooring House has no mail address yet.'
  const left = [{ invoiceId: invoiceIds.customer, contact: 'Mooring House', why }]
  hub.procedures.set(PREVIEW, () => ({ mails: [mail, other], left, isMore: false }))
  hub.open('/o/tide-fennel/accounting/invoices?status=overdue')
  const user = userEvent.setup()
  await user.click(await button('Remind customers'))
  const dialog = within(await screen.findByRole('dialog', title))
  expect(await dialog.findByText(why)).toBeInTheDocument()
  await user.click(dialog.getByRole('checkbox', { name: 'Nook Café' }))
  await user.click(dialog.getByRole('button', { name: 'Send reminder' }))
  expect(await screen.findByText('The reminder to Lantern Street Bakery is on the way.')).toBeInTheDocument()
  expect(sent()).toMatchObject([{ invoiceIds: [invoiceIds.invoice] }])
})

it('where nobody is late nothing is sent; whoever may not mail is not asked', async () => {
  hub.procedures.set(PREVIEW, () => ({ mails: [], left: [], isMore: false }))
  hub.open('/o/tide-fennel/accounting/invoices?status=overdue')
  const user = userEvent.setup()
  await user.click(await button('Remind customers'))
  const dialog = within(await screen.findByRole('dialog', title))
  expect(await dialog.findByText('Nothing is overdue')).toBeInTheDocument()
  await user.click(dialog.getByRole('button', { name: 'Send reminder' }))
  expect(await dialog.findByText('There is nobody to remind now.')).toBeInTheDocument()
  expect(sent()).toEqual([])
  hub.procedures.set('auth.me', () => personWith(...read))
  hub.open(`/o/tide-fennel/accounting/invoices/${invoiceDetails.id}`)
  await button('PDF')
  expect(screen.queryByRole('button', { name: 'Remind' })).toBeNull()
})
