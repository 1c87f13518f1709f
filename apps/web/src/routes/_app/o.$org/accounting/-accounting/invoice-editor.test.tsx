import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
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

it('is not posted while an amount in it cannot be read', async () => {
  const user = userEvent.setup()
  hub.procedures.set('modules.accounting.invoices.post', () => invoiceDetails)
  hub.open(`/o/tide-fennel/accounting/invoices/${draft.id}`)
  const discount = await screen.findByRole('textbox', { name: 'Discount, %' }, patience)
  await user.clear(discount)
  await user.type(discount, '1o{Control>}{Enter}{/Control}')
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(hub.inputs('modules.accounting.invoices.post')).toEqual([])
  expect(screen.getByText('Write a number, such as 12.50.')).toBeInTheDocument()
})

it('letters that the PDF cannot print are said in the preview, and asked about before posting', async () => {
  const user = userEvent.setup()
  hub.procedures.set('modules.accounting.invoices.post', () => invoiceDetails)
  hub.open(`/o/tide-fennel/accounting/invoices/${draft.id}`)
  const message = await screen.findByLabelText('Message on the invoice', {}, patience)
  await user.type(message, 'Danke, Δημήτρης')
  expect(screen.queryByText(/The PDF cannot print/)).toBeNull()
  await user.type(message, ' 様 様 👍')
  expect(screen.getByText('The PDF cannot print these letters: 様 👍.')).toBeInTheDocument()
  const post = screen.getByRole('button', { name: /^Post invoice/ })
  await user.click(post)
  const question = within(await screen.findByRole('dialog', { name: /letters that the PDF cannot print/ }))
  expect(
    question.getByText(/in place of each of these: 様 👍\. A posted invoice never changes/),
  ).toBeInTheDocument()
  await user.click(question.getByRole('button', { name: 'Keep editing' }))
  expect(hub.inputs('modules.accounting.invoices.post')).toEqual([])
  await user.click(post)
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Post invoice' }))
  await waitFor(() => expect(hub.inputs('modules.accounting.invoices.post')).toHaveLength(1), patience)
})

it('after posting by keys the heading has the focus, from which reading goes on', async () => {
  const user = userEvent.setup()
  const posted = { ...invoiceDetails, version: 2 }
  hub.procedures.set('modules.accounting.invoices.parties', () => invoiceParties)
  hub.procedures.set('modules.accounting.invoices.post', () => {
    hub.procedures.set('modules.accounting.invoices.get', () => posted)
    return posted
  })
  hub.open(`/o/tide-fennel/accounting/invoices/${draft.id}`)
  await user.click(await rate())
  await user.keyboard('{Control>}{Enter}{/Control}')
  const heading = await screen.findByRole('heading', { level: 1, name: 'INV-2026-0041' }, patience)
  await waitFor(() => expect(screen.queryByRole('form', { name: 'Invoice' })).toBeNull(), patience)
  await waitFor(() => expect(heading).toHaveFocus())
})
