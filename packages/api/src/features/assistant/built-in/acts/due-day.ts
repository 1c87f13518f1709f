import type { AskedAct } from './act-table.ts'
import type { Said, Spot } from './said.ts'
import type { Moment } from '../../../../reading/moments.ts'

const LEADS = new Set(['due', 'deadline'])
/** "Due date is the 4th": so many words may stand between. */
const NEAR = 4

type Dated = Extract<Moment, { kind: 'day' | 'range' }>

const isDated = (one: Spot<Moment>): one is Spot<Dated> =>
  one.value.kind === 'day' || one.value.kind === 'range'

/** "Due on 4 May", "the deadline is 4 May": a day that is said to be that one. */
function isLed({ tokens }: Said, { from, to }: Spot<Moment>): boolean {
  const words = tokens.slice(Math.max(0, from - NEAR), to).map(({ text, kind }) => ({ text, kind }))
  const lead = words.findLastIndex(({ text }) => LEADS.has(text))
  const between = words.slice(lead + 1, Math.max(lead + 1, words.length - (to - from)))
  return lead !== -1 && between.every(({ text }) => !/^[,.;!?]$/.test(text))
}

const firstDay = ({ value }: Spot<Dated>): string => (value.kind === 'day' ? value.day : value.from)

/** What it makes has a name of any words, and one day. */
const makesDated = ({ entry, fields }: AskedAct): boolean =>
  entry.meta.effect !== 'read' &&
  fields.every(({ kind, isRequired }) => kind !== 'entity' || !isRequired) &&
  fields.filter(({ kind }) => kind === 'day').length === 1

/** "Print the menu for March, due 27 February": where one day is said to be the due day, another is part of the name. */
export function withoutNamedDays(act: AskedAct, said: Said): Said {
  const dated = said.moments.filter(isDated)
  const [due, ...others] = dated.filter((one) => isLed(said, one))
  if (!due || others.length > 0 || dated.length === 1 || !makesDated(act)) return said
  const isOther = (one: Spot<Moment>) =>
    isDated(one) && one !== due && one.to <= due.from && firstDay(one) !== firstDay(due)
  return { ...said, moments: said.moments.filter((one) => !isOther(one)) }
}
