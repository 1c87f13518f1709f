import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, expect, inject, test } from 'vitest'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { urlOf } from './prepare-database.ts'

const adminUrl = inject('adminUrl')
const name = `hub_test_listeners_${randomBytes(4).toString('hex')}`
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

test('mails of before are sent, tried again or kept as they would have been', async () => {
  const before = Object.fromEntries(Object.entries(migrations).filter(([step]) => step < '0029'))
  await inDatabase(adminUrl, (admin) => admin.query(`create database ${name} owner hub_owner`))
  await inDatabase(url, (client) => client.query('create schema app authorization hub_owner'))
  await migrate({ url, migrations: before })
  await inDatabase(url, (client) =>
    client.query(`
      insert into app.outbox_event (id, org_id, topic, aggregate, payload, attempts, delivered_at, dead_at, last_error)
      select gen_random_uuid(), gen_random_uuid(), topic, aggregate, '{}', attempts, delivered_at, dead_at, last_error
      from (values ('mail.requested', 'sent', 1, now(), null::timestamptz, null),
        ('mail.requested', 'waits', 3, null, null, 'away'),
        ('mail.requested', 'given up', 12, null, now(), 'no such address'),
        ('ops.task.created', 'task', 1, now(), null, null))
        as old (topic, aggregate, attempts, delivered_at, dead_at, last_error)`),
  )
  await migrate({ url })
  const { rows } = await inDatabase(url, (client) =>
    client.query(`
      select aggregate, attempts, delivered_at is not null as sent, dead_at is not null as dead, last_error as error
      from app.outbox_delivery where listener = 'hub.mail' order by aggregate`),
  )
  expect(rows).toEqual([
    { aggregate: 'given up', attempts: 12, sent: false, dead: true, error: 'no such address' },
    { aggregate: 'sent', attempts: 1, sent: true, dead: false, error: null },
    { aggregate: 'waits', attempts: 3, sent: false, dead: false, error: 'away' },
  ])
})
