import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { AppError } from '../../shared/errors.ts'
import type { Endpoint, EndpointDelivery, EndpointWithSecret } from './schema.ts'

const countOf = (status: 'waiting' | 'dead') =>
  sql<number>`(select count(*)::int from endpoint_delivery d where d.endpoint_id = endpoint.id and d.status = ${sql.lit(status)})`

/** Endpoints as they are shown. */
export const selectEndpoints = (db: OrgDb) =>
  db
    .selectFrom('endpoint')
    .select(['id', 'name', 'address', 'topics', 'state', 'pausedBecause', 'pausedAt', 'failingSince'])
    .select(['lastDeliveredAt', 'oldUntil', 'version', 'createdAt'])
    .select([
      sql<string>`coalesce((select u.name from auth_user u where u.id = made_by_id), 'Former member')`.as(
        'madeByName',
      ),
      countOf('waiting').as('waiting'),
      countOf('dead').as('dead'),
    ])

type EndpointRow = Awaited<ReturnType<ReturnType<typeof selectEndpoints>['executeTakeFirstOrThrow']>>

export function toEndpoint({ oldUntil, ...row }: EndpointRow, now: Date): Endpoint {
  return {
    ...row,
    oldSecretUntil: oldUntil !== null && Date.parse(oldUntil) > now.getTime() ? oldUntil : null,
  }
}

export async function findEndpoint({ now }: OrgContext, db: OrgDb, id: string): Promise<Endpoint> {
  const row = await selectEndpoints(db).where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return toEndpoint(row, now())
}

export const shownOnce = async (
  ctx: OrgContext,
  db: OrgDb,
  { id, secret }: { id: string; secret: string },
): Promise<EndpointWithSecret> => ({ endpoint: await findEndpoint(ctx, db, id), secret })

/** Deliveries as lists show them. */
export const selectDeliveries = (db: OrgDb) =>
  db
    .selectFrom('endpointDelivery')
    .select(['id', 'endpointId', 'eventId', 'topic', 'status', 'attempts', 'error', 'isTest'])
    .select(['createdAt', 'dueAt', 'deliveredAt'])
    .select(sql<string>`(select e.name from endpoint e where e.id = endpoint_id)`.as('endpointName'))

export async function findDelivery(db: OrgDb, id: string): Promise<EndpointDelivery> {
  const row = await selectDeliveries(db).where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}
