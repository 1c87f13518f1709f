import type { AppRouter } from '@hub/api'
import type { inferRouterOutputs } from '@trpc/server'

export type Approval = inferRouterOutputs<AppRouter>['approvals']['get']
export type ApprovalStatus = Approval['status']

export const approvalStatusWords: Record<ApprovalStatus, string> = {
  pending: 'Waiting for you',
  running: 'Running',
  done: 'Approved',
  failed: 'Failed',
  declined: 'Declined',
  expired: 'Expired',
}

/** The status for this person: who may not decide waits with everybody else. */
export const statusWords = (status: ApprovalStatus, canApprove: boolean): string =>
  status === 'pending' && !canApprove ? 'Waiting' : approvalStatusWords[status]

export const approvalTones = {
  pending: 'warning',
  running: 'accent',
  done: 'success',
  failed: 'danger',
  declined: 'neutral',
  expired: 'neutral',
} as const satisfies Record<ApprovalStatus, string>

/** The button that says yes is named by the act: of "Create a task" it is "Create". */
export const approveLabel = (title: string): string => title.split(' ')[0] ?? 'Approve'

/** "Don't create" */
export const declineLabel = (title: string): string => `Don’t ${approveLabel(title).toLowerCase()}`

const doorNames: Record<Approval['door'], string> = {
  mcp: 'a connected assistant',
  assistant: 'the assistant',
}

/** "Maeve, through the assistant", or the name of the key that was used. */
export function askerWords({
  askerName,
  askerApiKeyName,
  door,
}: Pick<Approval, 'askerName' | 'askerApiKeyName' | 'door'>): string {
  return askerApiKeyName === null
    ? `${askerName}, through ${doorNames[door]}`
    : `${askerName}, with the key “${askerApiKeyName}”`
}

/** What it is about: the record by its name, else the first of what would be written. */
export const subjectWords = ({
  subject,
  preview,
}: Pick<Approval, 'subject' | 'preview'>): string | undefined => subject?.text ?? preview[0]?.value
