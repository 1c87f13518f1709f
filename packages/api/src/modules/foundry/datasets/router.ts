import type { Meta } from '../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { Done } from '../../../shared/mutation.ts'
import { startLoad } from './load.ts'
import { previewDataset } from './preview.ts'
import { putSent } from './put.ts'
import * as schema from './schema.ts'
import { createDataset, getDataset, listDatasets, removeDataset } from './service.ts'

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

export const datasetsRouter = router({
  list: orgProcedure
    .meta({ ...read, title: 'List datasets', description: 'Files and streams that the data comes from.' })
    .input(schema.ListDatasets)
    .output(schema.DatasetPage)
    .query(({ ctx, input }) => listDatasets(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read a dataset',
      description: 'A dataset with what was read into it, and what its records became.',
    })
    .input(schema.GetDataset)
    .output(schema.WholeDataset)
    .query(({ ctx, input }) => getDataset(ctx, input)),
  preview: orgProcedure
    .meta({
      ...read,
      permission: 'foundry.data.manage',
      title: 'Look into a dataset',
      description: 'What the fields of its records, or of a file that is not read in yet, seem to be.',
    })
    .input(schema.PreviewDataset)
    .output(schema.DatasetPreview)
    .query(({ ctx, input }) => previewDataset(ctx, input)),
  create: orgProcedure
    .meta({
      ...manage,
      title: 'Add a dataset',
      description: 'A place for records: attach a CSV, Excel or JSON file to it, or send records.',
    })
    .input(schema.CreateDataset)
    .output(schema.WholeDataset)
    .mutation(({ ctx, input }) => createDataset(ctx, input)),
  load: orgProcedure
    .meta({
      ...manage,
      title: 'Read in a file',
      description: 'Reads an attached file into its dataset, as a job. The same rows again change nothing.',
    })
    .input(schema.LoadDataset)
    .output(schema.StartedLoad)
    .mutation(({ ctx, input }) => startLoad(ctx, input)),
  put: orgProcedure
    .meta({
      ...manage,
      title: 'Send records',
      description: 'Writes up to 500 records into a dataset and brings its objects up to date.',
    })
    .input(schema.PutRecords)
    .output(schema.PutAnswer)
    .mutation(({ ctx, input }) => putSent(ctx, input)),
  remove: orgProcedure
    .meta({
      ...manage,
      effect: 'destructive',
      title: 'Remove a dataset',
      description: 'Deletes its records, the objects made of them and what was written over those.',
    })
    .input(schema.RemoveDataset)
    .output(Done)
    .mutation(({ ctx, input }) => removeDataset(ctx, input)),
})
