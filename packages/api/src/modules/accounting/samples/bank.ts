import type { SampleOrder } from '../../../platform/catalog/sample-trade.ts'
import type { SampleMoment, SamplePlace } from '../../../platform/catalog/samples.ts'
import type { SampleMove } from './moves.ts'
import { companies } from './sales.ts'

const BANK = 'modules.accounting.bank'

/** The statement holds the days since then. */
const STATED_DAYS = 6

type Row = readonly [daysAgo: number, amount: string, text: string, counterparty: string]

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

/** The latest invoice that nobody has paid anything of. */
const unpaid = ({ orders, payments }: SamplePlace['trade']): SampleOrder | undefined =>
  orders.findLast((order) => order.sold === 'billed' && payments.every((payment) => payment.order !== order))

/** What the bank saw in these days: what is in the books already, and money for an invoice that just came. */
function rowsOf({ trade }: SamplePlace, moves: readonly SampleMove[]): Row[] {
  const booked = moves.map(([daysAgo, memo, debit, , amount]): Row => [
    daysAgo,
    debit === '1100' ? amount : `-${amount}`,
    memo,
    '',
  ])
  const paid = trade.payments
    .filter(({ order }) => order.sold === 'billed')
    .map(({ daysAgo, amount, order }): Row => [daysAgo, amount, `Order ${order.number}`, order.customer.name])
  const order = unpaid(trade)
  const came: Row[] = order ? [[1, order.total, `Order ${order.number}`, order.customer.name]] : []
  return [...booked, ...paid, ...came]
    .filter(([daysAgo]) => daysAgo <= STATED_DAYS)
    .toSorted(([a], [b]) => b - a)
}

export interface SampleBook {
  as: (daysAgo: number) => SampleMoment
  /** Ledger account of the bank. */
  accountId: string | undefined
  moves: readonly SampleMove[]
}

/** The account at the bank, and its file of this morning, which nobody has gone through yet. */
export async function fillBank(place: SamplePlace, { as, accountId, moves }: SampleBook): Promise<void> {
  const account = await place.call(as(0), `${BANK}.accounts.create`, {
    name: 'Current account',
    accountId,
    identifier: companies[place.name]['iban'] ?? '',
  })
  const rows = rowsOf(place, moves).map(([daysAgo, amount, text, counterparty]) =>
    [place.day(-daysAgo), amount, quoted(text), quoted(counterparty)].join(','),
  )
  await place.call(as(0), `${BANK}.statements.import`, {
    bankAccountId: (account as { id: string }).id,
    fileName: 'current-account.csv',
    text: ['Date,Amount,Text,Payee', ...rows].join('\n'),
    layout: { columns: ['day', 'amount', 'text', 'counterparty'], dayOrder: 'ymd' },
  })
}
