import type { Asked } from './asked.ts'

/** All that was ordered, without what was given back, or only what is paid. */
const ofSold = (columns: string, rest: string): readonly string[] =>
  ['', ` and state <> 'Refunded'`, ` and state = 'Paid'`].map(
    (kept) => `select ${columns} from o join c on c.key = who where true${kept}${rest}`,
  )

/** Questions that figures by month, town, state, method or customer answer, and the first of them. */
export const askedGroups: readonly Asked[] = [
  { ask: 'sales by month', plain: ofSold(`to_char(placed, 'YYYY-MM'), sum(total)::float8`, ' group by 1') },
  {
    ask: 'how many orders per month?',
    plain: `select to_char(placed, 'YYYY-MM'), count(*)::int from o group by 1`,
  },
  {
    ask: 'number of orders each month since September',
    plain: `select to_char(placed, 'YYYY-MM'), count(*)::int from o where placed >= '2026-09-01' group by 1`,
  },
  {
    ask: 'Show me monthly sales for Oakhollow Hotel',
    plain: ofSold(
      `to_char(placed, 'YYYY-MM'), sum(total)::float8`,
      ` and name = 'Oakhollow Hotel' group by 1`,
    ),
  },
  {
    ask: 'how many new customers did we get each month this year',
    plain: `select to_char(since, 'YYYY-MM'), count(*)::int from c where since >= '2026-01-01' group by 1`,
  },
  {
    ask: 'customers by year they joined',
    plain: `select to_char(since, 'YYYY'), count(*)::int from c group by 1`,
  },
  { ask: 'break orders down by status', plain: `select state, count(*)::int from o group by 1` },
  { ask: 'total by state', plain: `select state, sum(total)::float8 from o group by 1` },
  { ask: 'how many customers per town?', plain: `select town, count(*)::int from c group by 1` },
  { ask: 'orders by town', plain: `select town, count(*)::int from o join c on c.key = who group by 1` },
  {
    ask: 'sales by town since October',
    plain: ofSold('town, sum(total)::float8', ` and placed >= '2026-10-01' group by 1`),
  },
  {
    ask: 'payments by method',
    plain: [
      `select method, count(*)::int from p group by 1`,
      `select method, sum(amount)::float8 from p group by 1`,
    ],
  },
  {
    ask: 'How much did we take by card, cash and transfer in October?',
    plain: `select method, sum(amount)::float8 from p where paid_on >= '2026-10-01' and paid_on < '2026-11-01' group by 1`,
  },
  {
    ask: 'average payment per payment method',
    plain: `select method, round(avg(amount), 2)::float8 from p group by 1`,
  },
  {
    ask: 'payments per month and what they come to',
    plain: [
      `select to_char(paid_on, 'YYYY-MM'), sum(amount)::float8 from p group by 1`,
      `select to_char(paid_on, 'YYYY-MM'), count(*)::int, sum(amount)::float8 from p group by 1`,
    ],
  },
  {
    ask: 'average order value by month',
    plain: `select to_char(placed, 'YYYY-MM'), round(avg(total), 2)::float8 from o group by 1`,
  },
  {
    ask: 'average order per customer',
    plain: `select name, round(avg(total), 2)::float8 from o join c on c.key = who group by 1`,
  },
  {
    ask: 'orders per customer in october',
    plain: `select name, count(*)::int from o join c on c.key = who where placed >= '2026-10-01' and placed < '2026-11-01' group by 1`,
  },
  {
    ask: 'top 5 customers by spend',
    plain: ofSold('name', ' group by 1 order by sum(total) desc limit 5'),
    isOrdered: true,
  },
  {
    ask: 'Who are our best three customers since September?',
    plain: ofSold('name', ` and placed >= '2026-09-01' group by 1 order by sum(total) desc limit 3`),
    isOrdered: true,
  },
  {
    ask: 'the two customers with the most orders',
    plain: `select name from o join c on c.key = who group by 1 order by count(*) desc limit 2`,
    isOrdered: true,
  },
  {
    ask: 'who spent the most last month?',
    plain: ofSold(
      'name',
      ` and placed >= '2026-10-01' and placed < '2026-11-01' group by 1 order by sum(total) desc limit 1`,
    ),
  },
  {
    ask: 'which month had the highest sales',
    plain: ofSold(`to_char(placed, 'YYYY-MM')`, ' group by 1 order by sum(total) desc limit 1'),
  },
  {
    ask: 'In what town do most of our customers live?',
    plain: `select town from c group by 1 order by count(*) desc limit 1`,
  },
  {
    ask: 'which payment method brings in the most money?',
    plain: `select method from p group by 1 order by sum(amount) desc limit 1`,
  },
  {
    ask: 'what are the daily totals for this week',
    plain: [
      `select to_char(placed, 'YYYY-MM-DD'), sum(total)::float8 from o where placed >= '2026-11-16' group by 1`,
    ],
  },
]
