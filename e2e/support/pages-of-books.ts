import { expect } from '@playwright/test'
import { keeper } from './people.ts'
import type { PageUnderTest } from './pages.ts'

/** The pages of the books besides the first: by the end of their address, with their heading. */
export const pagesOfBooks = [
  ['journal', 'Journal'],
  ['ledger', 'Ledger'],
  ['reports', 'Reports'],
  ['invoices', 'Invoices'],
  ['invoices/new', 'New invoice'],
  ['payments', 'Payments'],
  ['contacts', 'Customers and vendors'],
  ['details', 'Business details'],
  ['bank', 'Bank'],
  ['accounts', 'Ledger accounts'],
].map(([end = '', title = '']): PageUnderTest => ({
  name: `accounting-${end.replace('/', '-')}`,
  isState: true,
  open: (page) => page.goto(`/o/${keeper.slug}/accounting/${end}`),
  ready: (page) => expect(page.getByRole('heading', { name: title }).first()).toBeVisible(),
}))
