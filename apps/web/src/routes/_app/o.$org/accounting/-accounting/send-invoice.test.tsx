import '@testing-library/jest-dom/vitest'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { openApp } from '../../../../../testing/open-app.tsx'
import { refuse, standIn } from '../../../../../testing/stand-in.ts'
import { book, invoiceDetails, invoiceParties, personWith } from './testing.ts'

const INVOICE = invoiceDetails.id
const SEND = 'modules.accounting.invoices.send'
const GET = 'modules.accounting.invoices.get'
const PDF = 'modules.accounting.invoices.pdf'

const hub = standIn({
  'auth.me': () => personWith('accounting.book.read', 'accounting.sale.read', 'accounting.sale.send'),
  'modules.accounting.book.get': () => ({ book }),
  'modules.accounting.invoices.parties': () => invoiceParties,
})

let app: ReturnType<typeof openApp> | undefined
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
beforeEach(() => {
  hub.calls.length = 0
  hub.procedures.set(GET, () => invoiceDetails)
  hub.procedures.set(SEND, () => invoiceDetails)
})
afterEach(() => {
  vi.restoreAllMocks()
  app?.close()
  cleanup()
})
afterAll(() => hub.server.close())

const button = (name: string) => screen.findByRole('button', { name }, { timeout: 8_000 })
const sent = () => hub.calls.filter(({ path }) => path === SEND).map(({ input }) => input)

async function begin() {
  app = openApp(`/o/tide-fennel/accounting/invoices/${INVOICE}`)
  const user = userEvent.setup()
  await user.click(await button('Send'))
  const dialog = within(await screen.findByRole('dialog', { name: 'Send INV-2026-0041' }))
  return { user, dialog, to: dialog.getByLabelText('To') }
}

it('an invoice goes to the address that was printed, with its PDF (ACC-2)', async () => {
  const { user, dialog, to } = await begin()
  expect(to).toHaveValue('books@lantern.example')
  expect(dialog.getByLabelText('Subject')).toHaveValue('Invoice INV-2026-0041 of Tide & Fennel')
  expect(dialog.getByText('INV-2026-0041.pdf')).toBeInTheDocument()
  await user.type(dialog.getByLabelText('Message'), 'The van comes on Thursday.')
  await user.click(dialog.getByRole('button', { name: 'Send' }))
  expect(await screen.findByText('INV-2026-0041 is on its way to Lantern Street Bakery.')).toBeInTheDocument()
  expect(sent()).toMatchObject([
    {
      id: INVOICE,
      to: 'books@lantern.example',
      subject: 'Invoice INV-2026-0041 of Tide & Fennel',
      message: 'The van comes on Thursday.',
    },
  ])
  expect(screen.queryByRole('dialog', { name: 'Send INV-2026-0041' })).toBeNull()
})

it('without an address nothing is sent, and the field says so', async () => {
  const { user, dialog, to } = await begin()
  await user.clear(to)
  await user.click(dialog.getByRole('button', { name: 'Send' }))
  expect(await dialog.findByText('Write a mail address.')).toBeInTheDocument()
  expect(to).toHaveAttribute('aria-invalid', 'true')
  expect(sent()).toEqual([])
})

it('a refusal stands at its field, or above the form, and what was written stays', async () => {
  const { user, dialog, to } = await begin()
  const issues = [{ path: 'to', message: 'This is no mail address.' }]
  hub.procedures.set(SEND, () => {
    throw refuse('BAD_REQUEST', 'Something is wrong.', issues)
  })
  await user.type(dialog.getByLabelText('Message'), 'Hello')
  await user.click(dialog.getByRole('button', { name: 'Send' }))
  expect(await dialog.findByText('This is no mail address.')).toBeInTheDocument()
  expect(to).toHaveAttribute('aria-invalid', 'true')
  hub.procedures.set(SEND, () => {
    throw refuse('TOO_MANY_REQUESTS', 'Too many mails today. Try it again tomorrow.')
  })
  await user.click(dialog.getByRole('button', { name: 'Send' }))
  expect(await dialog.findByText(/Too many mails today/)).toBeInTheDocument()
  expect(dialog.getByLabelText('Message')).toHaveValue('Hello')
})

it('one that is void is not sent', async () => {
  hub.procedures.set(GET, () => ({ ...invoiceDetails, status: 'void', open: '0.00' }))
  app = openApp(`/o/tide-fennel/accounting/invoices/${INVOICE}`)
  await button('PDF')
  expect(screen.queryByRole('button', { name: 'Send' })).toBeNull()
})

it('the PDF is prepared and saved', async () => {
  hub.procedures.set(PDF, () => ({ path: '#/exports/files/token' }))
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
  app = openApp(`/o/tide-fennel/accounting/invoices/${INVOICE}`)
  await userEvent.setup().click(await button('PDF'))
  await waitFor(() => expect(click).toHaveBeenCalledOnce())
  expect(await screen.findByText('The file is being saved.')).toBeInTheDocument()
  expect(hub.calls.find(({ path }) => path === PDF)?.input).toMatchObject({ id: INVOICE })
})
