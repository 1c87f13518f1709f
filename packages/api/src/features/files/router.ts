import type { Meta } from '../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import { Done } from '../../shared/mutation.ts'
import { attachContent } from './attach.ts'
import { getFile, listFiles, removeFile, renameFile } from './attached.ts'
import * as schema from './schema.ts'

/** What a file belongs to decides who may see and change it, beside this permission. */
const base = { permission: 'organization.read', price: null } as const satisfies Partial<Meta>
/** People and programs give and take files; what a model reads in one must not make it remove another. */
const write = { ...base, doors: 'noTools' } as const satisfies Partial<Meta>

export const filesRouter = router({
  list: orgProcedure
    .meta({
      ...base,
      effect: 'read',
      doors: 'all',
      title: 'List files',
      description:
        'Files attached to one record, or to all records the caller may see, by kind or part of the name.',
    })
    .input(schema.ListFiles)
    .output(schema.AttachedFilePage)
    .query(({ ctx, input }) => listFiles(ctx, input)),
  get: orgProcedure
    .meta({
      ...base,
      effect: 'read',
      doors: 'all',
      title: 'Look at a file',
      description:
        'Name, kind, size and record of one attached file. Its bytes are at GET /api/v1/files/{id}/content.',
    })
    .input(schema.GetFile)
    .output(schema.AttachedFile)
    .query(({ ctx, input }) => getFile(ctx, input)),
  attach: orgProcedure
    .meta({
      ...write,
      effect: 'write',
      limit: { name: 'files.attach', per: 'actor', points: 600, seconds: 3_600 },
      title: 'Attach a file',
      description:
        'Adds a file to a record that the caller may change. Its bytes have to be what its name says.',
    })
    .input(schema.AttachFile)
    .output(schema.AttachedFile)
    .mutation(({ ctx, input }) => attachContent(ctx, input)),
  rename: orgProcedure
    .meta({
      ...write,
      effect: 'write',
      isRepeatable: true,
      title: 'Rename a file',
      description: 'Gives an attached file another name with the same ending.',
    })
    .input(schema.RenameFile)
    .output(schema.AttachedFile)
    .mutation(({ ctx, input }) => renameFile(ctx, input)),
  remove: orgProcedure
    .meta({
      ...write,
      effect: 'destructive',
      isRepeatable: true,
      title: 'Remove a file',
      description: 'Takes an attached file away for everybody. This cannot be undone.',
    })
    .input(schema.RemoveFile)
    .output(Done)
    .mutation(({ ctx, input }) => removeFile(ctx, input)),
})
