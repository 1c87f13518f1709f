import type { DashboardParts } from '../web-module.ts'
import { NextTripCard } from './next-trip-card.tsx'

export const dashboard: DashboardParts = {
  name: 'travel',
  prefetch: ({ queryClient, trpc }, can) => {
    if (can('travel.trip.read'))
      void queryClient.prefetchQuery(trpc.modules.travel.trips.next.queryOptions({}))
  },
  cards: [
    {
      id: 'travel.next',
      title: 'Next trip',
      size: 'half',
      permission: 'travel.trip.read',
      Card: NextTripCard,
    },
  ],
}
