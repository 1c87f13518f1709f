import '@testing-library/jest-dom/vitest'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { appOnHub } from '../../../../../../testing/app-on-hub.ts'
import { book, personWith } from '../testing.ts'
import { bankAccount, bankLine, ids, match } from './testing.ts'

const UNDO = 'modules.accounting.bank.matches.undo'
const ACCEPT = 'modules.accounting.bank.matches.accept'

const matched = { ...bankLine, id: ids.matched, counterparty: 'PACKWELL LTD', isMatched: true }
const lines = { items: [bankLine, matched], nextCursor: null }

const hub = appOnHub({
  'auth.me': () => personWith('accounting.book.read', 'accounting.bank.read', 'accounting.bank.write'),
  'modules.accounting.book.get': () => ({
    book: { ...book, closed: { ...book.closed, bank: '2026-11-20' } },
  }),
  'modules.accounting.accounts.list': () => ({ items: [fees], nextCursor: null }),
  'modules.accounting.bank.accounts.list': () => ({ items: [bankAccount], nextCursor: null }),
  'modules.accounting.bank.lines.list': () => lines,
  'modules.accounting.bank.lines.get': (input) =>
    (input as { id: string }).id === ids.matched
      ? { ...matched, match, offers: [] }
      : { ...bankLine, match: null, offers: [offer] },
  [ACCEPT]: () => ({ ...match, id: ids.lastMatch }),
  [UNDO]: () => match,
})

const offer = {
  kind: 'entry',
  id: ids.entry,
  title: 'Entry J-2026-0001, Fees',
  number: 'J-2026-0001',
  contact: null,
  amount: '-41.20',
  strength: 'sure',
  reasons: [],
}

const fees = { id: ids.fees, code: '6850', name: 'Bank fees', role: null, subtype: 'expense' }

const undone = () => hub.calls.filter(({ path }) => path === UNDO).map(({ input }) => input)

it('U undoes the match of the line that is open, and not the last one (ACC-4)', async () => {
  hub.open(`/o/tide-fennel/accounting/bank?state=all`)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: /^Match/ }))
  expect(await screen.findByText('Matched AIB FEES. U undoes it.')).toBeInTheDocument()
  expect(await screen.findByRole('heading', { name: 'Matched' })).toBeInTheDocument()
  await user.keyboard('u')
  expect(await screen.findByText('The match is undone.')).toBeInTheDocument()
  expect(undone()).toMatchObject([{ id: match.id }])
})

it('where the open line is not matched, U undoes the last match', async () => {
  hub.open(`/o/tide-fennel/accounting/bank?state=all`)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: /^Match/ }))
  expect(await screen.findByRole('heading', { name: 'Matched' })).toBeInTheDocument()
  await user.keyboard('k')
  expect(await screen.findByRole('heading', { name: offer.title })).toBeInTheDocument()
  await user.keyboard('u')
  expect(await screen.findByText('The match is undone.')).toBeInTheDocument()
  expect(undone()).toMatchObject([{ id: ids.lastMatch }])
})

it('what was chosen is matched, also where a colleague has matched the one above it meanwhile', async () => {
  const [first, second, third] = [1, 2, 3].map((at) => ({
    ...offer,
    id: `${ids.entry.slice(0, -1)}${at}`,
    title: `Entry J-2026-000${at}, Fees`,
  }))
  const offered = (...offers: unknown[]) =>
    hub.procedures.set('modules.accounting.bank.lines.get', () => ({ ...bankLine, match: null, offers }))
  offered(first, second, third)
  hub.open(`/o/tide-fennel/accounting/bank`)
  const user = userEvent.setup()
  await screen.findByRole('heading', { name: 'Entry J-2026-0001, Fees' })
  await user.keyboard('2')
  await screen.findByRole('heading', { name: 'Entry J-2026-0002, Fees' })
  offered(second, third)
  // There is nothing to undo, and all is read again.
  await user.keyboard('u')
  await waitFor(() => expect(screen.queryByRole('radio', { name: /J-2026-0001/ })).toBeNull())
  expect(screen.getByRole('heading', { name: 'Entry J-2026-0002, Fees' })).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: /^Match/ }))
  await waitFor(() => expect(hub.inputs(ACCEPT)).toMatchObject([{ kind: 'entry', entryId: second?.id }]))
})

it('a line of a closed day is posted on the first open one, or on a later one that is chosen', async () => {
  hub.open(`/o/tide-fennel/accounting/bank?state=all`)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('radio', { name: /Straight to an account/ }))
  await user.type(await screen.findByRole('combobox', { name: 'Ledger account' }), '6850')
  await user.tab()
  expect(screen.getByLabelText('Day in the books')).toHaveValue('21 Nov 2026')
  await user.click(screen.getByRole('button', { name: 'Post and match' }))
  expect(await screen.findByText('Matched AIB FEES. U undoes it.')).toBeInTheDocument()
  expect(hub.calls.find(({ path }) => path === ACCEPT)?.input).toMatchObject({
    bankLineId: ids.line,
    kind: 'account',
    accountId: ids.fees,
    on: '2026-11-21',
  })
})

it('says what the bank wrote once where it is the name as well', async () => {
  const same = { ...bankLine, text: bankLine.counterparty }
  hub.procedures.set('modules.accounting.bank.lines.list', () => ({ items: [same], nextCursor: null }))
  hub.procedures.set('modules.accounting.bank.lines.get', () => ({ ...same, match: null, offers: [offer] }))
  hub.open(`/o/tide-fennel/accounting/bank`)
  const line = await screen.findByRole('button', { name: /AIB FEES/ })
  expect(line).toHaveTextContent(/^AIB FEES−41\.20No match$/)
  await screen.findByText(/^Bank line,/)
  expect(screen.getAllByText('AIB FEES')).toHaveLength(2)
})

it('a line in another currency asks for the rate before it pays an invoice (ACC-1, ACC-4)', async () => {
  const dollars = { ...bankLine, currency: 'USD', amount: '500.00', day: '2026-11-21' }
  const invoice = { ...offer, kind: 'invoice', title: 'Invoice INV-2026-0009, Zephyr', amount: '500.00' }
  hub.procedures.set('modules.accounting.bank.lines.list', () => ({ items: [dollars], nextCursor: null }))
  hub.procedures.set('modules.accounting.bank.lines.get', () => ({
    ...dollars,
    match: null,
    offers: [invoice],
  }))
  hub.open(`/o/tide-fennel/accounting/bank`)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: /^Match/ }))
  const rate = screen.getByLabelText('EUR for one USD')
  expect(rate).toHaveAccessibleDescription('Write how many EUR one USD is.')
  await user.type(rate, '0,857')
  await user.click(screen.getByRole('button', { name: /^Match/ }))
  expect(await screen.findByText('Matched AIB FEES. U undoes it.')).toBeInTheDocument()
  expect(hub.calls.find(({ path }) => path === ACCEPT)?.input).toMatchObject({
    invoiceId: invoice.id,
    on: '2026-11-21',
    rate: '0.857',
  })
})

it('money that went out is posted as paid back to the customer who paid too much (ACC-4)', async () => {
  const out = { ...bankLine, amount: '-20.00', day: '2026-11-21', counterparty: 'Zephyr' }
  const back = { ...offer, kind: 'refund', title: 'Refund to Zephyr', contact: 'Zephyr', amount: '-50.00' }
  hub.procedures.set('modules.accounting.bank.lines.list', () => ({ items: [out], nextCursor: null }))
  hub.procedures.set('modules.accounting.bank.lines.get', () => ({ ...out, match: null, offers: [back] }))
  hub.open(`/o/tide-fennel/accounting/bank`)
  const posted = await screen.findByLabelText('What is posted')
  expect(posted).toHaveTextContent(/^Owed by customers, Zephyrdebit 20\.00.*credit 20\.00The reststays/)
  await userEvent.click(screen.getByRole('button', { name: /^Match/ }))
  expect(await screen.findByText('Matched Zephyr. U undoes it.')).toBeInTheDocument()
  expect(hub.calls.find(({ path }) => path === ACCEPT)?.input).toEqual({
    bankLineId: ids.line,
    kind: 'refund',
    contactId: back.id,
    idempotencyKey: expect.any(String) as string,
  })
})
