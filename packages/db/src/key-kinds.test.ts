import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, expect, inject, test } from 'vitest'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { urlOf } from './prepare-database.ts'
import { uuidv7 } from './uuid.ts'

const adminUrl = inject('adminUrl')
const name = `hub_test_kinds_${randomBytes(4).toString('hex')}`
const url = urlOf(adminUrl, { database: name })

async function inDatabase<R>(address: string, work: (client: Client) => Promise<R>): Promise<R> {
  const client = new Client({ connectionString: address })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

afterAll(() => inDatabase(adminUrl, (admin) => admin.query(`drop database if exists ${name} with (force)`)))

const org = uuidv7()
/** A key of before there were kinds, and the doors its calls came through. */
async function addKey(
  client: Client,
  key: { name: string; doors: string[]; unasked?: string },
): Promise<void> {
  const id = uuidv7()
  await client.query(
    `insert into app.auth_api_key (id, org_id, user_id, name, prefix, secret_hash, scopes, unasked_tools, expires_at)
     values ($1, $2, $1, $3, 'hub_key_', '', '{ops.task.write}', $4, now())`,
    [id, org, key.name, key.unasked ?? '{}'],
  )
  for (const door of key.doors)
    await client.query(
      `insert into app.api_call (id, org_id, at, api_key_id, user_id, door, procedure, ms, code, micro, request_id)
       values ($1, $2, now(), $3, $3, $4, 'p', 1, 'OK', 0, 'r')`,
      [uuidv7(), org, id, door],
    )
}

test('a key of before is a program’s only where its calls show nothing else, and asks otherwise', async () => {
  const before = Object.fromEntries(Object.entries(migrations).filter(([step]) => step < '0024'))
  await inDatabase(adminUrl, (admin) => admin.query(`create database ${name} owner hub_owner`))
  await inDatabase(url, (client) => client.query('create schema app authorization hub_owner'))
  await migrate({ url, migrations: before })
  await inDatabase(url, async (client) => {
    // Only keys and calls matter here: nobody has to stand behind them.
    await client.query('set session_replication_role = replica')
    await addKey(client, { name: 'REST', doors: ['rest', 'rest'] })
    await addKey(client, { name: 'command line', doors: ['cli'] })
    await addKey(client, { name: 'MCP', doors: ['mcp'] })
    await addKey(client, { name: 'both', doors: ['rest', 'mcp'] })
    await addKey(client, { name: 'neither', doors: [] })
    await addKey(client, { name: 'unasked', doors: ['rest'], unasked: '{modules.ops.tasks.create}' })
  })
  await migrate({ url })
  const kinds = await inDatabase(url, async (client) => {
    const { rows } = await client.query<{ name: string; kind: string }>(
      'select name, kind from app.auth_api_key',
    )
    return Object.fromEntries(rows.map((row) => [row.name, row.kind]))
  })
  expect(kinds).toEqual({
    REST: 'program',
    'command line': 'program',
    MCP: 'assistant',
    both: 'assistant',
    neither: 'assistant',
    unasked: 'assistant',
  })
})
