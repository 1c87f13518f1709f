import type { Condition } from '../../../shared/conditions.ts'
import { fold } from '../../../reading/text.ts'
import type { Asking } from './asking.ts'
import type { AskedType } from './vocabulary.ts'
import { incomeOf, pathOf, waysFrom } from './ways.ts'

const TEST = /^(?:is )?test(?: order)?$/
const CANCELLED = /^(?:is )?cancell?ed(?: (?:at|on))?$/

/** What of this type was never sold: trials, and what was called off. */
function unsoldOf({ properties }: AskedType): Condition[] {
  return properties.flatMap(({ name, title, kind, slot }): Condition[] => {
    const said = fold(title)
    if (slot === null) return []
    if (kind === 'yesno' && (TEST.test(said) || CANCELLED.test(said)))
      return [{ property: name, op: '!=', values: ['yes'] }]
    const isTime = kind === 'day' || kind === 'instant'
    return isTime && CANCELLED.test(said) ? [{ property: name, op: '=', values: [] }] : []
  })
}

/** What came in is told without what was a trial or called off; where that is asked for, the words for it say so. */
export function leaveUnsold({ coded, subject, types, metric, where }: Asking): void {
  const income = incomeOf(subject, types)
  const isIncome = income !== null && (metric === `sum ${income}` || metric === `avg ${income}`)
  if (!isIncome || coded.has(/\b(?:tests?|cancell?ed)\b/)) return
  const reached = waysFrom(subject, { types, isOpen: ({ isOne }) => isOne })
  for (const { to, way } of [{ to: subject, way: [] }, ...reached])
    for (const condition of unsoldOf(to))
      where.push({
        ...condition,
        property: [pathOf(way), condition.property].filter((part) => part !== '').join('.'),
      })
}
