import type { Asked } from './asked.ts'

const neverBought = `select name from c where not exists (select from o where who = c.key)`

/** Questions that a list of customers answers. */
export const askedCustomers: readonly Asked[] = [
  { ask: 'Who are my customers in Galway?', plain: `select name from c where town = 'Galway'` },
  {
    ask: 'pls show me all customers we have in dublin or cork',
    plain: `select name from c where town in ('Dublin', 'Cork')`,
  },
  { ask: `customers that aren't from Galway`, plain: `select name from c where town <> 'Galway'` },
  { ask: 'customers who joined this year', plain: `select name from c where since >= '2026-01-01'` },
  { ask: 'who became a customer before 2026?', plain: `select name from c where since < '2026-01-01'` },
  { ask: 'new customers since the 1st of August', plain: `select name from c where since >= '2026-08-01'` },
  {
    ask: 'Did we get any new customers last month?',
    plain: [
      `select name from c where since >= '2026-10-01' and since < '2026-11-01'`,
      `select count(*)::int from c where since >= '2026-10-01' and since < '2026-11-01'`,
    ],
  },
  {
    ask: 'customers who have been with us for more than a year',
    plain: `select name from c where since < '2025-11-20'`,
  },
  {
    ask: 'galway customers that joined in 2026',
    plain: `select name from c where town = 'Galway' and since >= '2026-01-01'`,
  },
  {
    ask: 'which customers bought twice since October?',
    plain: [
      `select name from c where (select count(*) from o where who = c.key and placed >= '2026-10-01') >= 2`,
      `select name from c where (select count(*) from o where who = c.key and placed >= '2026-10-01') = 2`,
    ],
  },
  { ask: 'Who has never ordered anything?', plain: neverBought },
  { ask: 'customres with no orders', plain: neverBought },
  {
    ask: 'who ordered only once since September',
    plain: `select name from c where (select count(*) from o where who = c.key and placed >= '2026-09-01') = 1`,
  },
  {
    ask: 'Which customers have ordered more than three times since June?',
    plain: `select name from c where (select count(*) from o where who = c.key and placed >= '2026-06-01') > 3`,
  },
  {
    ask: 'people who bought from us at least 5 times',
    plain: `select name from c where (select count(*) from o where who = c.key) >= 5`,
  },
  {
    ask: 'who has ordered exactly three times?',
    plain: `select name from c where (select count(*) from o where who = c.key) = 3`,
  },
  {
    ask: 'customers with fewer than 3 orders, please',
    plain: [
      `select name from c where (select count(*) from o where who = c.key) < 3`,
      `select name from c where (select count(*) from o where who = c.key) between 1 and 2`,
    ],
  },
  {
    ask: 'customers with at least one late order',
    plain: `select name from c where exists (select from o where who = c.key and state = 'Late')`,
  },
  {
    ask: 'anyone in galway with a late order?',
    plain: `select name from c where town = 'Galway' and exists (select from o where who = c.key and state = 'Late')`,
  },
  {
    ask: 'who got a refund',
    plain: `select name from c where exists (select from o where who = c.key and state = 'Refunded')`,
  },
  {
    ask: 'customers who placed an order over 60 euro',
    plain: `select name from c where exists (select from o where who = c.key and total > 60)`,
  },
  {
    // Summer starts in June, or in May as the Irish calendar has it.
    ask: 'Who bought in the summer but nothing in November?',
    plain: [
      `select name from c where exists (select from o where who = c.key and placed >= '2026-06-01' and placed < '2026-09-01')
        and not exists (select from o where who = c.key and placed >= '2026-11-01')`,
      `select name from c where exists (select from o where who = c.key and placed >= '2026-05-01' and placed < '2026-08-01')
        and not exists (select from o where who = c.key and placed >= '2026-11-01')`,
    ],
  },
  {
    ask: `customers that bought in August and haven't bought anything since the start of October`,
    plain: `select name from c where exists (select from o where who = c.key and placed >= '2026-08-01' and placed < '2026-09-01')
      and not exists (select from o where who = c.key and placed >= '2026-10-01')`,
  },
  {
    ask: 'custmers form galway that odered in novmber',
    plain: `select name from c where town = 'Galway' and exists (select from o where who = c.key and placed >= '2026-11-01')`,
  },
  {
    ask: 'who ordered in both September and October?',
    plain: `select name from c where exists (select from o where who = c.key and placed >= '2026-09-01' and placed < '2026-10-01')
      and exists (select from o where who = c.key and placed >= '2026-10-01' and placed < '2026-11-01')`,
  },
  {
    // Those who never ordered have not ordered of late either; whoever wants to win people back may leave them out.
    ask: 'who has not ordered in the last 30 days',
    plain: [
      `select name from c where not exists (select from o where who = c.key and placed >= '2026-10-21')`,
      `select name from c where not exists (select from o where who = c.key and placed >= '2026-10-21')
        and exists (select from o where who = c.key)`,
    ],
  },
  {
    ask: 'Galway customers without an order since the beginning of November',
    plain: `select name from c where town = 'Galway' and not exists (select from o where who = c.key and placed >= '2026-11-01')`,
  },
  {
    ask: 'who bought something in october?',
    plain: `select name from c where exists (select from o where who = c.key and placed >= '2026-10-01' and placed < '2026-11-01')`,
  },
  {
    ask: 'Which customers have spent more than €150 in total?',
    plain: [
      `select name from c where (select sum(total) from o where who = c.key) > 150`,
      `select name from c where (select sum(total) from o where who = c.key and state <> 'Refunded') > 150`,
      `select name from c where (select sum(total) from o where who = c.key and state = 'Paid') > 150`,
    ],
  },
  {
    ask: 'who paid cash in October?',
    plain: `select name from c where exists (select from o join p on p."order" = o.key where who = c.key
      and method = 'Cash' and paid_on >= '2026-10-01' and paid_on < '2026-11-01')`,
  },
  {
    ask: 'all customers, newest first',
    plain: `select name from c order by since desc`,
    isOrdered: true,
  },
  { ask: `who's our longest-standing customer`, plain: `select name from c order by since limit 1` },
  {
    ask: 'show me the three newest customers',
    plain: `select name from c order by since desc limit 3`,
    isOrdered: true,
  },
  {
    ask: `what's Nora Devlin's email address?`,
    plain: [
      `select name from c where name = 'Nora Devlin'`,
      `select raw->>'email' from records where raw->>'name' = 'Nora Devlin'`,
    ],
  },
  {
    ask: 'since when is Samir Haddad a customer?',
    plain: [
      `select name from c where name = 'Samir Haddad'`,
      `select to_char(since, 'YYYY-MM-DD') from c where name = 'Samir Haddad'`,
    ],
  },
  {
    ask: 'has anybody from Sligo ever bought from us',
    plain: [
      `select name from c where town = 'Sligo' and exists (select from o where who = c.key)`,
      `select o.key from o join c on c.key = who where town = 'Sligo'`,
      `select count(*)::int from c where town = 'Sligo' and exists (select from o where who = c.key)`,
      `select count(*)::int from o join c on c.key = who where town = 'Sligo'`,
    ],
  },
]
