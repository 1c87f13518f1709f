export const accountTypes = ['asset', 'liability', 'equity', 'income', 'expense'] as const
export type AccountType = (typeof accountTypes)[number]

/** Where reports put an account within its type. */
export const accountSubtypes = [
  'cash',
  'bank',
  'receivable',
  'current',
  'fixed',
  'payable',
  'tax',
  'loan',
  'capital',
  'sales',
  'direct',
  'operating',
  'other',
] as const
export type AccountSubtype = (typeof accountSubtypes)[number]

export const chartKinds = ['services', 'goods'] as const
export type ChartKind = (typeof chartKinds)[number]

/** Accounts that the books use by themselves. */
export type AccountRole =
  | 'receivable'
  | 'payable'
  | 'tax_in'
  | 'tax_out'
  | 'deposits'
  | 'retained'
  | 'opening'
  | 'sales'
  | 'bank'
  | 'rounding'
  | 'fx_gain'
  | 'fx_loss'
  | 'fx_trading'
  | 'suspense'

export interface ChartAccount {
  code: string
  name: string
  type: AccountType
  subtype: AccountSubtype
  role: AccountRole | null
}

type Row = readonly [
  code: string,
  name: string,
  type: AccountType,
  subtype: AccountSubtype,
  role?: AccountRole | null,
  only?: ChartKind,
]

const rows: readonly Row[] = [
  ['1000', 'Cash', 'asset', 'cash'],
  ['1100', 'Bank', 'asset', 'bank', 'bank'],
  ['1200', 'Owed by customers', 'asset', 'receivable', 'receivable'],
  ['1300', 'Goods in stock', 'asset', 'current', null, 'goods'],
  ['1400', 'Tax paid on purchases', 'asset', 'tax', 'tax_in'],
  ['1500', 'Paid in advance', 'asset', 'current'],
  ['1700', 'Equipment', 'asset', 'fixed'],
  ['1790', 'Equipment, written off', 'asset', 'fixed'],
  ['2000', 'Owed to vendors', 'liability', 'payable', 'payable'],
  ['2100', 'Credit card', 'liability', 'payable'],
  ['2200', 'Tax charged on sales', 'liability', 'tax', 'tax_out'],
  ['2300', 'Deposits of customers', 'liability', 'payable', 'deposits'],
  ['2400', 'Wages to pay', 'liability', 'payable'],
  ['2700', 'Loans', 'liability', 'loan'],
  ['3000', 'Capital of the owner', 'equity', 'capital'],
  ['3100', 'Taken out by the owner', 'equity', 'capital'],
  ['3200', 'Results of earlier years', 'equity', 'capital', 'retained'],
  ['3900', 'Opening balances', 'equity', 'capital', 'opening'],
  ['3950', 'Exchange between currencies', 'equity', 'other', 'fx_trading'],
  ['4000', 'Sales', 'income', 'sales', 'sales'],
  ['4900', 'Other income', 'income', 'other'],
  ['4950', 'Gains on exchange', 'income', 'other', 'fx_gain'],
  ['5000', 'Cost of goods sold', 'expense', 'direct', null, 'goods'],
  ['5100', 'Subcontractors', 'expense', 'direct', null, 'services'],
  ['6000', 'Wages', 'expense', 'operating'],
  ['6100', 'Rent', 'expense', 'operating'],
  ['6200', 'Power, water and heating', 'expense', 'operating'],
  ['6300', 'Office', 'expense', 'operating'],
  ['6400', 'Software and phone', 'expense', 'operating'],
  ['6500', 'Travel', 'expense', 'operating'],
  ['6600', 'Advertising', 'expense', 'operating'],
  ['6700', 'Insurance', 'expense', 'operating'],
  ['6800', 'Advice and accounting', 'expense', 'operating'],
  ['6850', 'Bank fees', 'expense', 'operating'],
  ['6900', 'Depreciation', 'expense', 'operating'],
  ['6950', 'Losses on exchange', 'expense', 'other', 'fx_loss'],
  ['6990', 'Rounding', 'expense', 'other', 'rounding'],
  ['9000', 'To be sorted out', 'asset', 'other', 'suspense'],
]

/** The accounts a new book begins with. */
export const chartOf = (kind: ChartKind): ChartAccount[] =>
  rows.flatMap(([code, name, type, subtype, role = null, only]) =>
    only === undefined || only === kind ? [{ code, name, type, subtype, role }] : [],
  )

/** Whether what an account holds follows open invoices and bills, which are entered one by one. */
export const followsDocuments = ({ role }: { role: string | null }): boolean =>
  role === 'receivable' || role === 'payable'
