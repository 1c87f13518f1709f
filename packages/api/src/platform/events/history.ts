import { sql } from '@hub/db'
import type { Page } from '../../shared/list.ts'
import { readPage } from '../data/keyset.ts'
import type { Hub } from '../hub.ts'

export interface HappenedEvent {
  id: string
  topic: string
  aggregate: string
  payload: Record<string, unknown>
  createdAt: string
}

interface Wish {
  orgId: string
  /** Those that may be told. */
  topics: readonly string[]
  aggregate?: string | undefined
  since?: string | undefined
  until?: string | undefined
}

/**
 * What happened in an organization and is still kept, newest first. The login of requests cannot read events at all, since those
 * of mails lie among them; so this one names the organization and the topics itself.
 */
export function readEvents(
  { db, keys }: Pick<Hub, 'db' | 'keys'>,
  { orgId, topics, aggregate, since, until }: Wish,
  input: { cursor?: string | undefined; limit: number },
): Promise<Page<HappenedEvent>> {
  const query = db.system
    .selectFrom('outboxEvent')
    .select(['id', 'topic', 'aggregate', 'payload', 'createdAt'])
    .where('orgId', '=', orgId)
    .where(sql<boolean>`topic = any (${topics}::text[])`)
    .$if(aggregate !== undefined, (q) => q.where('aggregate', '=', aggregate ?? ''))
    .$if(since !== undefined, (q) => q.where('createdAt', '>=', since ?? ''))
    .$if(until !== undefined, (q) => q.where('createdAt', '<', until ?? ''))
  return readPage(query, {
    scope: { key: keys.cursor, list: 'events.list', orgId },
    columns: [
      { expression: sql`outbox_event.created_at`, type: 'timestamptz', direction: 'desc' },
      { expression: sql`outbox_event.id`, type: 'uuid', direction: 'desc' },
    ],
    input,
  })
}
