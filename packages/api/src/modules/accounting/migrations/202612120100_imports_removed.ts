import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'

/** A match that holds is what the books rest on: it is undone, which leaves both in the books, and never only thrown away. */
const held = sql`
create function app.accounting_check_match() returns trigger language plpgsql set search_path = app, pg_temp as $$
begin
  -- An organization that ends takes its books along.
  if current_user = 'hub_sweep' then
    return old;
  end if;
  raise exception 'A match that holds is undone, not removed.' using errcode = '42501';
end $$;
create trigger held before delete on app.accounting_match for each row
  when (old.undone_at is null) execute function app.accounting_check_match();
alter table app.accounting_match enable always trigger held;
`

const change = [
  sql`alter table app.accounting_statement add column file_id uuid`,
  sql`create index accounting_bank_line_statement on app.accounting_bank_line (org_id, statement_id)`,
  sql`grant delete on app.accounting_statement, app.accounting_bank_line, app.accounting_match to hub_app`,
  held,
]

/** An import of the wrong file is taken back whole, with the file it came from. */
export async function up(db: OwnerDb): Promise<void> {
  for (const statement of change) await statement.execute(db)
}
