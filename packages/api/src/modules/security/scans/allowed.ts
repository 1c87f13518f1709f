import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { AppError } from '../../../shared/errors.ts'
import type { KnownSite } from '../sites/queries.ts'
import { MOST_HOSTS_A_DAY, tooMany, tooOften } from './strangers.ts'
import type { ScanKind } from '../checks/schema.ts'

/** Somebody else's website is looked at as seldom as a visitor might, and few of them a day. */
const PAUSE_SECONDS = 3_600
const DAY_SECONDS = 86_400

/** Throws where a site may not be scanned now: a stranger's is seen as a visitor sees it, and not often. */
export async function requireAllowed(ctx: OrgContext, site: KnownSite, kind: ScanKind): Promise<void> {
  if (site.proof !== null) return
  if (kind === 'full')
    throw new AppError('CONFLICT', {
      message: `Prove first that ${site.host} is yours: a full scan looks at more than visitors see.`,
    })
  const now = ctx.now()
  const since = (seconds: number) => new Date(now.getTime() - seconds * 1_000)
  const { wait, others } = await ctx.db
    .selectFrom('securityScan as c')
    .innerJoin('securitySite as s', 's.id', 'c.siteId')
    .select([
      sql<number | null>`ceil(extract(epoch from
        max(c.started_at) filter (where c.site_id = ${site.id} and c.started_at > ${since(PAUSE_SECONDS)})
          + make_interval(secs => ${PAUSE_SECONDS}) - ${now}::timestamptz))::int`.as('wait'),
      sql<number>`count(distinct c.site_id) filter (where s.proof is null and c.site_id <> ${site.id})::int`.as(
        'others',
      ),
    ])
    .where('c.startedAt', '>', since(DAY_SECONDS).toISOString())
    .executeTakeFirstOrThrow()
  if (wait !== null) throw tooOften(site.host, wait)
  if (others >= MOST_HOSTS_A_DAY) throw tooMany()
}
