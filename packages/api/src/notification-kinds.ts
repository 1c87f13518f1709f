import { approvalNotifications } from './features/approvals/notifications.ts'
import { creditNotifications } from './features/credits/notifications.ts'
import { jobNotifications } from './features/jobs/notifications.ts'
import { endpointNotifications } from './features/endpoints/notifications.ts'
import { memberNotifications } from './features/organizations/notifications.ts'
import { workflowNotifications } from './features/workflows/notifications.ts'
import type { HubModule } from './platform/module.ts'
import type { NotificationKinds } from './platform/notifications/kind.ts'

/** Everything people can be told of in a hub with these modules, in the order in which they choose. */
export const notificationKindsOf = (modules: readonly HubModule[]): NotificationKinds =>
  new Map(
    [
      ...approvalNotifications,
      ...modules.flatMap(({ notifications = [] }) => notifications),
      ...workflowNotifications,
      ...jobNotifications,
      ...creditNotifications,
      ...memberNotifications,
      ...endpointNotifications,
    ].map((kind) => [kind.name, kind]),
  )
