import type { DashboardParts } from '../web-module.ts'
import { CashCard } from './cash-card.tsx'

export const dashboard: DashboardParts = {
  name: 'accounting',
  prefetch: ({ queryClient, trpc }, can) => {
    if (can('accounting.book.read'))
      void queryClient.prefetchQuery(trpc.modules.accounting.reports.cash.queryOptions({}))
  },
  cards: [
    {
      id: 'accounting.cash',
      title: 'Cash',
      size: 'wide',
      permission: 'accounting.book.read',
      Card: CashCard,
    },
  ],
}
