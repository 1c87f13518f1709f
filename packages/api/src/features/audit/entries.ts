import { NIL_ORG, sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { AuthedContext, OrgContext } from '../../platform/calls/context.ts'
import { startOfDay } from '../../platform/data/filters.ts'
import { programOf } from '../../platform/calls/call.ts'
import { AppError } from '../../shared/errors.ts'
import type { StoredEntry, AuditFilters } from './schema.ts'
import { ACTOR_NAME, nameOf, searched } from './search.ts'
import type { Reach } from './search.ts'

/** One chain and what the reader may see of it. */
export interface Chain {
  /** NIL_ORG for the platform's own. */
  orgId: string
  name: string
  timeZone: string
  /** Bound to the chain's organization; system work for the platform. Both know the columns read here. */
  db: OrgDb
  /** Addresses and devices are for owners and for administrators of the platform. */
  showsPlaces: boolean
  /** Names of people who are no fellow members. */
  names: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** The organization's chain as this member may see it. */
export const ownChain = ({ db, org, actor, permissions }: OrgContext): Chain => ({
  orgId: org.orgId,
  name: org.slug,
  timeZone: org.timeZone,
  db,
  showsPlaces: permissions.has('organization.own') && programOf(actor) === null,
  names: () => Promise.resolve(new Map()),
})

type PlatformReader = Pick<AuthedContext, 'actor' | 'hub'>

/** The platform's chain, or that of any organization, for an administrator of the platform. */
export async function platformChain(
  { hub, actor }: PlatformReader,
  organizationId: string | undefined,
): Promise<Chain> {
  const { system } = hub.db
  const seen = {
    showsPlaces: true,
    async names(ids: readonly string[]) {
      if (ids.length === 0) return new Map<string, string>()
      const people = await system
        .selectFrom('authUser')
        .select(['id', 'name'])
        .where('id', 'in', ids)
        .execute()
      return new Map(people.map(({ id, name }) => [id, name]))
    },
  }
  const timeZone = actor.timeZone ?? 'UTC'
  if (organizationId === undefined)
    // The tables of the log look the same to both handles; the policy leaves system work the platform's rows.
    return { ...seen, orgId: NIL_ORG, name: 'platform', timeZone, db: system as unknown as OrgDb }
  const organization = await system
    .selectFrom('organization')
    .select(['slug', 'timeZone'])
    .where('id', '=', organizationId)
    .executeTakeFirst()
  if (!organization) throw new AppError('NOT_FOUND', { message: 'There is no such organization.' })
  const { slug: name, timeZone: zone } = organization
  return { ...seen, orgId: organizationId, name, timeZone: zone, db: hub.db.org(organizationId) }
}

/** The actions that occur in a chain, in a step for each and not for each entry. */
export async function actionsOf({ db, orgId }: Chain): Promise<string[]> {
  const { rows } = await sql<{ action: string }>`
    with recursive step as (
      (select action from audit_entry where org_id = ${orgId} order by action limit 1)
      union all
      select (select e.action from audit_entry e where e.org_id = ${orgId} and e.action > step.action order by e.action limit 1)
      from step where step.action is not null
    ) select action from step where action is not null`.execute(db)
  return rows.map(({ action }) => action)
}

/** Beyond every number of an entry. */
const END = '9223372036854775807'

/**
 * The number of the first entry of a day: numbers rise with the times. A plain sub-select, because the tenant policy lets
 * the index be searched for that, and not for what a function makes of it.
 */
const firstSince = (day: string, timeZone: string, later: number) => sql<number>`(select coalesce((
  select e.seq from audit_entry e where e.at >= ${startOfDay(day, timeZone, later)} order by e.at, e.seq limit 1
), ${END}::bigint))`

/**
 * Entries of a chain that fit the filters; the caller orders and limits, and says how far it reaches where it takes the newest.
 * Words are looked for so long as a reader waits: below `lookedFrom`, where there is one, entries that fit may be left.
 */
export async function entriesOf(
  chain: Chain,
  filters: Omit<AuditFilters, 'search'> & { search?: string | undefined },
  reach?: Reach,
) {
  const { db, orgId, timeZone, showsPlaces } = chain
  const { action, actorId, door, from, to, target, requestId, search } = filters
  const above = from === undefined ? sql<number>`0::bigint` : firstSince(from, timeZone, 0)
  const below = to === undefined ? sql<number>`${END}::bigint` : firstSince(to, timeZone, 1)
  // The known actions with this beginning: the index finds whole actions only.
  const actions =
    action === undefined ? undefined : (await actionsOf(chain)).filter((one) => one.startsWith(action))
  const beside = { actions, actorId, door, requestId }
  const bounds = { above, below, beside, reach: target === undefined ? reach : undefined }
  const held = search === undefined ? undefined : await searched(chain, search, bounds)
  const about =
    orgId === NIL_ORG
      ? sql`select app.audit_about_platform(${target})`
      : sql`select app.audit_about(${target})`
  const query = db
    .selectFrom('auditEntry')
    .select([
      'seq',
      'at',
      'actorId',
      'actorKind',
      'actingFor as actingForId',
      'door',
      'action',
      'target',
      'data',
      'requestId',
    ])
    .select([
      ACTOR_NAME.as('actorName'),
      nameOf(sql`acting_for`).as('actingForName'),
      sql<string | null>`coalesce((select name from auth_api_key k where k.id::text = data ->> 'apiKey'),
        (select client_name from oauth_grant g where g.id::text = data ->> 'grant'))`.as('apiKeyName'),
      placeOf(showsPlaces, 'ip').as('ip'),
      placeOf(showsPlaces, 'device').as('device'),
    ])
    .where('orgId', '=', orgId)
    .$if(actions !== undefined, (q) =>
      actions?.length === 1
        ? q.where('action', '=', actions[0] ?? '')
        : q.where(sql<boolean>`action = any(${actions ?? []}::text[])`),
    )
    .$if(actorId !== undefined, (q) => q.where('actorId', '=', actorId ?? ''))
    .$if(door !== undefined, (q) => q.where('door', '=', door ?? ''))
    .$if(requestId !== undefined, (q) => q.where('requestId', '=', requestId ?? ''))
    .$if(target !== undefined, (q) => q.where(sql<boolean>`seq = any(array(${about}))`))
    .$if(from !== undefined, (q) => q.where(sql<boolean>`seq >= ${above}`))
    .$if(to !== undefined, (q) => q.where(sql<boolean>`seq < ${below}`))
    .$if(held !== undefined, (q) => q.where(held?.condition ?? sql<boolean>`true`))
  return { query, lookedFrom: held?.lookedFrom ?? null }
}

const placeOf = (isShown: boolean, column: 'ip' | 'device') =>
  isShown
    ? sql<string | null>`(select s.${sql.ref(column)} from audit_subject s
        where s.org_id = audit_entry.org_id and s.seq = audit_entry.seq)`
    : sql<string | null>`null::text`

/** Names of those who are no fellow members, where the reader may know them. */
export async function withNames(chain: Chain, entries: readonly StoredEntry[]): Promise<StoredEntry[]> {
  const unknown = entries.flatMap(({ actorId, actorName, actingForId, actingForName }) => [
    ...(actorName === null && actorId !== null ? [actorId] : []),
    ...(actingForName === null && actingForId !== null ? [actingForId] : []),
  ])
  const names = await chain.names([...new Set(unknown)])
  return entries.map((entry) => ({
    ...entry,
    actorName: entry.actorName ?? names.get(entry.actorId ?? '') ?? null,
    actingForName: entry.actingForName ?? names.get(entry.actingForId ?? '') ?? null,
  }))
}
