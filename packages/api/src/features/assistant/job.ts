import type { OrgDb } from '@hub/db'
import { impersonationOf, programOf } from '../../platform/calls/call.ts'
import type { Actor, Call, Membership } from '../../platform/calls/call.ts'
import type { CatalogEntry } from '../../platform/catalog/catalog.ts'
import { opensTo } from '../../platform/catalog/catalog.ts'
import type { Hub } from '../../platform/hub.ts'
import { permits } from '../../platform/access/permissions.ts'
import type { OrgPermission } from '../../platform/access/permissions.ts'
import type { AnswerLog } from './answer-log.ts'
import type { Access } from './built-in/understand/types.ts'
import type { Memory } from './memory.ts'

/** One answer to make, apart from the request that asked for it: it goes on when the person leaves. */
export interface AnswerJob {
  hub: Hub
  db: OrgDb
  actor: Actor
  org: Membership
  permissions: ReadonlySet<OrgPermission>
  conversationId: string
  answerId: string
  promptId: string
  text: string
  memory: Memory
  timeZone: string
  /** Where in the app the message was written. */
  page?: string | undefined
}

/** A tool call in the person's name; the answer's id marks what it leaves in the audit log. */
export function toolCall(
  job: AnswerJob,
  driver: string,
  { signal, wishes: { readBefore } }: Pick<AnswerLog, 'signal' | 'wishes'>,
): Call {
  const { actor, org, answerId, conversationId } = job
  return {
    door: 'assistant',
    driver,
    credential: {
      kind: 'person',
      userId: actor.userId,
      programId: programOf(actor) ?? undefined,
      impersonationId: impersonationOf(actor),
    },
    org: org.orgId,
    requestId: answerId,
    ip: null,
    userAgent: null,
    signal,
    origin: { conversationId, readBefore },
  }
}

export function accessTo(job: Pick<AnswerJob, 'hub' | 'permissions'>, path: string): Access {
  const entry = job.hub.catalog.get(path)
  if (!entry || entry.type === 'subscription') return 'missing'
  if (!opensTo(entry, 'assistant')) return 'closed'
  return permits(job.permissions, entry.meta.permission) ? 'open' : 'forbidden'
}

/** Every procedure the assistant may call for this person; nothing else is ever offered to a model. */
export const openEntries = (job: Pick<AnswerJob, 'hub' | 'permissions'>): CatalogEntry[] =>
  job.hub.catalog.entries.filter((entry) => accessTo(job, entry.path) === 'open')
