import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { refuse } from '../../../../../testing/stand-in.ts'
import { book, invoiceIds, personWith } from './testing.ts'

const none = () => ({ items: [], nextCursor: null })
const hub = appOnHub({
  'auth.me': () =>
    personWith('accounting.book.read', 'accounting.sale.read', 'accounting.contact.read', 'ops.task.read'),
  'modules.accounting.book.get': () => ({ book }),
  'modules.accounting.accounts.list': none,
  'modules.accounting.contacts.list': none,
  'modules.accounting.invoices.list': none,
  'modules.accounting.journals.list': none,
  'modules.accounting.paymentsIn.list': none,
  'modules.ops.tasks.list': none,
})

const drawers = [
  ['entry', 'accounting/journal?entry', 'modules.accounting.journals.get'],
  ['payment', 'accounting/payments?payment', 'modules.accounting.paymentsIn.get'],
  ['refund', 'accounting/payments?refund', 'modules.accounting.refunds.get'],
  ['customer or vendor', 'accounting/contacts?contact', 'modules.accounting.contacts.get'],
  ['task', 'tasks?task', 'modules.ops.tasks.get'],
] as const

it.each(drawers)(
  'the drawer of one %s keeps what failed, and the focus, while it is tried again',
  async (what, place, read) => {
    hub.procedures.set(read, () => {
      throw refuse('UNAVAILABLE', 'The database is away. Try again in a moment.')
    })
    hub.open(`/o/tide-fennel/${place}=${invoiceIds.invoice}`)
    const failed = await screen.findByRole('alert', {}, { timeout: 5_000 })
    expect(failed).toHaveTextContent(`The ${what} could not be loaded`)
    const again = Promise.withResolvers<unknown>()
    hub.procedures.set(read, () => again.promise)
    await userEvent.click(within(failed).getByRole('button', { name: 'Try now' }))
    expect(failed).toBeInTheDocument()
    expect(within(failed).getByRole('button', { name: /^(Try now|Trying)/ })).toHaveFocus()
    again.reject(refuse('NOT_FOUND', 'That is not here.'))
    expect(await screen.findByText('That is not here.')).toBeInTheDocument()
    expect(screen.getByRole('heading', { name: 'Not here' })).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Try now' })).toBeNull()
  },
)

it('the drawer of a customer names the country of its address', async () => {
  hub.procedures.set('modules.accounting.contacts.get', () => ({
    id: invoiceIds.customer,
    name: 'Librairie du Phare',
    isCustomer: true,
    isVendor: false,
    email: '',
    phone: '',
    street: '',
    postcode: '75002',
    city: 'Paris',
    country: 'FR',
    taxId: '',
    termsDays: null,
    note: '',
    archivedAt: null,
    version: 1,
  }))
  hub.open(`/o/tide-fennel/accounting/contacts?contact=${invoiceIds.customer}`)
  expect(await screen.findByText('75002 Paris, France')).toBeInTheDocument()
})
