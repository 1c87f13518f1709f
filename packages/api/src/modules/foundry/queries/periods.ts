import { calendarDay } from '../../../shared/day-text.ts'
import { addDays } from '../../../shared/time.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { readValue } from '../types/values.ts'

/** More beside each other nobody compares. */
const MOST_PERIODS = 12

const DAY = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/

/** The days that a written day, month or year stands for, from the first to the one after the last; null for what is none. */
export function daysWritten(text: string): { from: string; after: string } | null {
  const [, year = '', month, day] = DAY.exec(text) ?? []
  const from = `${year}-${month ?? '01'}-${day ?? '01'}`
  const { value } = readValue('day', { it: from }, { path: ['it'] })
  if (year === '' || value !== from) return null
  if (day !== undefined) return { from, after: addDays(from, 1) }
  const next = new Date(`${from}T00:00Z`)
  if (month === undefined) next.setUTCFullYear(next.getUTCFullYear() + 1)
  else next.setUTCMonth(next.getUTCMonth() + 1)
  return { from, after: next.toISOString().slice(0, 10) }
}

/** Days that are compared with others, as they are written: "2026-10", "2026-11-09..2026-11-15". */
export interface Period {
  written: string
  from: string
  after: string
}

/** "2026-09|2026-10". Throws a fault of the field `groupBy`. */
export function periodsIn(text: string): Period[] {
  const all = text.split('|').map((written): Period => {
    const [first = '', last = first] = written.split('..')
    const [begins, ends] = [daysWritten(first), daysWritten(last)]
    if (!begins || !ends || ends.after <= begins.from)
      throw fieldFault('groupBy', `“${written}” is no period. Write 2026-10, or 2026-11-09..2026-11-15.`)
    return { written, from: begins.from, after: ends.after }
  })
  if (all.length > MOST_PERIODS) throw fieldFault('groupBy', `Compare at most ${MOST_PERIODS} periods.`)
  return all
}

/** "October 2026", "9 November 2026 to 15 November 2026". */
export const periodWords = (written: string): string => written.split('..').map(calendarDay).join(' to ')
