import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { me } from '../../../../../testing/open-app.tsx'
import { refuse } from '../../../../../testing/stand-in.ts'

const CREATE = 'modules.accounting.contacts.create'
const TOO_LONG = 'The name may have at most 12 characters.'

const contact = {
  id: '01a1f859-d525-702e-874d-6f9b61ee3361',
  name: 'Kestrel',
  isCustomer: true,
  isVendor: false,
  email: '',
  phone: '',
  street: '',
  postcode: '',
  city: '',
  country: null,
  taxId: '',
  termsDays: null,
  note: '',
  archivedAt: null,
  version: 1,
}
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
  version: 1,
}
const book = {
  baseCurrency: 'EUR',
  country: 'IE',
  yearStart: '01-01',
  closed: { forGood: null, forNow: null, sales: null, bank: null, taxes: null },
  createdAt: '2026-01-01T09:00:00.000Z',
  version: 1,
}
const permissions = [
  'accounting.book.read',
  'accounting.sale.read',
  'accounting.sale.write',
  'accounting.contact.read',
  'accounting.contact.write',
] as const
const seller = {
  ...me,
  organizations: me.organizations.map((one) => ({
    ...one,
    permissions: [...one.permissions, ...permissions],
  })),
}
const nothing = { items: [], nextCursor: null }

/** As the hub does with what it takes for too long. */
function create(input: unknown) {
  if (input instanceof Object && 'name' in input && input.name === contact.name) return contact
  throw refuse('BAD_REQUEST', 'Check the input.', [{ path: 'name', message: TOO_LONG }])
}

const hub = appOnHub({
  'auth.me': () => seller,
  'modules.accounting.book.get': () => ({ book }),
  'modules.accounting.company.get': () => company,
  'modules.accounting.taxes.list': () => nothing,
  'modules.accounting.accounts.list': () => nothing,
  'modules.accounting.contacts.list': () => nothing,
  'modules.accounting.contacts.get': () => contact,
  [CREATE]: create,
})

const patience = { timeout: 8_000 }
const customer = () => screen.findByRole<HTMLInputElement>('combobox', { name: 'Customer' }, patience)

it('a customer that is refused stays in the field with the reason, and can be corrected (ACC-2)', async () => {
  const user = userEvent.setup()
  hub.open('/o/tide-fennel/accounting/invoices/new')
  await user.type(await customer(), 'Kestrel and sons')
  await user.click(await screen.findByRole('option', { name: /^Add “Kestrel and sons”/ }, patience))
  expect(await screen.findByText(TOO_LONG, {}, patience)).toBeTruthy()
  expect((await customer()).value).toBe('Kestrel and sons')
  expect((await customer()).getAttribute('aria-invalid')).toBe('true')

  await user.clear(await customer())
  await user.type(await customer(), 'Kestrel')
  await user.click(await screen.findByRole('option', { name: /^Add “Kestrel”/ }, patience))
  await screen.findByText(/^Added Kestrel\./, {}, patience)
  await waitFor(async () => expect((await customer()).value).toBe('Kestrel'))
  expect(screen.queryByText(TOO_LONG)).toBeNull()
})

it('what was refused goes when it is taken away (ACC-2)', async () => {
  const user = userEvent.setup()
  hub.open('/o/tide-fennel/accounting/invoices/new')
  await user.type(await customer(), 'Kestrel and sons')
  await user.click(await screen.findByRole('option', { name: /^Add “Kestrel and sons”/ }, patience))
  await screen.findByText(TOO_LONG, {}, patience)
  await user.click(screen.getByRole('button', { name: 'Take Kestrel and sons away' }))
  await waitFor(() => expect(screen.queryByText(TOO_LONG)).toBeNull())
  expect((await customer()).value).toBe('')
})
