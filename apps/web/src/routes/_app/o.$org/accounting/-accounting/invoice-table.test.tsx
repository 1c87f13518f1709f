import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { me } from '../../../../../testing/open-app.tsx'

const open = {
  id: '01a1f859-d525-702e-874d-6f9b61ee3311',
  kind: 'invoice',
  number: 'INV-2026-0041',
  status: 'open',
  contactId: '01a1f859-d525-702e-874d-6f9b61ee3361',
  contact: 'Lantern Street Bakery',
  issuedOn: '2026-11-20',
  dueOn: '2026-12-04',
  currency: 'EUR',
  total: '389.85',
  open: '189.85',
  sentAt: null,
  version: 2,
}
const draft = {
  ...open,
  id: '01a1f859-d525-702e-874d-6f9b61ee3312',
  number: null,
  status: 'draft',
  total: '75.00',
  open: '75.00',
}
const book = {
  baseCurrency: 'EUR',
  country: 'IE',
  yearStart: '01-01',
  closed: { forGood: null, forNow: null, sales: null, bank: null, taxes: null },
  createdAt: '2026-01-01T09:00:00.000Z',
  version: 1,
}
const permissions = ['accounting.book.read', 'accounting.sale.read'] as const
const seller = {
  ...me,
  organizations: me.organizations.map((one) => ({
    ...one,
    permissions: [...one.permissions, ...permissions],
  })),
}
const hub = appOnHub({
  'auth.me': () => seller,
  'modules.accounting.book.get': () => ({ book }),
  'modules.accounting.invoices.list': () => ({ items: [open, draft], nextCursor: null }),
})

it('nothing is open of a draft, which nobody owes (ACC-2)', async () => {
  hub.open('/o/tide-fennel/accounting/invoices')
  const table = within(await screen.findByRole('table', { name: 'Invoices' }, { timeout: 8_000 }))
  const [, ofOpen, ofDraft] = table
    .getAllByRole('row')
    .map((row) => within(row).queryAllByRole('cell').at(-1))
  expect(ofOpen?.textContent).toBe('189.85 EUR')
  // On a phone, where the total has no cell of its own, it stands in the place of the dash.
  expect(
    [...(ofDraft?.children ?? [])].map(({ className, textContent }) => [className, textContent]),
  ).toEqual([
    ['max-tablet:hidden', '–'],
    ['tablet:hidden', '75.00 EUR'],
  ])
})
