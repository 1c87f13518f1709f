import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { appOnHub } from '../../../../../../testing/app-on-hub.ts'
import { book, personWith } from '../testing.ts'
import { bankAccount, bankLine, ids } from './testing.ts'

const LIST = 'modules.accounting.bank.statements.list'
const REMOVE = 'modules.accounting.bank.statements.remove'

const statement = {
  id: '01a1f859-d525-702e-874d-6f9b61ee3310',
  bankAccountId: ids.account,
  fileName: 'other-firm.csv',
  format: 'csv',
  from: '2026-11-19',
  to: '2026-11-19',
  read: 2,
  added: 2,
  matched: 0,
  overlaps: 0,
  importedByName: 'Ines Moreau',
  importedAt: '2026-11-20T09:00:00.000Z',
}

const bank = ['accounting.book.read', 'accounting.bank.read'] as const

const hub = appOnHub({
  'auth.me': () => personWith(...bank, 'accounting.bank.write'),
  'modules.accounting.book.get': () => ({ book }),
  'modules.accounting.bank.accounts.list': () => ({ items: [bankAccount], nextCursor: null }),
  'modules.accounting.bank.lines.list': () => ({ items: [bankLine], nextCursor: null }),
  [LIST]: () => ({ items: [statement], nextCursor: null }),
  [REMOVE]: () => ({ done: true }),
})

const removed = () => hub.calls.filter(({ path }) => path === REMOVE).map(({ input }) => input)
const PAGE = '/o/tide-fennel/accounting/bank'

it('removes an import after asking once more, and says the one day it is of once (ACC-4)', async () => {
  const { router } = hub.open(`${PAGE}?line=${ids.matched}`)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: /^Bank account:/ }))
  await user.click(await screen.findByRole('menuitem', { name: 'Imports of Everyday account' }))
  const imports = await screen.findByRole('list', { name: 'Imports' })
  expect(imports).toHaveTextContent('other-firm.csv2 lines added, 19 NovInes Moreau, 20 Nov')
  await user.click(screen.getByRole('button', { name: 'Remove other-firm.csv' }))
  const ask = await screen.findByRole('dialog', { name: 'Remove other-firm.csv?' })
  expect(ask).toHaveAccessibleDescription(
    'Its 2 lines go, and so do the file and what was said of its columns. Nothing in the books changes.',
  )
  expect(removed()).toEqual([])
  await user.click(within(ask).getByRole('button', { name: 'Remove' }))
  expect(await screen.findByText('other-firm.csv is removed, with 2 lines.')).toBeInTheDocument()
  expect(removed()).toMatchObject([{ id: statement.id }])
  // The line that was open may be gone with it.
  await waitFor(() => expect(router.state.location.search).not.toHaveProperty('line'))
})

it('tells to bring the later file in again where it left out lines that go', async () => {
  hub.procedures.set(LIST, () => ({ items: [{ ...statement, overlaps: 1 }], nextCursor: null }))
  hub.open(`${PAGE}?imports=true`)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'Remove other-firm.csv' }))
  const ask = await screen.findByRole('dialog', { name: 'Remove other-firm.csv?' })
  expect(ask).toHaveAccessibleDescription(/import that file once more afterwards\.$/)
})

it('removes none of which a line is matched, and leads to the matched lines', async () => {
  hub.procedures.set(LIST, () => ({ items: [{ ...statement, matched: 1 }], nextCursor: null }))
  hub.open(`${PAGE}?imports=true`)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'Remove other-firm.csv' }))
  const told = await screen.findByRole('dialog', { name: 'other-firm.csv cannot be removed yet' })
  expect(told).toHaveAccessibleDescription(/^1 of its 2 lines is matched\./)
  await user.click(within(told).getByRole('button', { name: 'Show matched lines' }))
  expect(await screen.findByRole('radio', { name: 'Matched' })).toBeChecked()
  expect(removed()).toEqual([])
})

it('shows imports to who may only read, without a way to remove them', async () => {
  hub.procedures.set('auth.me', () => personWith(...bank))
  hub.open(`${PAGE}?imports=true`)
  expect(await screen.findByText('other-firm.csv')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Remove other-firm.csv' })).not.toBeInTheDocument()
})
