import type { DashboardParts } from '../web-module.ts'
import { PricesCard } from './prices-card.tsx'

export const dashboard: DashboardParts = {
  name: 'marketplace',
  prefetch: ({ queryClient, trpc }, can) => {
    if (can('marketplace.price.read'))
      void queryClient.prefetchQuery(trpc.modules.marketplace.products.pressing.queryOptions({}))
  },
  cards: [
    {
      id: 'marketplace.prices',
      title: 'Prices',
      size: 'half',
      permission: 'marketplace.price.read',
      Card: PricesCard,
    },
  ],
}
