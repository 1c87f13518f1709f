import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { dayIn } from '../../../shared/time.ts'
import type { Mute } from './schema.ts'

/** By the clock of the organization: that of the database ends a day elsewhere. */
export const todayOf = (ctx: OrgContext): string => dayIn(ctx.org.timeZone, ctx.now())

/** Mutes (`m`) up to a day that is not over. */
const counts = (today: string) => sql<boolean>`(m.until is null or m.until >= ${today}::date)`
const asMute = sql<Mute>`jsonb_build_object('reason', m.reason, 'until', m.until)`

/** Whether somebody said that a finding (`f`) is to be left alone. */
export const isMuted = (today: string) =>
  sql<boolean>`exists (select from security_mute m where m.finding_id = f.id and ${counts(today)})`

/** Why a finding (`f`) is left alone. */
export const muteOf = (today: string) =>
  sql<Mute | null>`(select ${asMute} from security_mute m where m.finding_id = f.id and ${counts(today)})`

/** What is left alone on the website of a scan (`c`), by what it is called there. */
export const mutesOfSite = (today: string) => sql<Record<string, Mute>>`(
  select coalesce(jsonb_object_agg(f.key, ${asMute}), '{}') from security_finding f
  join security_mute m on m.finding_id = f.id
  where f.site_id = c.site_id and f.state = 'open' and ${counts(today)})`
