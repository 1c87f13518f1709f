import type { Asked } from './asked.ts'

/** What was sold: all that was ordered, without what was given back, or only what is paid. */
const sold = (such: string): readonly string[] => [
  `select sum(total)::float8 from o where ${such}`,
  `select sum(total)::float8 from o where state <> 'Refunded' and ${such}`,
  `select sum(total)::float8 from o where state = 'Paid' and ${such}`,
]

/** Questions that one figure answers. */
export const askedFigures: readonly Asked[] = [
  { ask: 'how many orders do we have', plain: `select count(*)::int from o` },
  { ask: 'How many customers are in Galway?', plain: `select count(*)::int from c where town = 'Galway'` },
  {
    ask: 'how many orders did we get yesterday?',
    plain: `select count(*)::int from o where placed::date = '2026-11-19'`,
  },
  { ask: 'number of orders this month', plain: `select count(*)::int from o where placed >= '2026-11-01'` },
  { ask: 'how many orders are late atm', plain: `select count(*)::int from o where state = 'Late'` },
  {
    ask: 'How many orders over 50 euros have we had since August?',
    plain: `select count(*)::int from o where total > 50 and placed >= '2026-08-01'`,
  },
  {
    ask: 'how many refunds since the beginning of september',
    plain: `select count(*)::int from o where state = 'Refunded' and placed >= '2026-09-01'`,
  },
  {
    ask: 'how many orders in the last fortnight?',
    plain: `select count(*)::int from o where placed >= '2026-11-06'`,
  },
  {
    ask: 'How many orders did we get this fall?',
    plain: `select count(*)::int from o where placed >= '2026-09-01'`,
  },
  { ask: 'I would like to know the turnover of this quarter, please', plain: sold(`placed >= '2026-10-01'`) },
  {
    ask: 'avrage total of payed orders',
    plain: `select round(avg(total), 2)::float8 from o where state = 'Paid'`,
  },
  {
    ask: 'how many times has Pier House Hostel ordered?',
    plain: `select count(*)::int from o join c on c.key = who where name = 'Pier House Hostel'`,
  },
  {
    ask: 'Could you tell me how many orders Oakhollow Hotel placed since September?',
    plain: `select count(*)::int from o join c on c.key = who where name = 'Oakhollow Hotel' and placed >= '2026-09-01'`,
  },
  {
    ask: 'how many customers never ordered',
    plain: `select count(*)::int from c where not exists (select from o where who = c.key)`,
  },
  {
    ask: 'How many customers have ordered more than twice?',
    plain: `select count(*)::int from c where (select count(*) from o where who = c.key) > 2`,
  },
  {
    ask: 'how many customers bought something last month',
    plain: `select count(*)::int from c where exists (select from o where who = c.key
      and placed >= '2026-10-01' and placed < '2026-11-01')`,
  },
  {
    ask: 'how many payments did we get by card in Q3?',
    plain: `select count(*)::int from p where method = 'Card' and paid_on >= '2026-07-01' and paid_on < '2026-10-01'`,
  },
  { ask: 'total sales last month', plain: sold(`placed >= '2026-10-01' and placed < '2026-11-01'`) },
  {
    ask: 'How much did we sell between July and September?',
    plain: sold(`placed >= '2026-07-01' and placed < '2026-10-01'`),
  },
  {
    ask: 'revenue so far this month',
    plain: [
      ...sold(`placed >= '2026-11-01'`),
      `select sum(amount)::float8 from p where paid_on >= '2026-11-01'`,
    ],
  },
  {
    ask: 'how much money came in in October?',
    plain: [
      `select sum(amount)::float8 from p where paid_on >= '2026-10-01' and paid_on < '2026-11-01'`,
      `select sum(total)::float8 from o where state = 'Paid' and placed >= '2026-10-01' and placed < '2026-11-01'`,
    ],
  },
  {
    ask: 'what do the late orders add up to',
    plain: `select sum(total)::float8 from o where state = 'Late'`,
  },
  {
    ask: 'How much is still outstanding?',
    plain: [
      `select sum(total)::float8 from o where state in ('Late', 'Waiting')`,
      `select key from o where state in ('Late', 'Waiting')`,
    ],
  },
  {
    ask: 'how much has Kestrel Books spent',
    plain: [
      `select sum(total)::float8 from o join c on c.key = who where name = 'Kestrel Books'`,
      `select sum(total)::float8 from o join c on c.key = who where name = 'Kestrel Books' and state = 'Paid'`,
    ],
  },
  {
    ask: 'how much did oakhollow spend this month?',
    plain: `select sum(total)::float8 from o join c on c.key = who where name = 'Oakhollow Hotel' and placed >= '2026-11-01'`,
  },
  {
    ask: 'total of cash payments since October',
    plain: `select sum(amount)::float8 from p where method = 'Cash' and paid_on >= '2026-10-01'`,
  },
  {
    ask: 'how much did we refund altogether',
    plain: `select sum(total)::float8 from o where state = 'Refunded'`,
  },
  {
    ask: 'how many items did we sell in August?',
    plain: `select sum(items)::float8 from o where placed >= '2026-08-01' and placed < '2026-09-01'`,
  },
  {
    ask: 'how many items did Lantern Café order in October in total',
    plain: `select sum(items)::float8 from o join c on c.key = who where name = 'Lantern Café'
      and placed >= '2026-10-01' and placed < '2026-11-01'`,
  },
  { ask: 'average order value', plain: `select round(avg(total), 2)::float8 from o` },
  {
    ask: `What's the average order in Sept?`,
    plain: `select round(avg(total), 2)::float8 from o where placed >= '2026-09-01' and placed < '2026-10-01'`,
  },
  { ask: 'avg number of items per order', plain: `select round(avg(items), 2)::float8 from o` },
  {
    ask: 'average order of customers in Galway since July',
    plain: `select round(avg(total), 2)::float8 from o join c on c.key = who where town = 'Galway' and placed >= '2026-07-01'`,
  },
  {
    ask: 'whats the most items anyone ordered in one go in july',
    plain: [
      `select max(items)::float8 from o where placed >= '2026-07-01' and placed < '2026-08-01'`,
      `select key from o where placed >= '2026-07-01' and placed < '2026-08-01' order by items desc limit 1`,
    ],
  },
]
