import { sql } from '@hub/db'
import type { OrgContext } from '../../platform/context.ts'
import { containing, startOfDay } from '../../platform/filters.ts'
import { readPage } from '../../platform/keyset.ts'
import type { Page } from '../../shared/list.ts'
import type { AuditEntry, ListAudit } from './schema.ts'

const actorName = sql<string | null>`(select name from auth_user u where u.id = actor_id)`

/** The organization's audit log, newest first (AUTH-15). */
export function listAudit(ctx: OrgContext, input: ListAudit): Promise<Page<AuditEntry>> {
  const { action, actorId, from, to, search } = input
  const zone = ctx.org.timeZone
  const query = ctx.db
    .selectFrom('auditEntry')
    .select(['seq', 'at', 'door', 'action', 'target', 'data', 'requestId'])
    .select([
      actorName.as('actorName'),
      sql<string | null>`coalesce((select name from auth_api_key k where k.id::text = data ->> 'apiKey'),
        (select client_name from oauth_grant g where g.id::text = data ->> 'grant'))`.as('apiKeyName'),
    ])
    .$if(action !== undefined, (q) => q.where(sql<boolean>`starts_with(action, ${action ?? ''})`))
    .$if(actorId !== undefined, (q) => q.where('actorId', '=', actorId ?? ''))
    .$if(from !== undefined, (q) => q.where('at', '>=', startOfDay(from ?? '', zone)))
    .$if(to !== undefined, (q) => q.where('at', '<', startOfDay(to ?? '', zone, 1)))
    .$if(search !== undefined, (q) =>
      q.where(({ or }) =>
        or(
          [sql`action`, sql`data::text`, sql`coalesce(${actorName}, '')`].map((text) =>
            containing(search ?? '', text),
          ),
        ),
      ),
    )
  return readPage(query, {
    scope: { key: ctx.hub.keys.cursor, list: 'audit.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`seq`, type: 'bigint', direction: 'desc' }],
    input,
  })
}
