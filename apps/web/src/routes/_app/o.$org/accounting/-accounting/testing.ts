import { me } from '../../../../../testing/open-app.tsx'

/** What the hub says in tests of the pages of the books. */
export const invoiceIds = {
  invoice: '01a1f859-d525-702e-874d-6f9b61ee3311',
  credit: '01a1f859-d525-702e-874d-6f9b61ee3312',
  customer: '01a1f859-d525-702e-874d-6f9b61ee3361',
}

export const invoiceDetails = {
  id: invoiceIds.invoice,
  kind: 'invoice',
  number: 'INV-2026-0041',
  status: 'open',
  contactId: invoiceIds.customer,
  contact: 'Lantern Street Bakery',
  issuedOn: '2026-11-20',
  dueOn: '2026-12-04',
  currency: 'EUR',
  total: '389.85',
  open: '389.85',
  sentAt: null,
  version: 2,
  correctsId: null,
  deliveredOn: null,
  rate: '1',
  pricesIncludeTax: false,
  discountPercent: '0',
  reference: '',
  message: '',
  lines: [],
  taxes: [],
  net: '389.85',
  tax: '0.00',
  rounding: '0.00',
  discount: '0.00',
  settlements: [],
  entryId: null,
  postedAt: '2026-11-20T09:00:00.000Z',
}

const nowhere = { street: '', postcode: '', city: '', country: 'IE', taxId: '' }
export const invoiceParties = {
  seller: {
    ...nowhere,
    name: 'Tide & Fennel',
    email: 'hello@tide.example',
    phone: '',
    iban: 'IE29AIBK93115212345678',
    bic: '',
    footer: '',
  },
  buyer: { ...nowhere, name: 'Lantern Street Bakery', email: 'books@lantern.example' },
  corrects: null,
}

export const book = {
  baseCurrency: 'EUR',
  country: 'IE',
  yearStart: '01-01',
  closed: { forGood: null, forNow: null, sales: null, bank: null, taxes: null },
  createdAt: '2026-01-01T09:00:00.000Z',
  version: 1,
}

/** Somebody who may do these things beside the usual ones. */
export const personWith = (...permissions: string[]) => ({
  ...me,
  organizations: me.organizations.map((one) => ({
    ...one,
    permissions: [...one.permissions, ...permissions],
  })),
})

/** Of which 50.00 is left. */
export const payment = {
  id: '01a1f859-d525-702e-874d-6f9b61ee3371',
  number: 'PAY-2026-0001',
  contactId: invoiceIds.customer,
  contact: 'Lantern Street Bakery',
  paidOn: '2026-11-19',
  method: 'bank',
  reference: '',
  accountId: '01a1f859-d525-702e-874d-6f9b61ee3372',
  account: '1100 Bank',
  currency: 'EUR',
  amount: '100.00',
  left: '50.00',
  entryId: '01a1f859-d525-702e-874d-6f9b61ee3373',
  undoneOn: null,
  createdAt: '2026-11-19T09:00:00.000Z',
}
