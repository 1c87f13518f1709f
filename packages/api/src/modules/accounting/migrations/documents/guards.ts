import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'

/** What is printed is what is stored: once a document has its number, only what happens to it afterwards is written down. */
const posted = sql`
create function app.accounting_check_document() returns trigger language plpgsql set search_path = app, pg_temp as $$
declare
  -- What moves on after posting; all else stays as it was printed.
  moves constant text[] := '{state,settled_minor,released_minor,sent_at,overdue_told_on,version,updated_at}';
begin
  if tg_op = 'DELETE' then
    -- An organization that ends takes its books along.
    if current_user = 'hub_sweep' then
      return old;
    end if;
  elsif to_jsonb(new) - moves = to_jsonb(old) - moves and new.state in (old.state, 'void') then
    return new;
  end if;
  raise exception 'What is posted never changes: void it.' using errcode = '42501';
end $$;
create trigger frozen before update or delete on app.accounting_document for each row
  when (old.posted_at is not null) execute function app.accounting_check_document();
alter table app.accounting_document enable always trigger frozen;
`

const parts = sql`
create function app.accounting_check_document_part() returns trigger language plpgsql set search_path = app, pg_temp as $$
declare
  part record := coalesce(new, old);
begin
  if tg_op = 'DELETE' and current_user = 'hub_sweep' then
    return old;
  end if;
  if exists (select from accounting_document d
      where d.org_id = part.org_id and d.id = part.document_id and d.posted_at is not null) then
    raise exception 'What is posted never changes: void it.' using errcode = '42501';
  end if;
  return part;
end $$;
create trigger frozen before insert or update or delete on app.accounting_document_line for each row
  execute function app.accounting_check_document_part();
alter table app.accounting_document_line enable always trigger frozen;
create trigger frozen before insert or update or delete on app.accounting_document_tax for each row
  execute function app.accounting_check_document_part();
alter table app.accounting_document_tax enable always trigger frozen;
`

export async function guardDocuments(db: OwnerDb): Promise<void> {
  for (const one of [posted, parts]) await one.execute(db)
}
