import type { Asked } from './asked.ts'

const firstOfEach = (
  first: string,
  { each, of, figure, from }: { each: string; of: string; figure: string; from: string },
) =>
  `select every, it, figure from (select *, row_number() over (partition by every order by figure desc) as place from
    (select ${each} as every, ${of} as it, ${figure} as figure from ${from} group by 1, 2) as sized) as placed
   where place <= ${first} order by 1, 3 desc`

const products = {
  each: `to_char(placed, 'YYYY-MM')`,
  of: 'item',
  figure: 'sum(came_to)::float8',
  from: 's',
}
const buyers = { of: 'name', figure: 'sum(total)::float8', from: 'o join c on c.key = who' }

/** The first of each month, country or vendor. */
const ranked: readonly Asked[] = [
  ...['top 3 products in each month', 'top 3 products by month', 'our monthly top 3 products'].map((ask) => ({
    ask,
    plain: firstOfEach('3', products),
    isOrdered: true as const,
  })),
  ...[
    'best product in each month',
    'what was our best-selling product each month?',
    'which product sold best in each month',
  ].map((ask) => ({ ask, plain: firstOfEach('1', products) })),
  { ask: 'top 2 products by vendor', plain: firstOfEach('2', { ...products, each: 'vendor' }) },
  {
    ask: 'top product by quantity per month',
    plain: firstOfEach('1', { ...products, figure: 'sum(quantity)::float8' }),
  },
  { ask: 'top customer per country', plain: firstOfEach('1', { ...buyers, each: 'country' }) },
  {
    ask: 'which customer spent the most each month',
    plain: firstOfEach('1', { ...buyers, each: `to_char(placed, 'YYYY-MM')` }),
  },
  { ask: 'worst product in each month', plain: null },
]

const whole = 'o left join c on c.key = who'
const shareOf = (by: string, figure: string, from: string) =>
  `select ${by}, ${figure}::float8, round(100 * ${figure} / sum(${figure}) over (), 2)::float8 from ${from} group by 1`

const shares: readonly Asked[] = [
  ...[
    'sales by country as a percentage of the total',
    'what percent of sales came from Ireland',
    'what share of our sales comes from each country?',
    'sales by country in %',
  ].map((ask) => ({ ask, plain: shareOf('country', 'sum(total)', whole) })),
  { ask: 'percentage of revenue per product', plain: shareOf('item', 'sum(came_to)', 's') },
  { ask: 'what share of orders is paid?', plain: shareOf('state', 'count(*)::numeric', 'o') },
  {
    ask: 'what percentage of orders were late in October',
    plain: shareOf('state', 'count(*)::numeric', `o where to_char(placed, 'YYYY-MM') = '2026-10'`),
  },
  {
    ask: 'share of sales by country and month',
    plain: `select country, to_char(placed, 'YYYY-MM') as month, sum(total)::float8, round(100 * sum(total) / sum(sum(total)) over
      (partition by to_char(placed, 'YYYY-MM')), 2)::float8 from ${whole} group by 1, 2`,
  },
  { ask: 'what share of customers bought twice', plain: null },
]

const beside = (...periods: readonly (readonly [from: string, to: string, written: string])[]) =>
  `select written, sum(total)::float8 from (values ${periods
    .map(([from, to, written]) => `(date '${from}', date '${to}', '${written}')`)
    .join(', ')}) as v (a, z, written) left join o on placed between a and z group by 1`
const SO_FAR = beside(
  ['2025-01-01', '2025-11-20', '2025-01-01..2025-11-20'],
  ['2026-01-01', '2026-11-20', '2026-01-01..2026-11-20'],
)
const monthOfBoth = (month: string) =>
  beside(
    ...['2025', '2026'].map(
      (year) => [`${year}-${month}-01`, `${year}-${month}-30`, `${year}-${month}`] as const,
    ),
  )

/** One year beside another: as far as this one is, since the whole of the last is no measure for it. */
const years: readonly Asked[] = [
  ...[
    'year over year sales',
    'revenue growth year on year',
    'how are sales compared to last year',
    'did we sell more than last year?',
  ].map((ask) => ({ ask, plain: SO_FAR })),
  ...[
    'sales this month compared to the same month last year',
    'November against the same period last year',
    'November sales against November last year',
  ].map((ask) => ({ ask, plain: monthOfBoth('11') })),
  ...[
    'year over year sales by month',
    'sales by month this year vs last year',
    'sales by month compared with last year',
  ].map((ask) => ({
    ask,
    plain: `select to_char(placed, 'FMMonth'), to_char(placed, 'YYYY') as year, sum(total)::float8 from o group by 1, 2`,
  })),
]

const FIRSTS = '(select who, min(placed) as began from o join c on c.key = who group by 1) as firsts'
const BEGAN_BY_MONTH = `select to_char(began, 'YYYY-MM'), count(*)::int from ${FIRSTS} group by 1`

/** By when customers began, and what came of them since. */
const beginnings: readonly Asked[] = [
  ...[
    'how many customers bought for the first time each month',
    'customers by month of first order',
    'customers by first order month',
    'new customers by the month of their first purchase',
    'first-time buyers each month this year',
  ].map((ask) => ({ ask, plain: BEGAN_BY_MONTH })),
  ...['who bought for the first time in October', 'which customers first bought in October'].map((ask) => ({
    ask,
    plain: `select name from ${FIRSTS} join c on c.key = who where to_char(began, 'YYYY-MM') = '2026-10'`,
  })),
  {
    ask: 'sales by month of first order',
    plain: `select to_char(began, 'YYYY-MM'), sum(total)::float8 from o join ${FIRSTS} on firsts.who = o.who group by 1`,
  },
  ...['first purchase cohorts', 'customer cohorts by month', 'customer retention'].map((ask) => ({
    ask,
    plain: `select to_char(began, 'YYYY-MM') as cohort, to_char(placed, 'YYYY-MM') as month, count(distinct o.who)::int
      from o join ${FIRSTS} on firsts.who = o.who group by 1, 2`,
  })),
]

/** Nothing says in which shop these orders were placed. */
const nowhere: readonly Asked[] = [
  'sales by shop',
  'orders per store',
  'sales by shop and month',
  'which shop sold the most',
].map((ask) => ({ ask, plain: null }))

export const askedOfEach: readonly Asked[] = [...ranked, ...shares, ...years, ...beginnings, ...nowhere]
