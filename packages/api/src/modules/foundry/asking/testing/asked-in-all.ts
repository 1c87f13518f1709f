import type { Asked } from './asked.ts'

const spent = (such: string, having: string) =>
  `select name, sum(total)::float8 from o join c on c.key = o.who where true ${such} group by c.key, name having sum(total) ${having}`

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
  { ask: 'how many orders were spent more than 100 on', plain: null },
  { ask: 'average spent by customers who spent more than 100', plain: null },
]
