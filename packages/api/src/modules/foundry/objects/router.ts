import type { Meta } from '../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { fileLimit } from '../../../platform/files/prepared-files.ts'
import { PreparedFile } from '../../../shared/prepared-file.ts'
import { editObject, revertObject } from './edit.ts'
import { objectExport } from './export.ts'
import { facetObjects } from './facet.ts'
import { findObjects } from './find.ts'
import { getObject, linkedObjects, objectHistory, objectLineage } from './get.ts'
import * as schema from './schema.ts'
import { countObjects, searchObjects } from './search.ts'

const read = {
  permission: 'foundry.data.read',
  price: null,
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
const write = {
  ...read,
  permission: 'foundry.data.write',
  effect: 'write',
} as const satisfies Partial<Meta>

export const objectsRouter = router({
  find: orgProcedure
    .meta({
      ...read,
      title: 'Find in the data',
      description: 'Objects of every type that hold these words, newest first.',
    })
    .input(schema.FindObjects)
    .output(schema.FoundObjectPage)
    .query(({ ctx, input }) => findObjects(ctx, input)),
  search: orgProcedure
    .meta({
      ...read,
      title: 'List objects',
      description: 'Objects of one type, by words and conditions, with their values.',
    })
    .input(schema.SearchObjects)
    .output(schema.ObjectPage)
    .query(({ ctx, input }) => searchObjects(ctx, input)),
  count: orgProcedure
    .meta({
      ...read,
      title: 'Count objects',
      description: 'How many objects of a type fit, of how many there are.',
    })
    .input(schema.CountObjects)
    .output(schema.ObjectCount)
    .query(({ ctx, input }) => countObjects(ctx, input)),
  export: orgProcedure
    .meta({
      ...write,
      permission: 'foundry.data.read',
      price: 'free',
      doors: 'browserOnly',
      secret: true,
      limit: fileLimit('modules.foundry.objects.export'),
      title: 'Export objects',
      description: 'Prepares a sheet of all objects of a type that fit. It opens once, within ten minutes.',
    })
    .input(schema.ExportObjects)
    .output(PreparedFile)
    .mutation(({ ctx, input }) => objectExport.prepare(ctx, input)),
  facet: orgProcedure
    .meta({
      ...read,
      title: 'Spread of a property',
      description: 'The most frequent values of a property, or how its numbers and days are spread.',
    })
    .input(schema.FacetObjects)
    .output(schema.Facet)
    .query(({ ctx, input }) => facetObjects(ctx, input)),
  history: orgProcedure
    .meta({
      ...read,
      title: 'History of an object',
      description: 'What changed of an object, by its source and by people, the last first.',
    })
    .input(schema.ObjectHistory)
    .output(schema.ObjectChangePage)
    .query(({ ctx, input }) => objectHistory(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read an object',
      description: 'One object with its facts, who says each, and what it is linked with.',
    })
    .input(schema.GetObject)
    .output(schema.WholeObject)
    .query(({ ctx, input }) => getObject(ctx, input)),
  linked: orgProcedure
    .meta({
      ...read,
      title: 'Objects of a link',
      description: 'The objects that a link of an object leads to.',
    })
    .input(schema.LinkedObjects)
    .output(schema.ObjectPage)
    .query(({ ctx, input }) => linkedObjects(ctx, input)),
  lineage: orgProcedure
    .meta({
      ...read,
      title: 'Where an object comes from',
      description: 'The raw record of an object, and what brought it.',
    })
    .input(schema.GetObject)
    .output(schema.ObjectLineage)
    .query(({ ctx, input }) => objectLineage(ctx, input)),
  edit: orgProcedure
    .meta({
      ...write,
      title: 'Correct a value',
      description: 'Writes a value over what the source says; it stays when the source is read again.',
    })
    .input(schema.EditObject)
    .output(schema.WholeObject)
    .mutation(({ ctx, input }) => editObject(ctx, input)),
  revert: orgProcedure
    .meta({ ...write, title: 'Take a correction back', description: 'A value is as its source says again.' })
    .input(schema.RevertObject)
    .output(schema.WholeObject)
    .mutation(({ ctx, input }) => revertObject(ctx, input)),
})
