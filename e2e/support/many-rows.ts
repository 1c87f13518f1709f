import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { runDir } from './place.ts'

interface Client {
  connect(): Promise<void>
  query(text: string, values: unknown[]): Promise<{ rows: { columns?: string }[] }>
  end(): Promise<void>
}

/** The driver of the product; the tests bring none of their own. */
const driver = () =>
  createRequire(new URL('../../packages/db/package.json', import.meta.url))('pg') as {
    Client: new (options: { connectionString: string }) => Client
  }

/** Copies a task of an organization so many times, in its database: by calls that would take half an hour. */
export async function copyTask(slug: string, title: string, times: number): Promise<void> {
  const cluster = join(runDir, 'state', 'pg18')
  const port = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[3] ?? ''
  const password = readFileSync(join(cluster, 'hub.secret'), 'utf8').trim()
  const { Client: PgClient } = driver()
  const client = new PgClient({ connectionString: `postgres://hub:${password}@127.0.0.1:${port}/hub` })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
       where table_schema = 'app' and table_name = 'ops_task' and is_generated = 'NEVER'`,
      [],
    )
    const columns = rows[0]?.columns ?? ''
    await client.query(
      `insert into app.ops_task (${columns})
       select ${columns} from (
         select made.* from app.ops_task t join app.organization o on o.id = t.org_id, generate_series(1, $2::int) n,
           lateral jsonb_populate_record(null::app.ops_task, to_jsonb(t) || jsonb_build_object('id', gen_random_uuid(), 'n', n)) made
         where o.slug = $1 and t.title = $3) copies`,
      [slug, times, title],
    )
  } finally {
    await client.end()
  }
}
