import type { Asked } from './asked.ts'

/** Questions that a list of payments answers. */
export const askedPayments: readonly Asked[] = [
  {
    ask: 'cash payments in October',
    plain: `select key from p where method = 'Cash' and paid_on >= '2026-10-01' and paid_on < '2026-11-01'`,
  },
  {
    ask: 'payments over 50 euro by bank transfer',
    plain: `select key from p where method = 'Transfer' and amount > 50`,
  },
  {
    ask: 'card payments this month',
    plain: `select key from p where method = 'Card' and paid_on >= '2026-11-01'`,
  },
  { ask: 'which payments came in on 25/10/2026?', plain: `select key from p where paid_on = '2026-10-25'` },
  {
    ask: 'the last 3 payments',
    plain: `select key from p order by paid_on desc limit 3`,
    isOrdered: true,
  },
  {
    ask: 'Biggest cash payment',
    plain: [
      `select key from p where method = 'Cash' order by amount desc limit 1`,
      `select max(amount)::float8 from p where method = 'Cash'`,
    ],
  },
  {
    ask: 'payments that were not in cash since the start of november',
    plain: `select key from p where method <> 'Cash' and paid_on >= '2026-11-01'`,
  },
  {
    ask: 'payments from Oakhollow Hotel in September',
    plain: `select p.key from p join o on o.key = p."order" join c on c.key = who where name = 'Oakhollow Hotel'
      and paid_on >= '2026-09-01' and paid_on < '2026-10-01'`,
  },
  {
    ask: 'how was order #2099 paid?',
    plain: [
      `select key from p where "order" = '#2099'`,
      `select method from p where "order" = '#2099'`,
      `select key from o where key = '#2099'`,
    ],
  },
]
