import { z } from 'zod'
import type { EventPayloads, EventSchemas } from '../../platform/events/topics.ts'
import { DatasetId } from './datasets/schema.ts'
import { ObjectId } from './objects/schema.ts'
import { ObjectTypeId } from './types/schema.ts'

export const foundryEvents = {
  'foundry.dataset.loaded': z
    .strictObject({
      datasetId: DatasetId,
      loadId: z.uuid(),
      read: z.int(),
      created: z.int(),
      changed: z.int(),
      removed: z.int(),
      refused: z.int(),
    })
    .meta({
      permission: 'foundry.data.read',
      title: 'Data read in',
      description: 'A file was read into a dataset, and its objects are up to date.',
    }),
  'foundry.object.changed': z
    .strictObject({
      objectId: ObjectId,
      typeId: ObjectTypeId,
      title: z.string(),
      properties: z.array(z.string()),
    })
    .meta({
      permission: 'foundry.data.read',
      title: 'Object changed',
      description: 'Somebody wrote a value over what its source says, or took that back.',
    }),
} as const satisfies EventSchemas

type FoundryEvents = EventPayloads<typeof foundryEvents>

declare module '../../platform/events/topics.ts' {
  // oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- declaration merging
  interface ModuleEvents extends FoundryEvents {}
}
