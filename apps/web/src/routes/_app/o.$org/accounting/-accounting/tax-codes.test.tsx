import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { book, personWith } from './testing.ts'

const CREATE = 'modules.accounting.taxes.create'
const company = {
  legalName: 'Tide & Fennel',
  street: '',
  postcode: '',
  city: '',
  country: 'IE',
  taxId: '',
  email: '',
  phone: '',
  iban: '',
  bic: '',
  termsDays: 14,
  footer: '',
  version: 0,
}

const hub = appOnHub({
  'auth.me': () => personWith('accounting.book.read', 'accounting.sale.read', 'accounting.book.manage'),
  'modules.accounting.book.get': () => ({ book }),
  'modules.accounting.company.get': () => company,
  'modules.accounting.taxes.list': () => ({ items: [], nextCursor: null }),
  [CREATE]: () => ({ name: 'Reduced' }),
})

it('the rate of a tax is read as prices are, with a comma or a point', async () => {
  const user = userEvent.setup()
  hub.open('/o/tide-fennel/accounting/details')
  await user.click(await screen.findByRole('button', { name: 'Add tax' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Add a tax' }))
  await user.type(dialog.getByLabelText('Name on invoices'), 'Reduced')
  await user.type(dialog.getByLabelText('Rate, %'), '13,5')
  await user.click(dialog.getByRole('button', { name: 'Add tax' }))
  await waitFor(() =>
    expect(hub.calls.find(({ path }) => path === CREATE)?.input).toMatchObject({ percent: '13.5' }),
  )
})
