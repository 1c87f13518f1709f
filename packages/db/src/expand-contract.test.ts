import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { contractionFaults, readLastRelease, readSchemaUse } from './schema-use.ts'
import { createTestDatabase, unrecordedUse } from './testing.ts'
import type { TestDatabase } from './testing.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** Written by `node packages/api/src/testing/record-release.ts` when a release is made. */
const lastRelease = readLastRelease()

/** What the last release used and misses, with the reason why it may all the same. */
const ALLOWED: readonly { fault: string; reason: string }[] = [
  {
    fault:
      'accounting_allocation: rows must fulfil what is new: CHECK (((document_id IS NULL) <> (refund_id IS NULL)))',
    reason: 'the column is new: what was written without it has a document',
  },
]

/** What takes something away that a program could use. Loosening (constraints, indexes, triggers) is none of it. */
const TAKES_AWAY =
  /\bdrop (?:table|column|function|view|type|policy)\b|\brename (?:to|column)\b|\brevoke\b[^;`]*\bfrom hub_|\bset not null\b|\balter column \w+ (?:set data )?type\b/i

/** Migrations that took something away before there was the rule, and what. Nothing is added to this list. */
const HISTORIC: Readonly<Record<string, string>> = {
  '0014_search_places.ts': 'the search of the first release, replaced',
  '0019_credit_act.ts': 'the ledger functions without an act, replaced',
  '0021_search_array.ts': 'the search by rows, replaced',
  '0022_epochs.ts': 'a right of a definer role, which no program logs in as',
  '0027_file_exports.ts': 'the table of exports, renamed when it held more than the log',
  '0029_listeners.ts': 'the columns of deliveries, which went to a table of their own',
  '0038_credit_hold_act.ts':
    'a function of the ledger: charged writes of the release before failed beside this one',
  '0042_organization_events.ts': 'a policy, replaced by one that lets in more',
  '0047_tell_more.ts': 'a column that was new and got its values in the same migration',
  '202611211640_task_rank.ts': 'a column that was new and got its values in the same migration',
}

/** Takes away what only a release before the last one used: says which, and since when nothing uses it. */
const CONTRACTS: Readonly<Record<string, string>> = {}

/** Statements that each take something from the last release, and the sentence they must cause. */
const PLANTED: readonly [statement: string, fault: string][] = [
  ['drop table app.ops_task_comment cascade', 'ops_task_comment: is gone'],
  ['alter table app.ops_task drop column title cascade', 'ops_task: title is gone'],
  ['alter table app.ops_task rename column title to name', 'ops_task: title is gone'],
  [
    'alter table app.job alter column note type varchar(10)',
    'job: note was text and is character varying(10)',
  ],
  ['alter table app.job alter column note set not null', 'job: note may not be null any more'],
  ['alter table app.job add column extra text not null', 'job: extra is new and needs a value'],
  ['alter table app.job alter column attempts drop default', 'job: attempts has no value by itself any more'],
  ['revoke insert on app.job from hub_app', 'job: hub_app insert (*) is revoked'],
  ['revoke update (status) on app.job from hub_app', 'job: hub_app update (status) is revoked'],
  ['drop policy org on app.job', 'job: the policy org PERMISSIVE ALL'],
  [
    'alter table app.job add check (attempts < 5)',
    'job: rows must fulfil what is new: CHECK ((attempts < 5))',
  ],
  [
    `alter table app.accounting_statement drop constraint accounting_statement_format_check,
       add check (format in ('csv', 'camt'))`,
    "accounting_statement: rows must fulfil what is new: CHECK ((format = ANY (ARRAY['csv'::text, 'camt'::text])))",
  ],
  [
    `alter table app.job add column chosen_by uuid default gen_random_uuid(),
       add foreign key (chosen_by) references app.auth_user`,
    'job: rows must fulfil what is new: FOREIGN KEY (chosen_by)',
  ],
  [
    'alter table app.job add foreign key (id) references app.auth_user',
    'job: rows must fulfil what is new: FOREIGN KEY (id)',
  ],
  ['create unique index on app.job (org_id, title)', 'job: rows must fulfil what is new: unique'],
  ['drop function app.audit_append(jsonb)', 'app.audit_append(jsonb) is gone'],
  [
    'revoke execute on function app.audit_append(jsonb) from hub_app',
    'app.audit_append(jsonb) may not be called by hub_app any more',
  ],
]

let scratch: TestDatabase
let admin: Client

beforeAll(async () => {
  scratch = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
  admin = new Client({ connectionString: scratch.adminUrl })
  await admin.connect()
  await admin.query('set search_path = app')
})

afterAll(async () => {
  await admin.end()
  await scratch.drop()
})

describe('the release before goes on working beside this one', () => {
  test('nothing it uses is dropped, renamed, revoked or tightened', async () => {
    const faults = contractionFaults(lastRelease, await readSchemaUse(admin))
    expect(faults.filter((fault) => ALLOWED.every((one) => one.fault !== fault))).toEqual([])
  })

  test.each(PLANTED)('%s is found', async (statement, fault) => {
    await admin.query('begin')
    try {
      await admin.query(statement)
      const faults = contractionFaults(lastRelease, await readSchemaUse(admin))
      expect(
        faults.some((one) => one.includes(fault)),
        faults.join('\n'),
      ).toBe(true)
    } finally {
      await admin.query('rollback')
    }
  })

  test('what a program uses and the record of the last release does not know is named', async () => {
    const before = await unrecordedUse(scratch.adminUrl)
    await admin.query(
      'create table app.not_recorded (id int); create function app.nor_this() returns int return 1',
    )
    const after = await unrecordedUse(scratch.adminUrl)
    await admin.query('drop table app.not_recorded; drop function app.nor_this')
    expect(after.filter((one) => !before.includes(one))).toEqual([
      'not_recorded: is gone',
      'app.nor_this() is gone',
    ])
  })

  test('what is added troubles nobody', async () => {
    await admin.query('begin')
    try {
      const before = await readSchemaUse(admin)
      await admin.query(
        `alter table app.job add column extra text, add column more int not null default 0,
           add column chosen_by uuid references app.auth_user;
         create table app.extra (id int); grant select (title) on app.job to hub_system`,
      )
      expect(contractionFaults(before, await readSchemaUse(admin))).toEqual([])
    } finally {
      await admin.query('rollback')
    }
  })
})

test('a migration that takes something away says what used it', () => {
  const files = globSync(
    ['packages/db/src/migrations/*.ts', 'packages/api/src/modules/*/migrations/**/*.ts'],
    {
      cwd: ROOT,
    },
  )
  expect(files.length).toBeGreaterThan(50)
  const taking = files
    .filter((file) => TAKES_AWAY.test(readFileSync(`${ROOT}${file}`, 'utf8')))
    .map((file) => file.split('/').at(-1) ?? '')
  expect(taking.filter((name) => !(name in HISTORIC) && !(name in CONTRACTS))).toEqual([])
  expect(Object.keys(HISTORIC).filter((name) => !taking.includes(name))).toEqual([])
})
