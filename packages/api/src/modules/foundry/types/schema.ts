import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { Mapping, PropertyKind, Reading } from '../../../shared/readings.ts'
import { line, searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'
import { KnownVersion } from '../../../shared/version.ts'

export const ObjectTypeId = entityId('foundry_type')
export const LinkTypeId = entityId('foundry_link_type')
const DatasetId = entityId('foundry_dataset')

/** How a property is called in filters: `totalPrice`. */
export const PropertyName = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]{0,39}$/, 'Use letters and digits, such as totalPrice.')
  .meta({ examples: ['city'] })

export const Property = z.strictObject({
  name: z.string(),
  title: z.string(),
  kind: PropertyKind,
  isFiltered: z.boolean().meta({ description: 'Can be filtered and sorted by' }),
})
export type Property = z.infer<typeof Property>

const objectType = {
  id: ObjectTypeId,
  name: z.string(),
  title: z.string(),
  plural: z.string(),
  objects: z.int(),
  archivedAt: Instant.nullable(),
  version: z.int(),
}
export const ObjectType = z.strictObject(objectType)
export type ObjectType = z.infer<typeof ObjectType>
export const ObjectTypePage = listOutput(ObjectType)

/** One way from a type to another: the same link has another name from its other end. */
export const Link = z.strictObject({
  id: LinkTypeId,
  name: z.string(),
  title: z.string(),
  typeId: ObjectTypeId.meta({ description: 'Where it leads' }),
  property: z.string().nullable().meta({ description: 'Of this type; null = its key' }),
  otherProperty: z.string().nullable(),
  isOne: z.boolean().meta({ description: 'Leads to one object, not to many' }),
})
export type Link = z.infer<typeof Link>

const source = z.strictObject({ datasetId: DatasetId, title: z.string(), mapping: Mapping })

export const WholeObjectType = z.strictObject({
  ...objectType,
  titleProperty: z.string().nullable(),
  properties: z.array(Property),
  links: z.array(Link),
  sources: z.array(source),
  fillingJobId: entityId('job').nullable(),
})
export type WholeObjectType = z.infer<typeof WholeObjectType>

/** What came of a change: short, so that its tool is; the whole type is read by itself. */
export const SavedObjectType = z.strictObject({
  id: ObjectTypeId,
  name: z.string(),
  title: z.string(),
  version: z.int(),
  fillingJobId: entityId('job').nullable().meta({ description: 'Makes its objects' }),
})
export type SavedObjectType = z.infer<typeof SavedObjectType>

export const ListObjectTypes = listInput(['name', 'newest'], {
  search: searchPhrase.optional(),
  archived: z.boolean().optional(),
})
export type ListObjectTypes = z.infer<typeof ListObjectTypes>
export const GetObjectType = z.strictObject({ id: ObjectTypeId })
export type GetObjectType = z.infer<typeof GetObjectType>

export const MOST_PROPERTIES = 60

export const NewProperty = z.strictObject({ title: line(60), kind: PropertyKind, ...Reading.shape })
export type NewProperty = z.infer<typeof NewProperty>

export const CreateObjectType = mutationInput({
  title: line(60).meta({ description: 'One of them, such as Order' }),
  plural: line(60),
  datasetId: DatasetId,
  properties: z.array(NewProperty).min(1).max(MOST_PROPERTIES),
  titleProperty: line(60)
    .optional()
    .meta({ description: 'Title of the property they are called by; default: their key' }),
})
export type CreateObjectType = z.infer<typeof CreateObjectType>

const version = KnownVersion.optional()

export const UpdateObjectType = mutationInput({
  id: ObjectTypeId,
  title: line(60).optional(),
  plural: line(60).optional(),
  titleProperty: PropertyName.optional(),
  version,
})
export type UpdateObjectType = z.infer<typeof UpdateObjectType>
export const ArchiveObjectType = mutationInput({ id: ObjectTypeId, version })
export type ArchiveObjectType = z.infer<typeof ArchiveObjectType>
export const RestoreObjectType = ArchiveObjectType

export const CreateLink = mutationInput({
  fromTypeId: ObjectTypeId.meta({ description: 'Type that holds the reference, such as Order' }),
  fromProperty: PropertyName,
  toTypeId: ObjectTypeId,
  toProperty: PropertyName.optional().meta({ description: 'What it equals there; default: the key' }),
  title: line(60).meta({ description: 'From the first, such as Customer' }),
  inverseTitle: line(60).meta({ description: 'From the other, such as Orders' }),
})
export type CreateLink = z.infer<typeof CreateLink>
export const SavedLink = z.strictObject({ id: LinkTypeId, name: z.string(), inverseName: z.string() })
export type SavedLink = z.infer<typeof SavedLink>
export const RemoveLink = mutationInput({ id: LinkTypeId })
export type RemoveLink = z.infer<typeof RemoveLink>
