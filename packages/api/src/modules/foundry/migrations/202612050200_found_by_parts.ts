import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'

/** Objects that are there already are found by the parts of "B-1234" and without the accents of "Köln", as new ones are. */
const parts = sql`
alter table app.foundry_object no force row level security;
update app.foundry_object
set words = words || ' ' || regexp_replace(
  regexp_replace(normalize(lower(title || ' ' || words), NFD), '[\\u0300-\\u036f]', '', 'g'), '[^[:alnum:]]+', ' ', 'g')
where title || ' ' || words ~ '[^ [:alnum:]]|[^ -~]';
alter table app.foundry_object force row level security;
`

export async function up(db: OwnerDb): Promise<void> {
  await parts.execute(db)
}
