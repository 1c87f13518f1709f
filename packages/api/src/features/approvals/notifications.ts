import type { OrgDb } from '@hub/db'
import { notificationKind } from '../../platform/notifications/kind.ts'
import type { NotificationKind } from '../../platform/notifications/kind.ts'

const ofApprovals = { group: 'Approvals', icon: 'approval' } as const

interface Outcome {
  status: string
  expiresAt: string
  decidedByName: string | null
}

function outcomeWords({ status, expiresAt, decidedByName }: Outcome, now: Date): string | null {
  const who = decidedByName ?? 'Former member'
  if (status === 'declined') return `${who} declined it.`
  if (status !== 'pending') return `${who} approved it.`
  return Date.parse(expiresAt) > now.getTime()
    ? null
    : 'Nobody decided it within 24 hours, so nothing was done.'
}

/** What became of these requests; null of one that waits or is gone. */
async function outcomesOf(db: OrgDb, ids: readonly string[], now: Date): Promise<(string | null)[]> {
  const rows = await db
    .selectFrom('approval')
    .leftJoin('authUser', 'authUser.id', 'approval.decidedById')
    .select(['approval.id', 'approval.status', 'approval.expiresAt', 'authUser.name as decidedByName'])
    .where('approval.id', 'in', [...ids])
    .execute()
  const outcomes = new Map(rows.map(({ id, ...row }) => [id, outcomeWords(row, now)]))
  return ids.map((id) => outcomes.get(id) ?? null)
}

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
    topics: ['approval.requested', 'approval.decided'],
    async notices({ topic, payload }, db) {
      const { approvalId, procedure, askedById } = payload
      if (topic === 'approval.decided') return [{ settles: approvalId }]
      const asked = await db
        .selectFrom('approval')
        .select('expiresAt')
        .where('id', '=', approvalId)
        .executeTakeFirst()
      return [
        {
          to: 'everybody',
          // Nobody lets happen what they may not do themselves.
          whoMayCall: procedure,
          by: askedById,
          // Whoever talks to the assistant sees the request there; a client asks by itself, behind the back of its person.
          ...(payload.door === 'mcp' && { evenByThem: true }),
          ...(asked && { until: asked.expiresAt }),
          subject: { entity: 'approval', id: approvalId },
        },
      ]
    },
    detail: ({ db, now }, kept) =>
      outcomesOf(
        db,
        kept.map(({ entityId }) => entityId),
        now,
      ),
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
