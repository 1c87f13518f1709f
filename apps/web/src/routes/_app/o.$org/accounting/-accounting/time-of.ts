import { dateFormat } from '@hub/ui/date-format'

/** "09:14" where the person is. */
export const timeOf = (at: Date): string =>
  dateFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at)
