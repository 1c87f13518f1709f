import type { Asked } from './asked.ts'
import { askedOfEach } from './asked-of-each.ts'
import { askedTwice } from './asked-twice.ts'

const october = `placed >= '2026-10-01' and placed < '2026-11-01'`
const months = (figures: string, first: string, second: string) =>
  `select m, ${figures} from (values ('${first}'), ('${second}')) as v (m) left join o on to_char(placed, 'YYYY-MM') = m group by 1`

/** Questions about what only several links in a row lead to, and about one period beside another. */
export const askedOverLinks: readonly Asked[] = [
  ...['best selling product by revenue', `What's our best-selling product?`, 'which product sells best'].map(
    (ask) => ({
      ask,
      plain: 'select item from s group by 1 order by sum(came_to) desc limit 1',
    }),
  ),
  {
    ask: 'top 3 products by revenue',
    plain: 'select item from s group by 1 order by sum(came_to) desc limit 3',
    isOrdered: true,
  },
  {
    ask: 'top two products in October',
    plain: `select item from s where ${october} group by 1 order by sum(came_to) desc limit 2`,
    isOrdered: true,
  },
  {
    ask: 'which product sold the most units',
    plain: 'select item from s group by 1 order by sum(quantity) desc limit 1',
  },
  { ask: 'revenue per product', plain: 'select item, sum(came_to)::float8 from s group by 1' },
  { ask: 'sales by vendor', plain: 'select vendor, sum(came_to)::float8 from s group by 1' },
  {
    ask: 'how much revenue did each product bring in since October?',
    plain: `select item, sum(came_to)::float8 from s where placed >= '2026-10-01' group by 1`,
  },
  {
    ask: 'which customers bought the blue mug?',
    plain: `select distinct buyer from s where item = 'Blue mug' and buyer is not null`,
  },
  {
    ask: 'who bought the blue mug in October',
    plain: `select distinct buyer from s where item = 'Blue mug' and buyer is not null and ${october}`,
  },
  {
    ask: 'which customers never bought the blue mug',
    plain: `select name from c where not exists (select from s where who = c.key and item = 'Blue mug')`,
  },
  {
    ask: 'customers who bought the blue mug and the green teapot',
    plain: `select buyer from s where item in ('Blue mug', 'Green teapot') and buyer is not null group by 1 having count(distinct item) = 2`,
  },
  {
    ask: 'customers who bought the linen towel or the green teapot',
    plain: `select distinct buyer from s where item in ('Linen towel', 'Green teapot') and buyer is not null`,
  },
  {
    ask: 'how many customers bought the linen towel',
    plain: `select count(distinct buyer)::int from s where item = 'Linen towel'`,
  },
  { ask: 'orders with the linen towel', plain: `select distinct "order" from s where item = 'Linen towel'` },
  {
    ask: 'orders without the blue mug',
    plain: `select key from o where not exists (select from s where s."order" = o.key and item = 'Blue mug')`,
  },
  {
    ask: 'how much did we sell of the blue mug?',
    plain: `select sum(came_to)::float8 from s where item = 'Blue mug'`,
  },
  {
    ask: 'sales of the blue mug since October',
    plain: `select sum(came_to)::float8 from s where item = 'Blue mug' and placed >= '2026-10-01'`,
  },
  {
    ask: 'how many blue mugs did we sell?',
    plain: `select sum(quantity)::float8 from s where item = 'Blue mug'`,
  },
  {
    ask: 'how many blue mugs did we sell in October?',
    plain: `select sum(quantity)::float8 from s where item = 'Blue mug' and ${october}`,
  },
  {
    ask: 'which products did Orla Keane buy?',
    plain: `select distinct item from s where buyer = 'Orla Keane'`,
  },
  {
    ask: 'which products were never sold',
    plain: 'select name from i where not exists (select from l where product = i.key)',
  },
  {
    ask: 'products bought by customers in Ireland',
    plain: `select distinct item from s where country = 'Ireland'`,
  },
  {
    ask: 'payments from Ireland',
    plain: `select p.key from p join o on o.key = p."order" join c on c.key = o.who where country = 'Ireland'`,
  },
  {
    ask: 'total of payments per customer',
    plain: `select coalesce(name, nullif(who, '')), sum(amount)::float8 from p join o on o.key = p."order" left join c on c.key = o.who group by 1`,
  },
  {
    ask: 'average order value per country',
    plain: 'select country, round(avg(total), 2)::float8 from o left join c on c.key = o.who group by 1',
  },
  {
    ask: 'revenue by country',
    plain: 'select country, sum(total)::float8 from o left join c on c.key = o.who group by 1',
  },
  {
    ask: 'how much did customers in Ireland spend on the blue mug?',
    plain: `select sum(came_to)::float8 from s where country = 'Ireland' and item = 'Blue mug'`,
  },
  {
    ask: 'monthly sales of Kiln & Co',
    plain: `select to_char(placed, 'YYYY-MM'), sum(came_to)::float8 from s where vendor = 'Kiln & Co' group by 1`,
  },
  ...[
    'how did October go against September?',
    'revenue in October vs September',
    'compare October with September',
    'did we sell more in October than in September?',
    'September and October revenue',
  ].map((ask) => ({
    ask,
    plain: months('sum(total)::float8', '2026-09', '2026-10'),
  })),
  {
    ask: 'how many orders did we get in October compared to September?',
    plain: months('count(o.key)::int', '2026-09', '2026-10'),
  },
  {
    ask: 'average order value this month vs last month',
    plain: months('round(avg(total), 2)::float8', '2026-10', '2026-11'),
  },
  { ask: 'sales in August versus October', plain: months('sum(total)::float8', '2026-08', '2026-10') },
  {
    ask: 'blue mug sales in October compared to September',
    plain: `select to_char(placed, 'YYYY-MM'), sum(came_to)::float8 from s where item = 'Blue mug' and placed < '2026-11-01' group by 1`,
  },
  {
    ask: 'orders in September and October',
    plain: `select key from o where placed >= '2026-09-01' and placed < '2026-11-01'`,
  },
  {
    ask: 'customers who spent more than 50 on the blue mug',
    plain: `select buyer from s where item = 'Blue mug' and buyer is not null group by 1 having sum(came_to) > 50`,
  },
  {
    ask: 'which country buys the most?',
    plain: 'select country from o join c on c.key = o.who group by 1 order by sum(total) desc limit 1',
  },
  {
    ask: 'which vendor brings in the most money?',
    plain: 'select vendor from s group by 1 order by sum(came_to) desc limit 1',
  },
  {
    ask: 'how many products did we sell in October?',
    plain: `select sum(quantity)::float8 from s where ${october}`,
  },
  {
    ask: 'top 3 customers in Ireland',
    plain: `select name from o join c on c.key = o.who where country = 'Ireland' group by 1 order by sum(total) desc limit 3`,
    isOrdered: true,
  },
  ...askedTwice,
  ...askedOfEach,
  { ask: 'how many customers ordered in October compared to September', plain: null },
  { ask: 'how many order lines are there', plain: 'select count(*)::int from l' },
  { ask: 'how many orders did we sell', plain: 'select count(*)::int from o' },
  {
    ask: 'how many customers did we sell to in October',
    plain: `select count(distinct c.key)::int from o join c on c.key = o.who where ${october}`,
  },
  { ask: 'total of payments for the blue mug', plain: null },
  { ask: 'who ordered in both September and October?', plain: null },
  { ask: 'which customers bought the red mug?', plain: null },
  { ask: 'profit per product', plain: null },
  { ask: 'revenue by product category', plain: null },
  { ask: 'how much did we sell of the yellow bowl?', plain: null },
  { ask: 'sales in October compared to our plan', plain: null },
  { ask: 'how many suppliers delivered the blue mug', plain: null },
]
