import { adjustmentsInput, expiriesInput, grantsInput, usageInput } from './components/credit-reads.ts'
import { activityInput } from './routes/_app/o.$org/-dashboard/dashboard-reads.ts'
import type { EarlyCall } from './early-call.ts'
import { moduleCalls } from './modules/early.ts'
import { waitingInput } from './shell/shell-reads.ts'

/** Who is signed in. */
export const meCall: EarlyCall = { path: 'auth.me', input: {} }

/** Who may create an account here, and how; pages of the way in wait for it. */
export const registrationCall: EarlyCall = { path: 'auth.registration', input: {} }

/** What the dashboard and the frame around it ask first; a test holds them to it. */
export const dashboardCalls: readonly EarlyCall[] = [
  { path: 'system.briefing', input: {} },
  { path: 'audit.activity', input: activityInput },
  { path: 'approvals.list', input: waitingInput, needs: 'approval.decide' },
  { path: 'notifications.unreadCount', input: {}, needs: 'notification.read' },
  ...moduleCalls,
  { path: 'credits.balance', needs: 'credits.read' },
  { path: 'credits.usage', input: usageInput('module'), needs: 'credits.read' },
  ...[grantsInput, adjustmentsInput, expiriesInput].map((input): EarlyCall => ({
    path: 'credits.history',
    input,
    needs: 'credits.read',
  })),
]
