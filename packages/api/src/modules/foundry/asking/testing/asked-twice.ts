import type { Asked } from './asked.ts'

const worst = (rest: string, limit: number) =>
  `select i.name from i left join s on s.product = i.key${rest} group by i.key, i.name order by coalesce(sum(s.came_to), 0) limit ${limit}`
const inOctober = ` and s.placed >= '2026-10-01' and s.placed < '2026-11-01'`
const ordersOf = (rest: string) => `select item, count(distinct "order")::int from s${rest} group by 1`
const byCountryAndMonth = (figure: string) =>
  `select country, to_char(placed, 'YYYY-MM'), ${figure} from o left join c on c.key = o.who group by 1, 2`
const ofSame = (asks: readonly string[], rest: Omit<Asked, 'ask'>): Asked[] =>
  asks.map((ask) => ({ ask, ...rest }))

/** What sells least, two groupings at once, and how many orders a product was in. */
export const askedTwice: readonly Asked[] = [
  ...ofSame(
    [
      'worst selling product',
      `what's our worst-selling product?`,
      'which product sells worst',
      'which product has the lowest revenue',
    ],
    { plain: worst('', 1) },
  ),
  ...ofSame(['bottom 3 products', 'the three least popular products'], {
    plain: worst('', 3),
    isOrdered: true,
  }),
  ...ofSame(['worst selling product in October', 'which product sold least in October'], {
    plain: worst(inOctober, 1),
  }),
  { ask: 'slow-moving products', plain: worst('', 10), isOrdered: true },
  {
    ask: 'which customers bought least',
    plain: 'select name from o join c on c.key = o.who group by 1 order by sum(total)',
    isOrdered: true,
  },
  {
    ask: 'which country buys the least?',
    plain: 'select country from o join c on c.key = o.who group by 1 order by sum(total) limit 1',
  },
  ...ofSame(['sales by country and month', 'revenue per country and month'], {
    plain: byCountryAndMonth('sum(total)::float8'),
  }),
  {
    ask: 'average order value by country and month',
    plain: byCountryAndMonth('round(avg(total), 2)::float8'),
  },
  {
    ask: 'monthly sales by country',
    plain: `select to_char(placed, 'YYYY-MM'), country, sum(total)::float8 from o left join c on c.key = o.who group by 1, 2`,
  },
  {
    ask: 'sales by month and vendor',
    plain: `select to_char(placed, 'YYYY-MM'), vendor, sum(came_to)::float8 from s group by 1, 2`,
  },
  {
    ask: 'sales per product and country since October',
    plain: `select item, country, sum(came_to)::float8 from s where placed >= '2026-10-01' group by 1, 2`,
  },
  {
    ask: 'how many orders by month and state',
    plain: `select to_char(placed, 'YYYY-MM'), state, count(*)::int from o group by 1, 2`,
  },
  {
    ask: 'payments by method and month',
    plain: `select method, to_char(paid, 'YYYY-MM'), count(*)::int from p group by 1, 2`,
  },
  {
    ask: 'average order value by month',
    plain: `select to_char(placed, 'YYYY-MM'), round(avg(total), 2)::float8 from o group by 1`,
  },
  {
    ask: 'sales by week',
    plain: `select to_char(placed, 'IYYY-"W"IW'), sum(total)::float8 from o group by 1`,
  },
  {
    ask: 'quarterly sales',
    plain: `select to_char(placed, 'YYYY-"Q"Q'), sum(total)::float8 from o group by 1`,
  },
  ...ofSame(
    [
      'orders per product',
      'how many orders per product?',
      'number of orders for each product',
      'products by number of orders',
    ],
    {
      plain: ordersOf(''),
    },
  ),
  {
    ask: 'top products by number of orders',
    plain: `${ordersOf('')} order by 2 desc`,
    isOrdered: true,
  },
  {
    ask: 'orders per product in October',
    plain: ordersOf(` where placed >= '2026-10-01' and placed < '2026-11-01'`),
  },
  {
    ask: 'which product has the most orders',
    plain: `select item from s group by 1 order by count(distinct "order") desc limit 1`,
  },
  { ask: 'units sold per product', plain: 'select item, sum(quantity)::float8 from s group by 1' },
  {
    ask: 'customers by number of orders',
    plain: 'select name, count(*)::int from o join c on c.key = o.who group by 1',
  },
  ...ofSame(['customers without an order', 'customers who never ordered', 'who has no orders'], {
    plain: 'select name from c where not exists (select from o where who = c.key)',
  }),
  {
    ask: 'repeat customers',
    plain: 'select name from o join c on c.key = o.who group by 1 having count(*) >= 2',
  },
  {
    ask: 'how many returning customers do we have?',
    plain:
      'select count(*)::int from (select who from o join c on c.key = o.who group by 1 having count(*) >= 2) as r',
  },
  {
    ask: 'last order of each customer',
    plain: `select coalesce(name, nullif(who, '')), to_char(max(placed), 'YYYY-MM-DD') from o left join c on c.key = o.who group by 1`,
  },
  {
    ask: 'largest order per customer',
    plain: `select coalesce(name, nullif(who, '')), max(total)::float8 from o left join c on c.key = o.who group by 1`,
  },
  { ask: 'last three orders of each customer', plain: null },
  { ask: 'how many orders and customers per month', plain: null },
  { ask: 'orders by customer and product', plain: null },
  { ask: 'revenue of orders per product', plain: 'select item, sum(came_to)::float8 from s group by 1' },
  { ask: 'customers per product', plain: null },
]
