import { sql } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { readPage } from '../../platform/data/keyset.ts'
import type { SortColumn } from '../../platform/data/keyset.ts'
import type { Page } from '../../shared/list.ts'
import type { ApiCall, ListCalls } from './schema.ts'

const newest: SortColumn[] = [
  { expression: sql`api_call.at`, type: 'timestamptz', direction: 'desc' },
  { expression: sql`api_call.id`, type: 'uuid', direction: 'desc' },
]

/**
 * Recent calls of API keys and connected applications, newest first. Who may read the audit log sees those of every key, others those of
 * their own. Rows appear within about a second of the call and stay for 90 days.
 */
export async function listCalls(ctx: OrgContext, input: ListCalls): Promise<Page<ApiCall>> {
  const { apiKeyId, procedure } = input
  const query = ctx.db
    .selectFrom('apiCall')
    .leftJoin('authApiKey', 'authApiKey.id', 'apiCall.apiKeyId')
    .leftJoin('oauthGrant', 'oauthGrant.id', 'apiCall.apiKeyId')
    .select(['apiCall.id', 'apiCall.at', 'apiCall.door', 'apiCall.procedure', 'apiCall.ms', 'apiCall.code'])
    .select(['apiCall.micro', 'apiCall.requestId'])
    .select(({ fn, val }) =>
      fn.coalesce('authApiKey.name', 'oauthGrant.clientName', val('removed key')).as('apiKeyName'),
    )
    .$if(!ctx.permissions.has('audit.read'), (q) => q.where('apiCall.userId', '=', ctx.actor.userId))
    .$if(apiKeyId !== undefined, (q) => q.where('apiCall.apiKeyId', '=', apiKeyId ?? ''))
    .$if(procedure !== undefined, (q) => q.where('apiCall.procedure', '=', procedure ?? ''))
    .$if(input.failed === true, (q) => q.where('apiCall.code', '<>', 'OK'))
  const scope = { key: ctx.hub.keys.cursor, list: 'audit.calls', orgId: ctx.org.orgId }
  const page = await readPage(query, { scope, columns: newest, input })
  const titled = page.items.map((call) => ({
    ...call,
    title: ctx.catalog.get(call.procedure)?.meta.title ?? call.procedure,
  }))
  return { items: titled, nextCursor: page.nextCursor }
}
