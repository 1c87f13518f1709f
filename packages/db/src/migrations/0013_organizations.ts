import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerFunction } from '../tenant-table.ts'

/** Sending an invitation once more gives it a new link, which ends the old one. */
const invitations = sql`
grant update (token_hash, expires_at, invited_by_id) on app.organization_invitation to hub_app;
`

/** Second factors belong to people; an organization may learn of its own members that there is one, and no more. */
const factorAccess = sql`
grant select (org_id, user_id) on app.organization_member to hub_search;
create policy hub_search on app.organization_member for select to hub_search using (org_id = app.org_id());
grant select (user_id, confirmed_at) on app.auth_totp to hub_search;
grant select (user_id) on app.auth_passkey to hub_search;
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await invitations.execute(db)
  await factorAccess.execute(db)
  await definerFunction(db, {
    owner: 'hub_search',
    signature: 'app.protected_members() returns setof uuid',
    body: sql`
      select m.user_id from app.organization_member m
      where m.org_id = app.org_id()
        and (exists (select from app.auth_totp t where t.user_id = m.user_id and t.confirmed_at is not null)
          or exists (select from app.auth_passkey k where k.user_id = m.user_id))`,
  })
}
