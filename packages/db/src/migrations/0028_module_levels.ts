import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * How far a person goes in each module, by its name, where somebody chose it in the place of what the role has. Owners hold
 * everything, so there is nothing to choose for them. An invitation brings its levels along: nobody sees more for a moment.
 */
const levels = sql`
alter table app.organization_member add column levels jsonb not null default '{}' check (jsonb_typeof(levels) = 'object');
alter table app.organization_member add constraint owners_hold_everything check (role <> 'owner' or levels = '{}');
grant update (levels) on app.organization_member to hub_app;
alter table app.organization_invitation add column levels jsonb not null default '{}' check (jsonb_typeof(levels) = 'object');
alter table app.organization_invitation add constraint owners_hold_everything check (role <> 'owner' or levels = '{}');
`

/** What a key or an application may do can be changed after it was made. */
const scopes = sql`
grant update (scopes, unasked_tools) on app.auth_api_key to hub_app;
grant update (scopes) on app.oauth_grant to hub_app;
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await levels.execute(db)
  await scopes.execute(db)
}
