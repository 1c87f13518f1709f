import type { Meta } from '../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { Done } from '../../../shared/mutation.ts'
import { createLink, removeLink } from './links.ts'
import * as schema from './schema.ts'
import { archiveType, createType, getType, listTypes, restoreType, updateType } from './service.ts'

const read = {
  permission: 'foundry.data.read',
  price: null,
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
const manage = {
  ...read,
  permission: 'foundry.data.manage',
  effect: 'write',
} as const satisfies Partial<Meta>

export const typesRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List object types',
      description: 'What the business’s data is about, such as customers and orders.',
    })
    .input(schema.ListObjectTypes)
    .output(schema.ObjectTypePage)
    .query(({ ctx, input }) => listTypes(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read an object type',
      description: 'Properties and links of a type, and what it is made from.',
    })
    .input(schema.GetObjectType)
    .output(schema.WholeObjectType)
    .query(({ ctx, input }) => getType(ctx, input)),
  create: orgProcedure
    .meta({
      ...manage,
      title: 'Add an object type',
      description: 'Says what the records of a dataset are, and makes objects of them.',
    })
    .input(schema.CreateObjectType)
    .output(schema.SavedObjectType)
    .mutation(({ ctx, input }) => createType(ctx, input)),
  update: orgProcedure
    .meta({
      ...manage,
      title: 'Change an object type',
      description: 'Changes how a type is called, or what its objects are called by.',
    })
    .input(schema.UpdateObjectType)
    .output(schema.SavedObjectType)
    .mutation(({ ctx, input }) => updateType(ctx, input)),
  archive: orgProcedure
    .meta({
      ...manage,
      title: 'Archive an object type',
      description: 'Takes a type out of lists; its objects stay, and come back with it.',
    })
    .input(schema.ArchiveObjectType)
    .output(schema.SavedObjectType)
    .mutation(({ ctx, input }) => archiveType(ctx, input)),
  restore: orgProcedure
    .meta({
      ...manage,
      title: 'Restore an object type',
      description: 'Brings an archived type back with its objects.',
    })
    .input(schema.RestoreObjectType)
    .output(schema.SavedObjectType)
    .mutation(({ ctx, input }) => restoreType(ctx, input)),
})

export const linksRouter = router({
  create: orgProcedure
    .meta({
      ...manage,
      title: 'Link two object types',
      description: 'Says that a property of one type names objects of another.',
    })
    .input(schema.CreateLink)
    .output(schema.SavedLink)
    .mutation(({ ctx, input }) => createLink(ctx, input)),
  remove: orgProcedure
    .meta({
      ...manage,
      effect: 'destructive',
      title: 'Remove a link',
      description: 'Objects of two types are no longer shown with each other.',
    })
    .input(schema.RemoveLink)
    .output(Done)
    .mutation(({ ctx, input }) => removeLink(ctx, input)),
})
