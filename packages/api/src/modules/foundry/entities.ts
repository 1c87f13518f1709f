import type { EntityDeclaration } from '../../platform/catalog/entities.ts'
import type { FindDeclaration } from '../../platform/catalog/find.ts'
import { LARGEST_ATTACHED_BYTES } from '../../shared/file-kinds.ts'
import { requireDataset } from './datasets/queries.ts'
import type { Dataset } from './datasets/schema.ts'
import { exampleDataset, exampleLink, exampleObject, exampleType } from './example-data.ts'
import type { FoundObject } from './objects/schema.ts'
import type { ObjectType } from './types/schema.ts'

const findDataset: FindDeclaration<Dataset> = {
  path: 'modules.foundry.datasets.list',
  words: 'search',
  row: ({ id, title, records }) => ({ id, name: title, detail: `${records} records` }),
}

const findType: FindDeclaration<ObjectType> = {
  path: 'modules.foundry.types.list',
  words: 'search',
  row: ({ id, plural, objects }) => ({ id, name: plural, detail: `${objects} objects` }),
}

const findObject: FindDeclaration<FoundObject> = {
  path: 'modules.foundry.objects.find',
  words: 'search',
  row: ({ id, title, type }) => ({ id, name: title, detail: type }),
}

export const foundryEntities = {
  foundry_dataset: {
    noun: 'Dataset',
    synonyms: ['source of data', 'data source'],
    find: findDataset,
    link: '/o/{org}/foundry/sources?dataset={id}',
    names: (db, ids) =>
      db.selectFrom('foundryDataset').select(['id', 'title as name']).where('id', 'in', ids).execute(),
    permission: 'foundry.data.read',
    ofPerson: { file: 'datasets.json', whenTheyLeave: 'kept' },
    target: 'dataset',
    files: {
      kinds: ['csv', 'xlsx', 'json'],
      maxBytes: LARGEST_ATTACHED_BYTES,
      permission: 'foundry.data.manage',
      requireOpen: requireDataset,
    },
    verbs: {
      'foundry.dataset.created': 'added [the dataset ]{dataset}',
      'foundry.dataset.loading': 'began to read a file into {dataset}',
      'foundry.dataset.loaded': 'read a file into {dataset}',
      'foundry.dataset.put': 'sent records to {dataset}',
      'foundry.dataset.removed': 'removed [the dataset ]{dataset}',
    },
    example: exampleDataset,
  },
  foundry_type: {
    noun: 'Object type',
    synonyms: ['type of object', 'kind of object'],
    find: findType,
    link: '/o/{org}/foundry?type={id}',
    names: (db, ids) =>
      db.selectFrom('foundryType').select(['id', 'plural as name']).where('id', 'in', ids).execute(),
    permission: 'foundry.data.read',
    ofPerson: { file: 'object-types.json', whenTheyLeave: 'kept' },
    target: 'type',
    verbs: {
      'foundry.type.created': 'made [the object type ]{type}',
      'foundry.type.updated': 'changed [the object type ]{type}',
      'foundry.type.archived': 'archived [the object type ]{type}',
      'foundry.type.restored': 'restored [the object type ]{type}',
      'foundry.link.removed': 'removed a link of {type}',
    },
    example: async (call) => (await exampleType(call)).typeId,
  },
  foundry_link_type: {
    noun: 'Link of objects',
    plural: 'Links of objects',
    names: async (db, ids) => {
      const rows = await db
        .selectFrom('foundryLinkType')
        .select(['id', 'title as name', 'fromTypeId'])
        .where('id', 'in', ids)
        .execute()
      return rows.map(({ id, name, fromTypeId }) => ({
        id,
        name,
        partOf: { entity: 'foundry_type', id: fromTypeId },
      }))
    },
    permission: 'foundry.data.read',
    ofPerson: { none: 'what the data of an organization is linked by is the organization’s' },
    target: 'linkType',
    verbs: { 'foundry.link.created': 'linked {type}[ by {linkType|a link}]' },
    example: exampleLink,
  },
  foundry_object: {
    noun: 'Object',
    synonyms: ['object of the data', 'record of the data'],
    find: findObject,
    link: '/o/{org}/foundry/objects/{id}',
    names: (db, ids) =>
      db.selectFrom('foundryObject').select(['id', 'title as name']).where('id', 'in', ids).execute(),
    permission: 'foundry.data.read',
    ofPerson: { none: 'what the organization knows of its business is the organization’s' },
    target: 'object',
    verbs: {
      'foundry.object.edited': 'corrected {object}',
      'foundry.object.exported': 'took a copy of objects of the data',
      'foundry.object.reverted': 'took a correction of {object} back',
    },
    example: exampleObject,
  },
} as const satisfies Record<string, EntityDeclaration>
