import type { OrgContext } from '../../../platform/calls/context.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import type { OpenLine } from './open-line.ts'
import type { AcceptMatch } from './schema.ts'

/** What a line was matched to, and whether matching made it, so that undoing takes it back. */
export interface Made {
  paymentId: string | null
  entryId: string | null
  isMade: boolean
}

export interface Accepting {
  ctx: OrgContext
  line: OpenLine
  input: AcceptMatch
}

export function wanted(id: string | undefined, { field, what }: { field: string; what: string }): string {
  if (id === undefined) throw fieldFault(field, `Say which ${what}.`)
  return id
}

/** Where the day of the bank is closed in the books, a later one is said. */
export function dayOf({ day }: OpenLine, { on = day }: AcceptMatch): string {
  if (on < day) throw fieldFault('on', `Choose ${calendarDay(day)} or a later day: the line is of that day.`)
  return on
}

/** What a payment says of the line it came from. */
export const referenceOf = ({ reference, text }: OpenLine): string => (reference || text).slice(0, 120)
