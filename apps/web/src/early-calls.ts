import type { OrgPermission } from '@hub/api'
import { adjustmentsInput, expiriesInput, grantsInput, usageInput } from './components/credit-reads.ts'
import {
  activityInput,
  ownTaskInputs,
  pendingInput,
} from './routes/_app/o.$org/-dashboard/dashboard-reads.ts'
import { waitingInput } from './shell/shell-reads.ts'

/** A query that the early script may ask. */
export interface EarlyCall {
  path: string
  input?: object
  /** Nobody is asked for what they may not see. */
  needs?: OrgPermission
}

/** Who is signed in. */
export const meCall: EarlyCall = { path: 'auth.me', input: {} }

/** Who may create an account here, and how; pages of the way in wait for it. */
export const registrationCall: EarlyCall = { path: 'auth.registration', input: {} }

/** What the dashboard and the frame around it ask first; a test holds them to it. */
export const dashboardCalls: readonly EarlyCall[] = [
  { path: 'audit.activity', input: activityInput },
  { path: 'approvals.list', input: pendingInput, needs: 'approval.decide' },
  { path: 'approvals.list', input: waitingInput, needs: 'approval.decide' },
  ...ownTaskInputs.map((input): EarlyCall => ({
    path: 'modules.ops.tasks.list',
    input,
    needs: 'ops.task.read',
  })),

  { path: 'credits.balance', needs: 'credits.read' },
  { path: 'credits.usage', input: usageInput('module'), needs: 'credits.read' },
  ...[grantsInput, adjustmentsInput, expiriesInput].map((input): EarlyCall => ({
    path: 'credits.history',
    input,
    needs: 'credits.read',
  })),
]
