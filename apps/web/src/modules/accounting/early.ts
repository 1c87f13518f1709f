import type { EarlyCall } from '../../early-call.ts'

/** What the dashboard asks of this module. */
export const early: readonly EarlyCall[] = [
  { path: 'modules.accounting.reports.cash', input: {}, needs: 'accounting.book.read' },
]
