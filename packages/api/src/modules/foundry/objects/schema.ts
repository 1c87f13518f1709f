import { z } from 'zod'
import { entityId, UserId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'
import { PropertyKind } from '../../../shared/readings.ts'
import { KnownVersion } from '../../../shared/version.ts'
import { LinkTypeId, MOST_PROPERTIES, ObjectTypeId, PropertyName } from '../types/schema.ts'

export const ObjectId = entityId('foundry_object')
const DatasetId = entityId('foundry_dataset')

export const Money = z.strictObject({ amount: z.string(), currency: z.string() })
export type Money = z.infer<typeof Money>
export const Value = z.union([z.string(), z.number(), z.boolean(), z.null(), Money])
export type Value = z.infer<typeof Value>

const listed = {
  id: ObjectId,
  typeId: ObjectTypeId,
  key: z.string(),
  title: z.string(),
  values: z.record(z.string(), Value),
  links: z
    .record(z.string(), z.strictObject({ id: ObjectId, title: z.string() }))
    .meta({ description: 'Where links lead to one' }),
}
export const ListedObject = z.strictObject(listed)
export type ListedObject = z.infer<typeof ListedObject>
export const ObjectPage = listOutput(ListedObject)

/** Conditions as `property op value`, all of which hold; see `shared/conditions.ts`. */
export const Where = z.array(z.string().min(1).max(500)).max(20).meta({
  description:
    'All hold: "total>=10", "state=paid|late", "name~lantern" (contains), "city!=Cork", "phone=" (empty), "order.customer.city=Cork" (over links)',
})

/** Conditions on what objects are linked with; see `queries/linked.ts`. */
export const Linked = z.array(z.string().min(1).max(1_000)).max(5).meta({
  description: 'How many links: "orders>=2: placed>=2026-05-01; state=paid" (only such)',
})

/** Properties by name; what the objects are called stands before them. */
export const ShownColumns = z.array(PropertyName).max(MOST_PROPERTIES).meta({
  description: 'Properties to show, in this order',
})

const filters = {
  typeId: ObjectTypeId,
  search: searchPhrase.optional(),
  where: Where.optional(),
  linked: Linked.optional(),
}

export const SearchObjects = listInput(['title', 'newest', 'property'], {
  ...filters,
  by: PropertyName.optional().meta({ description: 'With sort=property' }),
  descending: z.boolean().optional().meta({ description: 'true: the largest or the last first' }),
})
export type SearchObjects = z.infer<typeof SearchObjects>

export const FindObjects = listInput(['newest'], { search: searchPhrase.optional() })
export type FindObjects = z.infer<typeof FindObjects>
export const FoundObject = z.strictObject({
  id: ObjectId,
  typeId: ObjectTypeId,
  type: z.string(),
  title: z.string(),
})
export type FoundObject = z.infer<typeof FoundObject>
export const FoundObjectPage = listOutput(FoundObject)

const exported = {
  ...filters,
  columns: ShownColumns.optional(),
  by: PropertyName.optional().meta({ description: 'A property to sort by' }),
  descending: z.boolean().optional(),
}
export const ObjectSheet = z.object(exported)
export type ObjectSheet = z.infer<typeof ObjectSheet>
export const ExportObjects = mutationInput(exported)

export const CountObjects = z.strictObject(filters)
export type CountObjects = z.infer<typeof CountObjects>
export const ObjectCount = z.strictObject({ count: z.int(), of: z.int() })
export type ObjectCount = z.infer<typeof ObjectCount>

/** Of one property, at first and at most. */
const FEW_VALUES = 8
const MOST_VALUES = 100

export const FacetObjects = z.strictObject({
  ...filters,
  property: PropertyName.meta({ description: 'Whose values to count' }),
  limit: z.int().min(1).max(MOST_VALUES).default(FEW_VALUES).meta({ description: 'Of the values told' }),
})
export type FacetObjects = z.infer<typeof FacetObjects>
export const Facet = z.strictObject({
  kind: PropertyKind,
  values: z
    .array(z.strictObject({ value: z.string(), count: z.int() }))
    .meta({ description: 'The most frequent' }),
  others: z.int().meta({ description: 'How many more values there are' }),
  empty: z.int(),
  from: z.string().nullable().meta({ description: 'Smallest number or first day' }),
  to: z.string().nullable(),
  bars: z.array(z.int()).meta({ description: 'How many in each twelfth between' }),
})
export type Facet = z.infer<typeof Facet>

export const GetObject = z.strictObject({ id: ObjectId })
export type GetObject = z.infer<typeof GetObject>

export const Fact = z.strictObject({
  property: z.string(),
  title: z.string(),
  kind: PropertyKind,
  value: Value,
  unreadable: z
    .string()
    .nullable()
    .meta({ description: 'What the record says, where that is not of its kind' }),
  edited: z
    .strictObject({ at: Instant, byId: UserId.nullable(), sourceValue: Value })
    .nullable()
    .meta({ description: 'Somebody wrote it over what the source says' }),
})
export type Fact = z.infer<typeof Fact>

export const WholeObject = z.strictObject({
  id: ObjectId,
  typeId: ObjectTypeId,
  type: z.string(),
  key: z.string(),
  title: z.string(),
  dataset: z.string(),
  facts: z.array(Fact),
  links: z.array(
    z.strictObject({
      linkId: LinkTypeId,
      name: z.string(),
      title: z.string(),
      typeId: ObjectTypeId,
      isOne: z.boolean(),
      property: z.string().nullable().meta({ description: 'Of this object; null = its key' }),
      refersTo: z
        .string()
        .nullable()
        .meta({ description: 'The key it names; with a count of 0 that is missing' }),
      count: z.int(),
      object: z
        .strictObject({ id: ObjectId, title: z.string() })
        .nullable()
        .meta({ description: 'Of a link to one' }),
    }),
  ),
  removedAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
})
export type WholeObject = z.infer<typeof WholeObject>

export const LinkedObjects = listInput(['title'], {
  id: ObjectId,
  link: PropertyName.meta({ description: 'Name of a link of its type' }),
})
export type LinkedObjects = z.infer<typeof LinkedObjects>

export const ObjectHistory = listInput(['newest'], { id: ObjectId })
export type ObjectHistory = z.infer<typeof ObjectHistory>
export const ObjectChange = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['created', 'edit', 'revert', 'load', 'removed', 'returned']),
  actorId: UserId.nullable(),
  actorName: z.string().nullable(),
  source: z.string().nullable().meta({ description: 'What brought it, such as the name of a file' }),
  changes: z.array(z.strictObject({ property: z.string(), title: z.string(), from: Value, to: Value })),
  createdAt: Instant,
})
export type ObjectChange = z.infer<typeof ObjectChange>
export const ObjectChangePage = listOutput(ObjectChange)

export const ObjectLineage = z.strictObject({
  recordId: z.uuid(),
  key: z.string(),
  datasetId: DatasetId,
  dataset: z.string(),
  raw: z.record(z.string(), z.unknown()),
  first: z.strictObject({ loadId: z.uuid(), source: z.string(), at: Instant }),
  latest: z.strictObject({ loadId: z.uuid(), source: z.string(), at: Instant }),
  sourceAt: Instant.nullable(),
  mapping: z.array(z.strictObject({ property: z.string(), path: z.array(z.string()) })),
})
export type ObjectLineage = z.infer<typeof ObjectLineage>

const version = KnownVersion.optional()

export const EditObject = mutationInput({
  id: ObjectId,
  property: PropertyName,
  value: z
    .string()
    .trim()
    .max(2000)
    .meta({ description: 'As written: Galway, 12.50 EUR, yes, 2026-05-01; empty = nothing' }),
  version,
})
export type EditObject = z.infer<typeof EditObject>
export const RevertObject = mutationInput({ id: ObjectId, property: PropertyName, version })
export type RevertObject = z.infer<typeof RevertObject>
