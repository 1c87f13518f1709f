import type { Asked } from './asked.ts'

/** Questions that a list of orders answers. */
export const askedOrders: readonly Asked[] = [
  { ask: 'late orders', plain: `select key from o where state = 'Late'` },
  {
    ask: `show me everything that's late or still waiting`,
    plain: `select key from o where state in ('Late', 'Waiting')`,
  },
  {
    // What was refunded is not paid either, but nobody waits for it.
    ask: 'which orders have not been paid?',
    plain: [
      `select key from o where state in ('Late', 'Waiting')`,
      `select key from o where state <> 'Paid'`,
    ],
  },
  { ask: 'orders over €50', plain: `select key from o where total > 50` },
  {
    ask: 'orders of at least 30 euros in september',
    plain: `select key from o where total >= 30 and placed >= '2026-09-01' and placed < '2026-10-01'`,
  },
  { ask: 'Orders under 5 euro', plain: `select key from o where total < 5` },
  { ask: 'orders between 20 and 30 euros', plain: `select key from o where total between 20 and 30` },
  {
    ask: 'orders from last month',
    plain: `select key from o where placed >= '2026-10-01' and placed < '2026-11-01'`,
  },
  {
    ask: 'oders in octobre above 40',
    plain: `select key from o where placed >= '2026-10-01' and placed < '2026-11-01' and total > 40`,
  },
  {
    ask: 'Orders placed between 1 August and 15 August',
    plain: `select key from o where placed >= '2026-08-01' and placed < '2026-08-16'`,
  },
  { ask: 'what was ordered on 3 August?', plain: `select key from o where placed::date = '2026-08-03'` },
  { ask: 'orders on 10/24/2026', plain: `select key from o where placed::date = '2026-10-24'` },
  {
    ask: 'Any orders on Nov 10th?',
    plain: [
      `select key from o where placed::date = '2026-11-10'`,
      `select count(*)::int from o where placed::date = '2026-11-10'`,
    ],
  },
  { ask: 'what orders came in since monday', plain: `select key from o where placed >= '2026-11-16'` },
  { ask: 'show this weeks orders', plain: `select key from o where placed >= '2026-11-16'` },
  {
    ask: 'orders last week',
    plain: `select key from o where placed >= '2026-11-09' and placed < '2026-11-16'`,
  },
  { ask: 'orders of the past two weeks', plain: `select key from o where placed >= '2026-11-06'` },
  {
    ask: `what was ordered the day before yesterday`,
    plain: `select key from o where placed::date = '2026-11-18'`,
  },
  { ask: 'orders before July', plain: `select key from o where placed < '2026-07-01'` },
  {
    ask: 'give me the orders from oct 20 to oct 31',
    plain: `select key from o where placed >= '2026-10-20' and placed < '2026-11-01'`,
  },
  {
    ask: 'waiting orders that are more than 3 days old',
    plain: `select key from o where state = 'Waiting' and placed < '2026-11-17'`,
  },
  {
    ask: 'late orders placed before September',
    plain: `select key from o where state = 'Late' and placed < '2026-09-01'`,
  },
  {
    ask: 'refunded orders since August',
    plain: `select key from o where state = 'Refunded' and placed >= '2026-08-01'`,
  },
  { ask: 'orders with ten or more items', plain: `select key from o where items >= 10` },
  { ask: 'Orders with just one item', plain: `select key from o where items = 1` },
  {
    ask: 'orders with more than 8 items under 40 euro',
    plain: `select key from o where items > 8 and total < 40`,
  },
  {
    ask: 'What did Oakhollow Hotel order in September?',
    plain: `select o.key from o join c on c.key = who where name = 'Oakhollow Hotel' and placed >= '2026-09-01' and placed < '2026-10-01'`,
  },
  {
    ask: 'orders from kestrel books',
    plain: `select o.key from o join c on c.key = who where name = 'Kestrel Books'`,
  },
  {
    ask: 'padraig walsh orders',
    plain: `select o.key from o join c on c.key = who where name = 'Pádraig Walsh'`,
  },
  {
    ask: 'what did lantern buy in sept?',
    plain: `select o.key from o join c on c.key = who where name = 'Lantern Café' and placed >= '2026-09-01' and placed < '2026-10-01'`,
  },
  {
    ask: `Has Pier House Hostel got anything overdue?`,
    plain: [
      `select o.key from o join c on c.key = who where name = 'Pier House Hostel' and state = 'Late'`,
      `select count(*)::int from o join c on c.key = who where name = 'Pier House Hostel' and state = 'Late'`,
    ],
  },
  {
    ask: 'ORDERS LATE GALWAY',
    plain: `select o.key from o join c on c.key = who where town = 'Galway' and state = 'Late'`,
  },
  {
    ask: 'hiya, can u show me what aoife brennan bought? thx',
    plain: `select o.key from o join c on c.key = who where name = 'Aoife Brennan'`,
  },
  {
    ask: 'show me the last order of Lantern Cafe',
    plain: `select o.key from o join c on c.key = who where name = 'Lantern Café' order by placed desc limit 1`,
  },
  {
    ask: 'when did Ferry Office last order?',
    plain: [
      `select o.key from o join c on c.key = who where name = 'Ferry Office' order by placed desc limit 1`,
      `select to_char(max(placed), 'YYYY-MM-DD') from o join c on c.key = who where name = 'Ferry Office'`,
      `select name from c where name = 'Ferry Office'`,
    ],
  },
  { ask: 'latest three orders', plain: `select key from o order by placed desc limit 3`, isOrdered: true },
  { ask: 'What was the very first order?', plain: `select key from o order by placed limit 1` },
  { ask: 'our biggest order ever', plain: `select key from o order by total desc limit 1` },
  {
    ask: 'What are the 5 largest orders of this year?',
    plain: `select key from o order by total desc limit 5`,
    isOrdered: true,
  },
  {
    ask: 'smallest order in September',
    plain: `select key from o where placed >= '2026-09-01' and placed < '2026-10-01' order by total limit 1`,
  },
  { ask: 'the oldest late order', plain: `select key from o where state = 'Late' order by placed limit 1` },
  {
    ask: 'orders this month, biggest first',
    plain: `select key from o where placed >= '2026-11-01' order by total desc`,
    isOrdered: true,
  },
  {
    ask: 'orders from customers in Dublin or Cork',
    plain: `select o.key from o join c on c.key = who where town in ('Dublin', 'Cork')`,
  },
  {
    ask: 'paid orders above 50 from customers in Galway',
    plain: `select o.key from o join c on c.key = who where town = 'Galway' and state = 'Paid' and total > 50`,
  },
  {
    ask: 'orders this month not from Galway',
    plain: `select o.key from o join c on c.key = who where town <> 'Galway' and placed >= '2026-11-01'`,
  },
  {
    ask: 'orders by customers who joined this year, in the last 30 days',
    plain: `select o.key from o join c on c.key = who where since >= '2026-01-01' and placed >= '2026-10-21'`,
  },
  {
    ask: 'which orders were paid by card in October?',
    plain: [
      `select key from o where exists (select from p where "order" = o.key and method = 'Card'
        and paid_on >= '2026-10-01' and paid_on < '2026-11-01')`,
      `select key from o where exists (select from p where "order" = o.key and method = 'Card')
        and placed >= '2026-10-01' and placed < '2026-11-01'`,
    ],
  },
  {
    ask: 'orders without a payment',
    plain: `select key from o where not exists (select from p where "order" = o.key)`,
  },
  { ask: 'open order 2077', plain: `select key from o where key = '#2077'` },
]
