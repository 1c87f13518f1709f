import type { Asked } from './asked.ts'

const spent = (such: string, having: string) =>
  `select name, sum(total)::float8 from o join c on c.key = o.who where true ${such} group by c.key, name having sum(total) ${having}`

const weekday = `to_char(placed, 'FMDay')`
const quiet = (since: string) =>
  `select name from c where key not in (select who from o where placed >= '${since}')`

/** What each of them spent in all, and groups by what a thing is linked with: written with the rules for these. */
export const askedInAll: readonly Asked[] = [
  { ask: 'who spent over 150 euros?', plain: spent('', '> 150') },
  {
    ask: 'Which customers in Galway have spent at least €100 since May?',
    plain: spent(`and town = 'Galway' and placed >= '2026-05-01'`, '>= 100'),
  },
  { ask: 'customers who spent between 100 and 150 euros', plain: spent('', 'between 100 and 150') },
  {
    ask: 'everyone who spent less than 40 this year',
    plain: spent(`and placed >= '2026-01-01'`, '< 40'),
  },
  { ask: 'customers with orders over 150 altogether', plain: spent('', '> 150') },
  {
    ask: 'customers with an order over 40',
    plain: `select distinct name from o join c on c.key = o.who where total > 40`,
  },
  { ask: 'how many customers spent more than 150 euros', plain: spent('', '> 150') },
  {
    ask: 'revenue by town',
    plain: `select town, sum(total)::float8 from o left join c on c.key = o.who group by town`,
  },
  {
    ask: 'number of orders per town in October',
    plain: `select town, count(*)::int from o left join c on c.key = o.who where placed >= '2026-10-01' and placed < '2026-11-01' group by town`,
  },
  {
    ask: 'which town has the most orders?',
    plain: `select town from o join c on c.key = o.who group by 1 order by count(*) desc limit 1`,
  },
  {
    ask: 'payments by town',
    plain: `select town, count(*)::int from p join o on o.key = p."order" left join c on c.key = o.who group by town`,
  },
  {
    ask: 'Average order value by day of the week',
    plain: `select ${weekday}, round(avg(total), 2)::float8 from o group by ${weekday}`,
  },
  {
    ask: 'On which weekday do we sell the most?',
    plain: `select ${weekday}, sum(total)::float8 from o group by 1 order by 2 desc limit 1`,
  },
  {
    ask: 'orders by hour of the day',
    plain: `select to_char(placed, 'HH24:00'), count(*)::int from o group by 1`,
  },
  {
    ask: 'at what hour of the day do we sell most',
    plain: `select to_char(placed, 'HH24:00'), sum(total)::float8 from o group by 1 order by 2 desc limit 1`,
  },
  { ask: 'payments by weekday', plain: `select to_char(paid_on, 'FMDay'), count(*)::int from p group by 1` },
  {
    ask: 'what is the median order value?',
    plain: `select percentile_cont(0.5) within group (order by total) from o`,
  },
  {
    ask: 'median order value per town',
    plain: `select town, percentile_cont(0.5) within group (order by total) from o left join c on c.key = o.who group by town`,
  },
  { ask: 'Which customers have not bought for 30 days?', plain: quiet('2026-10-22') },
  { ask: 'customers with no order for 90 days', plain: quiet('2026-08-23') },
  // Of each Saturday there is, and not of the last one.
  { ask: 'how many orders were placed on a Saturday?', plain: null },
  { ask: 'orders on Saturdays', plain: null },
  { ask: 'how many orders per day on average?', plain: null },
  { ask: 'average number of orders per day', plain: null },
  { ask: 'how many orders were spent more than 100 on', plain: null },
  { ask: 'average spent by customers who spent more than 100', plain: null },
]
