import { prefetchBalance } from '../../../../components/credit-reads.ts'
import { moduleDashboards } from '../../../../modules/dashboard.ts'
import type { DashboardCard, DashboardParts } from '../../../../modules/web-module.ts'
import { CreditCard } from './credit-card.tsx'
import { activityInput } from './dashboard-reads.ts'
import { RecentActivity } from './recent-activity.tsx'
import { SpendingCard } from './spending-card.tsx'

const own: DashboardParts = {
  name: 'hub',
  prefetch: (hub, can) => {
    const { queryClient, trpc } = hub
    void queryClient.prefetchQuery(trpc.system.briefing.queryOptions({}))
    void queryClient.prefetchQuery(trpc.audit.activity.queryOptions(activityInput))
    prefetchBalance(hub, can)
  },
  cards: [
    { id: 'credits', title: 'Credits', size: 'narrow', permission: 'credits.read', Card: CreditCard },
    { id: 'spending', title: 'Credits spent', size: 'wide', permission: 'credits.read', Card: SpendingCard },
    {
      id: 'activity',
      title: 'Recent activity',
      size: 'narrow',
      permission: 'organization.read',
      Card: RecentActivity,
    },
  ],
}

/** What the dashboard is made of: the parts of the hub itself, then those of each module. */
export const dashboards: readonly DashboardParts[] = [own, ...moduleDashboards]

/** The cards of these parts in their usual order: what one works on before the figures. */
export const cardsOf = ([hub, ...modules]: readonly DashboardParts[]): readonly DashboardCard[] => [
  ...modules.flatMap(({ cards }) => cards),
  ...(hub?.cards ?? []),
]
