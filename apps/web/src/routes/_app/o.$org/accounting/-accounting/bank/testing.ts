/** What the hub says in tests of the bank page. */
export const ids = {
  account: '01a1f859-d525-702e-874d-6f9b61ee3301',
  ledger: '01a1f859-d525-702e-874d-6f9b61ee3302',
  line: '01a1f859-d525-702e-874d-6f9b61ee3303',
  matched: '01a1f859-d525-702e-874d-6f9b61ee3304',
  match: '01a1f859-d525-702e-874d-6f9b61ee3305',
  lastMatch: '01a1f859-d525-702e-874d-6f9b61ee3306',
  fees: '01a1f859-d525-702e-874d-6f9b61ee3308',
  entry: '01a1f859-d525-702e-874d-6f9b61ee3307',
}

export const bankAccount = {
  id: ids.account,
  name: 'Everyday account',
  accountId: ids.ledger,
  account: '1100 Bank',
  currency: 'EUR',
  identifier: '',
  lines: 2,
  toMatch: 1,
  archivedAt: null,
  version: 1,
}

export const bankLine = {
  id: ids.line,
  bankAccountId: ids.account,
  day: '2026-11-19',
  amount: '-41.20',
  currency: 'EUR',
  counterparty: 'AIB FEES',
  text: 'QUARTERLY FEES',
  reference: '',
  isMatched: false,
  best: null,
  proposals: 0,
}

export const match = {
  id: ids.match,
  bankLineId: ids.matched,
  amount: '-41.20',
  paymentId: null,
  entryId: ids.entry,
  title: 'Entry J-2026-0002, Boxes',
  createdAt: '2026-11-19T09:00:00.000Z',
  undoneAt: null,
}
