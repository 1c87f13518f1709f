import { notificationKind } from '../../platform/notifications/kind.ts'
import type { NotificationKind } from '../../platform/notifications/kind.ts'

const ofApprovals = { group: 'Approvals', icon: 'approval' } as const

/** Requests that wait for a yes, and what became of one's own. */
export const approvalNotifications: readonly NotificationKind[] = [
  notificationKind({
    ...ofApprovals,
    name: 'approval.requested',
    permission: 'approval.decide',
    title: 'A program asks for something you may decide',
    because: 'you may decide about it',
    words: 'asks for {approval}[: {subject}]',
    usual: { inApp: true, mail: 'digest', push: true },
    topics: ['approval.requested'],
    notices: async ({ payload: { approvalId, procedure, askedById, door } }) => [
      {
        to: 'everybody',
        // Nobody lets happen what they may not do themselves.
        whoMayCall: procedure,
        by: askedById,
        // Whoever talks to the assistant sees the request there; a client asks by itself, behind the back of its person.
        ...(door === 'mcp' && { evenByThem: true }),
        subject: { entity: 'approval', id: approvalId },
      },
    ],
    async waiting({ db, now }, ids) {
      const rows = await db
        .selectFrom('approval')
        .select('id')
        .where('id', 'in', [...ids])
        .where('status', '=', 'pending')
        .where('expiresAt', '>', now.toISOString())
        .execute()
      return rows.map(({ id }) => id)
    },
  }),
  notificationKind({
    ...ofApprovals,
    name: 'approval.decided',
    permission: 'approval.read',
    title: 'Somebody decides about your request',
    because: 'you asked for it',
    // In brackets, since words that begin with a record stand without the name of who did it.
    words: '[{decision}] your request {approval}[: {subject}]',
    usual: { inApp: true, mail: 'off' },
    topics: ['approval.decided'],
    notices: async ({ payload: { approvalId, askedById, decision, decidedById } }) =>
      decision === 'withdrawn'
        ? []
        : [
            {
              to: [askedById],
              by: decidedById,
              subject: { entity: 'approval', id: approvalId },
              data: { decision },
            },
          ],
  }),
]
