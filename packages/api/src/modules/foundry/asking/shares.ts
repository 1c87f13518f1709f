import type { Asking } from './asking.ts'
import { calledAnd } from './values.ts'
import { pathOf, wayToOne } from './ways.ts'

const OF_ALL = '(?: (?:of|from|the|our|all|total|whole|overall|everything)\\b)*'
const SHARE = new RegExp(
  `\\b(?:(?:as|in|with|and|what|which|the|a|an|our|their|its) )*(?:percent(?:ages?)?|per cent|shares?|proportions?)\\b${OF_ALL}`,
)
const SIGN = new RegExp(`(?:\\b(?:as|in) )?(?<!> ?)%${OF_ALL}`)

/** Whether how much of all something is was asked for: "as a percentage of the total". */
export function takeShare({ coded }: Asking): boolean {
  const isSaid = coded.take(SHARE) !== null || coded.take(SIGN) !== null
  // "The percentage of sales by country, in percent" says it twice.
  if (isSaid) coded.take(SHARE)
  return isSaid
}

/** "What share of orders is paid", "… of sales came from Ireland": beside all others. */
function groupOfValue({ coded, subject, types }: Asking): string | null {
  const [value, ...others] = coded.all('value', { left: true })
  if (!value || value.isNot || others.length > 0) return null
  for (const { type, property } of value.held) {
    const way = type.id === subject.id ? [] : wayToOne(subject, type, types)
    if (way === null || property.slot?.startsWith('t') !== true || property.kind === 'money') continue
    coded.take(new RegExp(calledAnd(property.title, value.number)))
    return [pathOf(way), property.name].filter((part) => part !== '').join('.')
  }
  return null
}

/** The share of each beside its figure. */
export function addShare(asking: Asking): void {
  asking.groupBy ??= groupOfValue(asking)
  asking.metric ??= 'count'
  const [, name, of = ''] = /^(count|sum)( \S+)?$/.exec(asking.metric) ?? []
  if (asking.groupBy === null || name === undefined || (name === 'count' && of !== ''))
    asking.unread.push('share')
  else asking.besides.push(`share${of}`)
}
