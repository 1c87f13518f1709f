import { compareDecimals, formatDecimal } from '@hub/ui/decimal'
import { dayIn, shortDay, todayIn } from '../../../../../components/day-words.ts'
import type { History } from './price-types.ts'

type Series = History['series'][number]
type ChangePoint = Series['points'][number]

/** What each line is called; two pages of one shop are told apart. */
export function lineNames(series: readonly Pick<Series, 'shop' | 'listingId'>[]): string[] {
  const seen = new Map<string, number>()
  return series.map(({ shop, listingId }) => {
    const name = listingId === null ? 'Yours' : (shop ?? 'A shop')
    const nth = (seen.get(name) ?? 0) + 1
    seen.set(name, nth)
    return nth === 1 ? name : `${name} (${nth})`
  })
}

/** What it came to: "fell from 23.50 to 21.90", "stayed at 24.80". */
function courseWords(points: readonly ChangePoint[]): string {
  const first = points.find(({ amount }) => amount !== null)?.amount ?? null
  const last = points.at(-1)?.amount ?? null
  if (last === null || first === null) return 'has no price now'
  if (first === last)
    return points.length === 1 ? `stayed at ${formatDecimal(last)}` : `is at ${formatDecimal(last)} again`
  const way = compareDecimals(last, first) < 0 ? 'fell' : 'rose'
  return `${way} from ${formatDecimal(first)} to ${formatDecimal(last)}`
}

/** What the chart says, for who does not see it. */
export function chartSentence(
  { name, days }: { name: string; days: number },
  { series, currency }: History,
): string {
  const names = lineNames(series)
  const parts = series.map(({ points }, at) => `${names[at]} ${courseWords(points)}`)
  const unit = currency === null ? '' : ` in ${currency}`
  return `Prices of ${name} over ${days} days${unit}: ${parts.join('; ')}.`
}

const amountOn = (points: readonly ChangePoint[], day: string, timeZone: string): string =>
  points.findLast(({ at }) => dayIn(at, timeZone) <= day)?.amount ?? '–'

/** The same figures by the days on which any of them changed, and today. */
export function chartTable({ series }: History, timeZone: string): { head: string[]; rows: string[][] } {
  const today = todayIn(timeZone)
  const changed = series.flatMap(({ points }) => points.map(({ at }) => dayIn(at, timeZone)))
  const days = [...new Set([...changed, today])].toSorted()
  return {
    head: ['Day', ...lineNames(series)],
    rows: days.map((day) => [
      day === today ? 'Today' : shortDay(day, today),
      ...series.map(({ points }) => {
        const amount = amountOn(points, day, timeZone)
        return amount === '–' ? amount : formatDecimal(amount)
      }),
    ]),
  }
}
