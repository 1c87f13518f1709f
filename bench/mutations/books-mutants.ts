import { API } from './mutant.ts'
import type { Mutant } from './mutant.ts'

const BOOKS = `${API}/modules/accounting`
const POSTING = `${BOOKS}/migrations/ledger/posting.ts`
const SETTLE = `${BOOKS}/payments/settle.ts`
const guards = [`${BOOKS}/ledger/guards.test.ts`]
const payments = [`${BOOKS}/payments/payments.test.ts`, `${BOOKS}/payments/model.test.ts`]

/** Lines that keep books, bookings and what services bring true. */
export const booksMutants: readonly Mutant[] = [
  {
    name: 'entry-balance',
    guards: 'what is debited is credited, in every currency of an entry',
    file: POSTING,
    search: 'where s.amount <> 0 order by h.ordinality limit 1;',
    replace: 'where s.amount is null order by h.ordinality limit 1;',
    tests: [`${BOOKS}/journals/journals.test.ts`],
  },
  {
    name: 'closed-days',
    guards: 'nothing is posted into days that are closed',
    file: POSTING,
    search: "case when (e.item ->> 'may_override')::boolean then null else book.soft_until end,",
    replace: 'null::date,',
    tests: [...guards, `${BOOKS}/book/closing.test.ts`],
  },
  {
    name: 'closed-taxes',
    guards: 'nothing with a tax is posted into days whose taxes are declared',
    file: POSTING,
    search: "case when (e.item ->> 'is_taxed')::boolean then book.tax_until end",
    replace: 'null::date',
    tests: [`${BOOKS}/book/closing.test.ts`],
  },
  {
    name: 'control-accounts',
    guards: 'what customers owe moves by documents and payments alone',
    file: POSTING,
    search: "or ((e.item ->> 'by_hand')::boolean and a.role in ('receivable', 'payable'))",
    replace: '',
    tests: guards,
  },
  {
    name: 'month-balances',
    guards: 'the balances of months are the sums of their lines',
    file: POSTING,
    search:
      'set amount_minor = b.amount_minor + excluded.amount_minor, base_minor = b.base_minor + excluded.base_minor,',
    replace: 'set amount_minor = excluded.amount_minor, base_minor = b.base_minor + excluded.base_minor,',
    tests: [`${BOOKS}/ledger/model.test.ts`],
  },
  {
    name: 'entry-numbers',
    guards: 'numbers of entries follow each other, also where several come in one list',
    file: POSTING,
    search: '+ row_number() over (partition by h.series, h.fiscal_year order by h.ordinality) as number',
    replace: '+ row_number() over (partition by h.fiscal_year order by h.ordinality) as number',
    tests: [`${BOOKS}/ledger/model.test.ts`, ...payments],
  },
  {
    name: 'paid-once',
    guards: 'an invoice takes no more than is open of it',
    file: `${BOOKS}/payments/plan.ts`,
    search: 'if (amount > open) throw',
    replace: 'if (amount > open && open < 0n) throw',
    tests: payments,
  },
  {
    name: 'exchange-gain',
    guards: 'money that was worth more when it came is a gain',
    file: SETTLE,
    search: 'const gain = sourceBase - documentBase',
    replace: 'const gain = documentBase - sourceBase',
    tests: payments,
  },
  {
    name: 'older-record',
    guards: 'what a service said earlier does not take the place of what it said later',
    file: `${API}/modules/foundry/datasets/records.ts`,
    search: 'Date.parse(sourceAt) < Date.parse(before.sourceAt)',
    replace: 'Number.isNaN(Date.parse(before.sourceAt))',
    tests: [`${API}/modules/foundry/streams/store.test.ts`],
  },
  {
    name: 'comparison-mends',
    guards: 'the comparison of the night finds what is older here than at the service',
    file: `${API}/modules/connectors/streams/reconcile.ts`,
    search: 'Date.parse(here) < Date.parse(there)',
    replace: 'Number.isNaN(Date.parse(here))',
    tests: [`${API}/modules/connectors/shopify.test.ts`],
  },
  {
    name: 'offer-of-the-wish',
    guards: 'an offer is held for what is wished now, not for what was wished before',
    file: `${API}/modules/travel/bookings/service.ts`,
    search: 'if (shown.wish !== shown.lookedWish) throw changedSince()',
    replace: '',
    tests: [`${API}/modules/travel/looking/seller-faults.test.ts`],
  },
]
