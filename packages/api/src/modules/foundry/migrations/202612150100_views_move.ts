import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'

const oneOrMany = (column: string) =>
  sql.raw(
    `case jsonb_array_length(v.${column}) when 0 then null when 1 then v.${column} -> 0 else v.${column} end`,
  )

/** What a view of this release says of one of the last: what would stand in the address. */
const shown = sql`jsonb_strip_nulls(jsonb_build_object(
  'type', v.type_id, 'q', v.search, 'where', ${oneOrMany('conditions')}, 'linked', ${oneOrMany('linked')}, 'by', v.sorted_by,
  'desc', case when v.is_descending then true end,
  'cols', (select nullif(string_agg(column_name, ',' order by place), '')
    from jsonb_array_elements_text(v.shown) with ordinality as shown_column (column_name, place))))`

/** Those that somebody kept for themselves and left behind are seen by nobody. */
const isSeen = sql`(v.is_shared or exists (select from app.organization_member m where m.org_id = v.org_id and m.user_id = v.created_by_id))`

const move = (from: ReturnType<typeof sql>) => sql`
  insert into app.saved_view
    (id, org_id, list, of_id, name, shown, person_id, created_by_id, created_at, updated_at, version)
  select v.id, v.org_id, 'foundry.objects', v.type_id, v.name, ${shown},
    case when not v.is_shared then v.created_by_id end, v.created_by_id, v.created_at, v.updated_at, v.version
  from ${from} v where ${isSeen}
  on conflict (id) do update set name = excluded.name, shown = excluded.shown, person_id = excluded.person_id,
    updated_at = excluded.updated_at, version = excluded.version`

/** Under forced row-level security the owner would see no row. */
const TABLES = ['foundry_view', 'saved_view', 'organization_member']

/**
 * Views of the data become views of a list like any other. A server of the last release that still runs goes on writing to its own
 * table, and what it writes is kept here, too; the sweep of an organization at its end, which sees no ids, empties both by itself.
 */
export async function up(db: OwnerDb): Promise<void> {
  for (const table of TABLES)
    await sql.raw(`alter table app.${table} no force row level security`).execute(db)
  await move(sql`app.foundry_view`).execute(db)
  for (const table of TABLES) await sql.raw(`alter table app.${table} force row level security`).execute(db)
  await sql`
    create function app.foundry_view_moves() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
      if tg_op = 'DELETE' then
        if has_column_privilege('app.saved_view', 'id', 'select') then
          delete from app.saved_view where id = old.id;
        end if;
        return null;
      end if;
      ${move(sql`(select new.*)`)};
      return null;
    end $$`.execute(db)
  await sql`create trigger moves after insert or update or delete on app.foundry_view
    for each row execute function app.foundry_view_moves()`.execute(db)
}
