import type { OrgContext } from '../../../platform/calls/context.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { addDays, dayIn } from '../../../shared/time.ts'

const DAYS_A_YEAR = 366
/** Longer than anybody waits for their money. */
const YEARS_TO_PAY = 5

/** What is said of a day more than a year ahead, which is 2036 typed for 2026; null for others. Old days are history. */
export function farAhead({ org, now }: Pick<OrgContext, 'org' | 'now'>, day: string): string | null {
  const last = addDays(dayIn(org.timeZone, now()), DAYS_A_YEAR)
  return day > last ? `${calendarDay(day)} is more than a year ahead. Check the year.` : null
}

/** Throws a BAD_REQUEST for a day more than a year ahead: nothing is booked so early. */
export function requireNearDay(
  ctx: Pick<OrgContext, 'org' | 'now'>,
  { day, path }: { day: string; path: string },
): void {
  const fault = farAhead(ctx, day)
  if (fault !== null) throw fieldFault(path, fault)
}

/** Throws a BAD_REQUEST for an invoice that is dated more than a year ahead, or due more than five years later. */
export function requireNearInvoice(
  ctx: Pick<OrgContext, 'org' | 'now'>,
  { issuedOn, dueOn }: { issuedOn: string; dueOn: string },
): void {
  requireNearDay(ctx, { day: issuedOn, path: 'issuedOn' })
  if (dueOn > addDays(issuedOn, YEARS_TO_PAY * DAYS_A_YEAR))
    throw fieldFault(
      'dueOn',
      `${calendarDay(dueOn)} is more than ${YEARS_TO_PAY} years after the day of the invoice. Check the year.`,
    )
}
