import '@testing-library/jest-dom/vitest'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { refuse } from '../../../../../testing/stand-in.ts'
import { book, invoiceDetails, invoiceIds, invoiceParties, personWith } from './testing.ts'

const UPDATE = 'modules.accounting.invoices.update'
const WRONG = 'Write the rate as 1.0825.'

const draft = {
  ...invoiceDetails,
  number: null,
  status: 'draft',
  currency: 'USD',
  rate: '0.9',
  postedAt: null,
  version: 1,
}
const company = { ...invoiceParties.seller, legalName: 'Tide & Fennel', termsDays: 14, version: 1 }
const nothing = { items: [], nextCursor: null }

/** As the hub does with a rate that is missing or has more decimals than it keeps. */
function save(input: unknown) {
  const { rate } = input as { rate?: string }
  if (!/^\d{1,9}(\.\d{1,10})?$/.test(rate ?? ''))
    throw refuse('BAD_REQUEST', 'Check the input.', [{ path: 'rate', message: WRONG }])
  return draft
}

const hub = appOnHub({
  'auth.me': () =>
    personWith(
      'accounting.book.read',
      'accounting.sale.read',
      'accounting.sale.write',
      'accounting.contact.read',
    ),
  'modules.accounting.book.get': () => ({ book }),
  'modules.accounting.company.get': () => company,
  'modules.accounting.taxes.list': () => nothing,
  'modules.accounting.accounts.list': () => nothing,
  'modules.accounting.contacts.get': () => ({ ...invoiceParties.buyer, id: invoiceIds.customer }),
  'modules.accounting.invoices.get': () => draft,
  [UPDATE]: save,
})

const patience = { timeout: 8_000 }
const rate = () => screen.findByRole('textbox', { name: 'EUR for one USD' }, patience)
const saved = () => hub.calls.filter(({ path }) => path === UPDATE).map(({ input }) => input)

it('a rate is written with a comma as well, and goes with all its decimals (ACC-1)', async () => {
  const user = userEvent.setup()
  hub.open(`/o/tide-fennel/accounting/invoices/${draft.id}`)
  await user.clear(await rate())
  await user.type(await rate(), '1,0851234567')
  await user.tab()
  expect(await rate()).toHaveValue('1.0851234567')
  await waitFor(() => expect(saved().at(-1)).toMatchObject({ rate: '1.0851234567' }), patience)
})

it('a rate that is missing is told at its field, and no longer once it is there', async () => {
  const user = userEvent.setup()
  hub.open(`/o/tide-fennel/accounting/invoices/${draft.id}`)
  await user.clear(await rate())
  expect(await screen.findByText(WRONG, {}, patience)).toBeInTheDocument()
  expect(await rate()).toHaveAccessibleDescription(WRONG)
  expect(screen.queryByText(/could not be saved/)).toBeNull()
  await user.type(await rate(), '0,857')
  await waitFor(() => expect(screen.queryByText(WRONG)).toBeNull(), patience)
  await waitFor(() => expect(saved().at(-1)).toMatchObject({ rate: '0.857' }), patience)
  expect(await screen.findByText(/Draft saved/, {}, patience)).toBeInTheDocument()
})

it('a discount is written with a comma as well', async () => {
  const user = userEvent.setup()
  hub.open(`/o/tide-fennel/accounting/invoices/${draft.id}`)
  const discount = await screen.findByRole('textbox', { name: 'Discount, %' }, patience)
  await user.clear(discount)
  await user.type(discount, '2,5')
  await waitFor(() => expect(saved().at(-1)).toMatchObject({ discountPercent: '2.5' }), patience)
})
