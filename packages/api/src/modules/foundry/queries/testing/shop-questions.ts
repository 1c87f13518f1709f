import type { RunQuery } from '../schema.ts'

/** The shop as plain SQL sees it: the raw records alone. */
export const shop = `with records as (select r.key, r.raw, d.title from app.foundry_record r join app.foundry_dataset d on d.id = r.dataset_id
    where r.org_id = $1 and r.removed_at is null),
  c as (select key, raw->>'name' as name, raw->>'town' as town, (raw->>'since')::date as since from records where title = 'Customers'),
  o as (select key, raw#>>'{who,id}' as who, (raw->>'placed')::timestamptz at time zone 'Europe/Dublin' as placed, raw->>'state' as state,
    (raw->>'items')::numeric as items, (raw->>'total')::numeric as total, raw->>'currency' as currency from records where title = 'Orders')`

export type Ask = Omit<RunQuery, 'typeId' | 'limit'> & { of: 'customers' | 'orders'; limit?: number }

/** Questions about a shop, each beside plain SQL over its raw records. */
export const questions: readonly (readonly [question: string, ask: Ask, plain: string])[] = [
  ['all customers', { of: 'customers' }, 'select name from c'],
  [
    'customers in Galway',
    { of: 'customers', where: ['town=Galway'] },
    `select name from c where town = 'Galway'`,
  ],
  [
    'customers outside Galway',
    { of: 'customers', where: ['town!=Galway'] },
    `select name from c where town <> 'Galway'`,
  ],
  [
    'customers since before this year',
    { of: 'customers', where: ['since<2026'] },
    `select name from c where since < '2026-01-01'`,
  ],
  [
    'new ones of the last quarter',
    { of: 'customers', where: ['since>=2026-09-01'] },
    `select name from c where since >= '2026-09-01'`,
  ],
  [
    'which customers bought twice since May?',
    { of: 'customers', linked: ['orders>=2: placed>=2026-05-01'] },
    `select name from c where (select count(*) from o where o.who = c.key and placed >= '2026-05-01') >= 2`,
  ],
  [
    'who bought at least eight times',
    { of: 'customers', linked: ['orders>=8'] },
    `select name from c where (select count(*) from o where who = c.key) >= 8`,
  ],
  [
    'who never bought',
    { of: 'customers', linked: ['orders=0'] },
    `select name from c where not exists (select from o where who = c.key)`,
  ],
  [
    'who bought exactly twice',
    { of: 'customers', linked: ['orders=2'] },
    `select name from c where (select count(*) from o where who = c.key) = 2`,
  ],
  [
    'fewer than three orders',
    { of: 'customers', linked: ['orders<3'] },
    `select name from c where (select count(*) from o where who = c.key) < 3`,
  ],
  [
    'bought twice and then stopped',
    { of: 'customers', linked: ['orders>=2: placed<2026-09-01', 'orders=0: placed>=2026-11-01'] },
    `select name from c where (select count(*) from o where who = c.key and placed < '2026-09-01') >= 2
      and not exists (select from o where who = c.key and placed >= '2026-11-01')`,
  ],
  [
    'who has a late order',
    { of: 'customers', linked: ['orders>=1: state=late'] },
    `select name from c where exists (select from o where who = c.key and state = 'Late')`,
  ],
  [
    'from Galway with an order above 40',
    { of: 'customers', where: ['town=galway'], linked: ['orders>0: total>40'] },
    `select name from c where town = 'Galway' and exists (select from o where who = c.key and total > 40)`,
  ],
  [
    'at most two refunds',
    { of: 'customers', linked: ['orders<=2: state=Refunded'] },
    `select name from c where (select count(*) from o where who = c.key and state = 'Refunded') <= 2`,
  ],
  ['late orders', { of: 'orders', where: ['state=Late'] }, `select key from o where state = 'Late'`],
  [
    'late or refunded',
    { of: 'orders', where: ['state=Late|Refunded'] },
    `select key from o where state in ('Late', 'Refunded')`,
  ],
  [
    'late, or above 40',
    { of: 'orders', where: ['state=Late||total>40'] },
    `select key from o where state = 'Late' or total > 40`,
  ],
  [
    'orders in October',
    { of: 'orders', where: ['placed=2026-10'] },
    `select key from o where placed >= '2026-10-01' and placed < '2026-11-01'`,
  ],
  [
    'orders on a day, as it was in Dublin',
    { of: 'orders', where: ['placed=2026-08-03'] },
    `select key from o where placed::date = '2026-08-03'`,
  ],
  [
    'orders in pounds of at least 10',
    { of: 'orders', where: ['total>=10 GBP'] },
    `select key from o where currency = 'GBP' and total >= 10`,
  ],
  [
    'orders of customers in Cork or Sligo',
    { of: 'orders', linked: ['customer>=1: town=Cork|Sligo'] },
    `select key from o where exists (select from c where c.key = o.who and town in ('Cork', 'Sligo'))`,
  ],
  [
    'orders whose customer is missing',
    { of: 'orders', linked: ['customer=0'] },
    `select key from o where not exists (select from c where c.key = o.who)`,
  ],
  ['how many orders', { of: 'orders', metrics: ['count'] }, `select count(*)::int from o`],
  [
    'takings by currency',
    { of: 'orders', metrics: ['sum total'] },
    `select sum(total) || ' ' || currency from o group by currency`,
  ],
  [
    'takings in euro by month',
    { of: 'orders', where: ['total>0 EUR'], groupBy: 'placed by month', metrics: ['sum total', 'count'] },
    `select to_char(placed, 'YYYY-MM'), sum(total) || ' EUR', count(*)::int from o where currency = 'EUR' group by 1`,
  ],
  [
    'average order by state',
    { of: 'orders', groupBy: 'state', metrics: ['avg total'] },
    `select state, round(avg(total), 2) || ' ' || currency from o group by state, currency`,
  ],
  [
    'largest and smallest number of items by state',
    { of: 'orders', groupBy: 'state', metrics: ['max items', 'min items'] },
    `select state, max(items)::float8, min(items)::float8 from o group by state`,
  ],
  [
    'orders by customer',
    { of: 'orders', groupBy: 'customer' },
    `select coalesce((select name from c where key = who), who), count(*)::int from o group by who`,
  ],
  [
    'who spent more than 100 euros',
    {
      of: 'orders',
      groupBy: 'customer',
      metrics: ['sum total', 'count'],
      having: ['sum total>100 EUR', 'count>=3'],
    },
    `select coalesce((select name from c where key = who), who), sum(total) || ' EUR', count(*)::int from o
      where currency = 'EUR' group by who having sum(total) > 100 and count(*) >= 3`,
  ],
  [
    'states with at least as much, in whichever currency',
    { of: 'orders', groupBy: 'state', metrics: ['sum total'], having: ['sum total>=150.5'] },
    `select state, sum(total) || ' ' || currency from o group by state, currency having sum(total) >= 150.5`,
  ],
  [
    'orders by the town of the customer',
    { of: 'orders', groupBy: 'customer.town', metrics: ['count', 'sum items'] },
    `select town, count(*)::int, sum(items)::float8 from o left join c on c.key = o.who group by town`,
  ],
  [
    'orders by the year since when the customer is one, where there are more than 20',
    { of: 'orders', groupBy: 'customer.since by year', having: ['count>20'] },
    `select to_char(since, 'YYYY'), count(*)::int from o left join c on c.key = o.who group by 1 having count(*) > 20`,
  ],
  [
    'orders by week',
    { of: 'orders', groupBy: 'placed by week' },
    `select to_char(placed, 'IYYY-"W"IW'), count(*)::int from o group by 1`,
  ],
  [
    'takings by quarter and state',
    { of: 'orders', groupBy: 'placed by quarter, state', metrics: ['sum total'] },
    `select to_char(placed, 'YYYY-"Q"Q'), state, sum(total) || ' ' || currency from o group by 1, 2, currency`,
  ],
  [
    'customers by town',
    { of: 'customers', groupBy: 'town' },
    `select town, count(*)::int from c group by town`,
  ],
  [
    'customers by year',
    { of: 'customers', groupBy: 'since by year', metrics: ['count'] },
    `select to_char(since, 'YYYY'), count(*)::int from c group by 1`,
  ],
  [
    'first and last order of paid ones',
    { of: 'orders', where: ['state=Paid'], groupBy: 'placed by year', metrics: ['count', 'sum items'] },
    `select to_char(placed, 'YYYY'), count(*)::int, sum(items)::float8 from o where state = 'Paid' group by 1`,
  ],
  [
    'top three customers by takings',
    {
      of: 'orders',
      where: ['total>0 EUR', 'state!=Refunded'],
      groupBy: 'customer',
      metrics: ['sum total'],
      limit: 3,
    },
    `select coalesce((select name from c where key = who), who), sum(total) || ' EUR' from o
      where currency = 'EUR' and state <> 'Refunded' group by who order by sum(total) desc limit 3`,
  ],
]
