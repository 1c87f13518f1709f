import type { DashboardParts } from '../web-module.ts'
import { sitesInput } from './early.ts'
import { WebsiteCard } from './website-card.tsx'

export const dashboard: DashboardParts = {
  name: 'security',
  prefetch: ({ queryClient, trpc }, can) => {
    if (can('security.site.read'))
      void queryClient.prefetchQuery(trpc.modules.security.sites.list.queryOptions(sitesInput))
  },
  cards: [
    {
      id: 'security.website',
      title: 'Website',
      size: 'half',
      permission: 'security.site.read',
      Card: WebsiteCard,
    },
  ],
}
