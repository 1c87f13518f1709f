import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { migrate } from './migrate.ts'
import type { ModuleSchema, TableDeclaration } from './module-schema.ts'
import { asOwner } from './note-fixture.ts'
import { definerAccess, tenantForeignKey, tenantTable } from './tenant-table.ts'
import { createTestDatabase } from './testing.ts'
import type { TestDatabase } from './testing.ts'

let scratch: TestDatabase
beforeAll(async () => {
  scratch = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
})
afterAll(async () => await scratch.drop())

const erased: TableDeclaration = { atEnd: 'erased' }
const stays: TableDeclaration = { atEnd: { stays: 'books are kept ten years' } }

interface Attempt {
  name: string
  tables: ModuleSchema['tables']
  entities?: ModuleSchema['entities']
  up: (db: Kysely<unknown>) => Promise<void>
}

/** A module of its own for each attempt, so that none meets another's tables. */
const declare = ({ name, tables, entities, up }: Attempt) =>
  migrate({
    url: scratch.adminUrl,
    modules: [{ name, tables, entities, migrations: { [`${name}/202601010000_tables`]: { up } } }],
  })

const table = async (db: Kysely<unknown>, name: string): Promise<void> => {
  await sql.raw(`create table app.${name} (id uuid primary key, org_id uuid, box_id uuid)`).execute(db)
  await tenantTable(db, name, { app: 'select, insert' })
}

/** A column for a person, with whom its rows go. */
const owned = (db: Kysely<unknown>, name: string) =>
  sql
    .raw(`alter table app.${name} add column user_id uuid references app.auth_user on delete cascade`)
    .execute(db)

const swept = (db: Kysely<unknown>, name: string) =>
  definerAccess(db, name, { role: 'hub_sweep', privileges: 'select (org_id, ctid), delete', rows: 'all' })

describe('tables of a module', () => {
  test('that are as it says are accepted, and looked at again at the next start', async () => {
    const up = async (db: Kysely<unknown>) => {
      await table(db, 'good_box')
      await swept(db, 'good_box')
      await definerAccess(db, 'good_box', { role: 'hub_search', privileges: 'select', rows: 'org' })
      await table(db, 'good_book')
    }
    const tables = {
      good_box: { atEnd: 'erased', grants: { hub_search: 'select' } },
      good_book: stays,
    } as const
    const name = 'good'
    await expect(declare({ name, tables, up })).resolves.toEqual(['good/202601010000_tables'])
    await expect(declare({ name, tables, up })).resolves.toEqual([])
    await asOwner(scratch.adminUrl, async (db) => {
      await sql`revoke select on app.good_box from hub_search`.execute(db)
    })
    await expect(declare({ name, tables, up })).rejects.toThrow(
      'The module "good": the table good_box declares "select" for hub_search, which its migrations do not grant.',
    )
  })

  test.each<[string, Attempt, string]>([
    [
      'that nobody made',
      { name: 'missing', tables: { missing_box: erased }, up: async () => undefined },
      'it declares the table missing_box, which its migrations do not make',
    ],
    [
      'that are not declared',
      { name: 'silent', tables: {}, up: (db) => table(db, 'silent_box') },
      'the database has the table silent_box, which it does not declare. Add it to `tables`.',
    ],
    [
      'without the tenant wall',
      {
        name: 'open',
        tables: { open_box: stays },
        up: async (db) => {
          await sql`create table app.open_box (id uuid primary key, org_id uuid not null)`.execute(db)
        },
      },
      "the table open_box lets one organization reach another's rows. Call tenantTable(db, 'open_box', …)",
    ],
    [
      'without an organization',
      {
        name: 'loose',
        tables: { loose_box: stays },
        up: async (db) => {
          await sql`create table app.loose_box (id uuid primary key)`.execute(db)
        },
      },
      'the table loose_box has no column org_id',
    ],
    [
      'whose rows the sweep cannot take away',
      { name: 'kept', tables: { kept_box: erased }, up: (db) => table(db, 'kept_box') },
      "for hub_sweep, which its migrations do not grant. Call definerAccess(db, 'kept_box', …) in a migration.",
    ],
    [
      'that stay, which the sweep would take away',
      {
        name: 'swept',
        tables: { swept_box: stays },
        up: async (db) => {
          await table(db, 'swept_box')
          await swept(db, 'swept_box')
        },
      },
      'the table swept_box is to stay, and yet hub_sweep may use it',
    ],
    [
      'that somebody else may use than is declared',
      {
        name: 'wide',
        tables: { wide_box: stays },
        up: async (db) => {
          await table(db, 'wide_box')
          await definerAccess(db, 'wide_box', { role: 'hub_search', privileges: 'select', rows: 'org' })
        },
      },
      'the table wide_box grants "hub_search select", which it does not declare',
    ],
    [
      'whose rows are held by what stays',
      {
        name: 'held',
        tables: { held_box: erased, held_line: stays },
        up: async (db) => {
          await table(db, 'held_box')
          await swept(db, 'held_box')
          await table(db, 'held_line')
          await tenantForeignKey(db, 'held_line', {
            column: 'box_id',
            references: 'held_box',
            onDelete: 'restrict',
          })
        },
      },
      'the table held_box is to be erased, but held_line, which stays, holds its rows',
    ],
    [
      'that stay and yet go with others',
      {
        name: 'drawn',
        tables: { drawn_box: erased, drawn_line: stays },
        up: async (db) => {
          await table(db, 'drawn_box')
          await swept(db, 'drawn_box')
          await table(db, 'drawn_line')
          await tenantForeignKey(db, 'drawn_line', {
            column: 'box_id',
            references: 'drawn_box',
            onDelete: 'cascade',
          })
        },
      },
      'the table drawn_line is to stay, but its rows go with those of drawn_box',
    ],
    [
      'that are to go with a person and do not',
      {
        name: 'lent',
        tables: { lent_box: stays },
        entities: { lent_box: { ofPerson: { whenTheyLeave: 'erased' } } },
        up: (db) => table(db, 'lent_box'),
      },
      'entity lent_box is to be erased with its person, but no column of lent_box refers to app.auth_user',
    ],
    [
      'that go with a person and do not say so',
      {
        name: 'own',
        tables: { own_box: stays },
        entities: { own_box: { ofPerson: { none: 'boxes are the shelf’s' } } },
        up: async (db) => {
          await table(db, 'own_box')
          await owned(db, 'own_box')
        },
      },
      'rows of own_box go with their person, and entity own_box does not say so',
    ],
    [
      'that go with a person, whom system work may not follow',
      {
        name: 'mine',
        tables: { mine_box: stays },
        entities: { mine_box: { ofPerson: { whenTheyLeave: 'erased' } } },
        up: async (db) => {
          await table(db, 'mine_box')
          await owned(db, 'mine_box')
        },
      },
      "rows of mine_box go with their person, which system work does. Call systemAccess(db, 'mine_box'",
    ],
  ])('%s are refused with the name and what to do', async (_what, attempt, words) => {
    await expect(declare(attempt)).rejects.toThrow(`The module "${attempt.name}": `)
    await expect(declare(attempt)).rejects.toThrow(words)
  })
})
