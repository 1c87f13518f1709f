import { sql } from '@hub/db'
import type { FindDeclaration } from '../../platform/catalog/find.ts'
import type { EntityDeclaration } from '../../platform/catalog/entities.ts'
import type { HubModule } from '../../platform/module.ts'
import { shelfRouter } from './router.ts'
import type { Box } from './router.ts'
import { shelfMigrations, shelfTables } from './tables.ts'

/** Rows that leave in the export are plain records. */
type BoxRow = Record<string, unknown> & Box

const findBox: FindDeclaration<Box> = {
  path: 'modules.shelf.list',
  words: 'search',
  row: ({ id, name }) => ({ id, name, detail: null }),
}

const box: EntityDeclaration = {
  noun: 'Box',
  plural: 'Boxes',
  synonyms: ['crate'],
  ofPerson: { file: 'boxes.json', whenTheyLeave: 'kept' },
  find: findBox,
  link: '/o/{org}/shelf?box={id}',
  names: async (db, ids) =>
    (await sql<Box>`select id, name from shelf_box where id = any(${[...ids]}::uuid[])`.execute(db)).rows,
  permission: 'shelf.box.read',
  target: 'box',
  verbs: { 'shelf.box.put': 'put {box} on the shelf', 'shelf.box.emptied': 'emptied {box}' },
  example: async (call) => ((await call('modules.shelf.put', { name: 'Winter stock' })) as Box).id,
}

/** A module that no other file knows of: what it declares here, in `router.ts` and in `tables.ts` is all there is. */
export const shelf: HubModule = {
  name: 'shelf',
  title: 'Shelf',
  router: shelfRouter,
  schemas: [],
  permissions: {
    'shelf.box.read': { title: 'See boxes', level: 'read' },
    'shelf.box.write': { title: 'Empty boxes', level: 'write', isWork: true },
  },
  migrations: shelfMigrations,
  tables: shelfTables,
  entities: { shelf_box: box },
  activity: { 'shelf.box': 'shelf.box.read' },
  phrases: {
    acts: {
      list: { say: ['(show|list) (me|) (the|all|) boxes', 'what is on the shelf', 'which boxes do we have'] },
      put: {
        say: ['put (a|the|) box (called|with|named) {name} (on the shelf|)', '(add|new) box {name}'],
        ask: { name: 'What stands on the box?' },
      },
      empty: { say: ['empty (the|) (box|) {id}', 'clear out (the|) (box|) {id}'] },
    },
  },
  briefing: [
    {
      name: 'shelf.full',
      act: 'Empty it',
      actOnSeveral: 'Empty them',
      kind: 'know',
      urgency: 'usual',
      permission: 'shelf.box.read',
      entity: 'shelf_box',
      link: '/o/{org}/shelf',
      read: async ({ db }) => {
        const { rows } =
          await sql<Box>`select id, name from shelf_box where emptied_by is null order by name`.execute(db)
        return { words: `${rows.length} boxes are full`, count: rows.length, rows: rows.map(({ id }) => id) }
      },
    },
  ],
  personal: {
    files: [
      {
        name: 'boxes.json',
        about: 'boxes you put there or emptied',
        read: async ({ db, userId }, after) =>
          (
            await sql<BoxRow>`select id, name from shelf_box
              where ${userId} in (put_by, emptied_by) and id > ${after} order by id`.execute(db)
          ).rows,
      },
    ],
    leftOut: [],
  },
  samples: {
    fill: async (place) => {
      const who = place.people[0]?.name ?? ''
      await place.call({ who, daysAgo: 3 }, 'modules.shelf.put', { name: 'Christmas lights' })
    },
    requests: {
      bakery: [{ path: 'modules.shelf.put', input: { name: 'Aprons' }, decision: null }],
      repairs: [],
    },
    questions: { bakery: [], repairs: ['What is on the shelf?'] },
    usage: [{ path: 'modules.shelf.put', door: 'mcp' }],
  },
  tour: {
    walk: {
      noun: 'box',
      say: 'Put a box called "Winter stock" on the shelf',
      make: { path: 'modules.shelf.put', inputs: [{ name: 'Lamps' }, { name: 'Ropes' }] },
      list: { path: 'modules.shelf.list', input: {} },
    },
  },
}
