import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'
import { FieldPath, PropertyKind, Reading } from '../../../shared/readings.ts'
import { ObjectTypeId } from '../types/schema.ts'

export const DatasetId = entityId('foundry_dataset')

const dataset = {
  id: DatasetId,
  title: z.string(),
  origin: z.enum(['file', 'stream']).meta({ description: 'stream = a connection goes on reading it' }),
  records: z.int(),
  loads: z.int(),
  updatedAt: Instant,
  version: z.int(),
}
export const Dataset = z.strictObject(dataset)
export type Dataset = z.infer<typeof Dataset>
export const DatasetPage = listOutput(Dataset)

export const ListDatasets = listInput(['newest', 'title'], { search: searchPhrase.optional() })
export type ListDatasets = z.infer<typeof ListDatasets>
export const GetDataset = z.strictObject({ id: DatasetId })
export type GetDataset = z.infer<typeof GetDataset>

/** One pass that brought records. */
export const Load = z.strictObject({
  id: z.uuid(),
  n: z.int(),
  source: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  read: z.int(),
  created: z.int(),
  changed: z.int(),
  removed: z.int(),
  refused: z.int().meta({ description: 'Rows that could not be taken' }),
  repeated: z.int().meta({ description: 'Rows in whose place a later one of the file counts' }),
  isWhole: z.boolean().meta({ description: 'It was to hold all there is' }),
  problems: z.array(z.string()).meta({ description: 'The first rows refused or repeated, in words' }),
  unread: z.array(z.string()).meta({ description: 'What is missing or not of its kind, in words' }),
  createdAt: Instant,
  endedAt: Instant.nullable(),
})
export type Load = z.infer<typeof Load>

export const WholeDataset = z.strictObject({
  ...dataset,
  keyFields: z.array(z.string()),
  types: z.array(z.strictObject({ id: ObjectTypeId, plural: z.string() })),
  history: z.array(Load).meta({ description: 'The last ten' }),
  isRemovable: z.boolean().meta({ description: 'No connection goes on reading it' }),
})
export type WholeDataset = z.infer<typeof WholeDataset>

export const CreateDataset = mutationInput({ title: line(80) })
export type CreateDataset = z.infer<typeof CreateDataset>
export const RemoveDataset = mutationInput({ id: DatasetId })
export type RemoveDataset = z.infer<typeof RemoveDataset>

const FileId = entityId('attached_file').meta({
  description: 'A CSV, Excel or JSON file attached to the dataset',
})

const inOrders = z.strictObject({ ymd: z.int(), dmy: z.int(), mdy: z.int() })

/** How many values of a field are not of a kind, as each way of writing it would read them. */
export const UnreadAs = z.strictObject({
  number: z.strictObject({ point: z.int(), comma: z.int() }).meta({ description: 'By the decimal sign' }),
  yesno: z.int(),
  day: inOrders,
  instant: inOrders,
})
export type UnreadAs = z.infer<typeof UnreadAs>

/** What a field of the records seems to be. */
export const FieldGuess = z.strictObject({
  title: z.string(),
  kind: PropertyKind,
  ...Reading.shape,
  path: FieldPath,
  filled: z.number().meta({ description: 'Share of records that have it' }),
  distinct: z.int().meta({ description: 'Different values among those looked at' }),
  samples: z.array(z.string()),
  unread: UnreadAs.meta({ description: 'Values looked at that are no such thing' }),
})
export type FieldGuess = z.infer<typeof FieldGuess>

export const PreviewDataset = z.strictObject({ id: DatasetId, fileId: FileId.optional() })
export type PreviewDataset = z.infer<typeof PreviewDataset>
export const DatasetPreview = z.strictObject({
  records: z.int().meta({ description: 'How many were looked at' }),
  isAll: z.boolean(),
  fields: z.array(FieldGuess),
  keyFields: z
    .array(z.string())
    .meta({ description: 'What seems to tell one from another; empty = nothing does' }),
  problems: z.array(z.string()).meta({ description: 'Rows that could not be taken, in words' }),
  unread: z
    .array(z.string())
    .meta({ description: 'What its types would miss or not understand of it, in words' }),
})
export type DatasetPreview = z.infer<typeof DatasetPreview>

export const LoadDataset = mutationInput({
  id: DatasetId,
  fileId: FileId,
  keyFields: z
    .array(line(200))
    .max(4)
    .optional()
    .meta({ description: 'Fields that tell one record from another; default: as before, or as it seems' }),
  isWhole: z
    .boolean()
    .default(false)
    .meta({ description: 'The file holds all there is: what it lacks is removed' }),
})
export type LoadDataset = z.infer<typeof LoadDataset>
export const StartedLoad = z.strictObject({ jobId: entityId('job'), loadId: z.uuid() })
export type StartedLoad = z.infer<typeof StartedLoad>

export const MOST_SENT = 500

export const PutRecords = mutationInput({
  id: DatasetId,
  records: z
    .array(z.record(z.string(), z.unknown()))
    .min(1)
    .max(MOST_SENT)
    .meta({ description: 'Objects, such as {"id":"17","name":"Lantern"}' }),
  keyFields: z.array(line(200)).max(4).optional().meta({ description: 'What tells one from another' }),
})
export type PutRecords = z.infer<typeof PutRecords>
export const PutAnswer = z.strictObject({
  loadId: z.uuid(),
  created: z.int(),
  changed: z.int(),
  same: z.int(),
  refused: z.array(z.string()),
})
export type PutAnswer = z.infer<typeof PutAnswer>
