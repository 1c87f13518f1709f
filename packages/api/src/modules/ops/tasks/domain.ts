import { AppError } from '../../../shared/errors.ts'

interface Due {
  dueOn: string | null
  dueTime: string | null
}

/** A time of day says nothing without its day. */
export function checkDue({ dueOn, dueTime }: Due): void {
  if (dueTime !== null && dueOn === null) {
    const message = 'Add the day as well: a time alone is not a due date.'
    throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'dueTime', message }] })
  }
}
