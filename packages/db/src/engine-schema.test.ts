import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { sql } from 'kysely'
import { ENGINE_VERSION, ensureEngine } from './engine-schema.ts'
import { asSuperuser, createTestDatabase } from './testing.ts'
import type { TestDatabase } from './testing.ts'
import { uuidv7 } from './uuid.ts'

let scratch: TestDatabase
beforeAll(async () => {
  scratch = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
})
afterAll(() => scratch.drop())

const put = (org: string, whose = org) =>
  sql`insert into hub_dbos.workflow_status (workflow_uuid, status, name, authenticated_user)
    values (${uuidv7()}, 'ENQUEUED', 'job', ${whose})`.execute(scratch.db.org(org))
const seenBy = async (org: string) => {
  const { rows } = await sql<{ whose: string }>`
    select authenticated_user as whose from hub_dbos.workflow_status`.execute(scratch.db.org(org))
  return rows.map(({ whose }) => whose)
}

test('the release that is expected is the one that is installed', () => {
  const entry = import.meta.resolve('@dbos-inc/dbos-sdk')
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', entry), 'utf8')) as {
    version: string
  }
  expect(ENGINE_VERSION).toBe(version)
})

describe('the lines of the engine, to a request', () => {
  const [one, other] = [uuidv7(), uuidv7()]
  beforeAll(async () => {
    await put(one)
    await put(other)
  })

  test('hold the runs of its own organization and no others', async () => {
    expect(await seenBy(one)).toEqual([one])
    expect(await seenBy(other)).toEqual([other])
  })

  test('take none in the name of another organization', async () => {
    await expect(put(one, other)).rejects.toMatchObject({ code: '42501' })
  })

  test.each([
    'delete from hub_dbos.workflow_status',
    `update hub_dbos.workflow_status set status = 'CANCELLED'`,
    'select inputs from hub_dbos.workflow_input',
    'select * from hub_dbos.operation_outputs',
  ])('allow no "%s"', async (statement) => {
    await expect(sql.raw(statement).execute(scratch.db.org(one))).rejects.toMatchObject({ code: '42501' })
  })
})

test('every table of the engine belongs to the owner, and requests reach two of them', async () => {
  const tables = await asSuperuser<{ name: string; owner: string; app: boolean }>(
    scratch,
    `select c.relname as name, c.relowner::regrole::text as owner,
       has_any_column_privilege('hub_app', c.oid, 'select, insert, update') as app
     from pg_class c where c.relnamespace = 'hub_dbos'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  )
  expect(new Set(tables.map(({ owner }) => owner))).toEqual(new Set(['hub_owner']))
  expect(tables.filter(({ app }) => app).map(({ name }) => name)).toEqual([
    'workflow_input',
    'workflow_status',
  ])
})

test('four programs that start at once set it up once', async () => {
  await asSuperuser(scratch, 'drop schema hub_dbos cascade')
  await Promise.all(Array.from({ length: 4 }, () => ensureEngine(scratch.adminUrl)))
  const org = uuidv7()
  await put(org)
  expect(await seenBy(org)).toEqual([org])
})
