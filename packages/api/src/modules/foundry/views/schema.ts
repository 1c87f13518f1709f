import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'
import { Linked, ShownColumns, Where } from '../objects/schema.ts'
import { ObjectTypeId, PropertyName } from '../types/schema.ts'

export const ViewId = entityId('foundry_view')

export const View = z.strictObject({
  id: ViewId,
  typeId: ObjectTypeId,
  type: z.string().meta({ description: 'What its objects are called, such as Orders' }),
  name: z.string(),
  isShared: z.boolean().meta({ description: 'Everybody sees it, not only who made it' }),
  isMine: z.boolean(),
  search: z.string().nullable(),
  where: z.array(z.string()),
  linked: z.array(z.string()),
  by: z.string().nullable().meta({ description: 'The property it is sorted by; null: what they are called' }),
  descending: z.boolean(),
  columns: z
    .array(z.string())
    .nullable()
    .meta({ description: 'The properties it shows, in their order; null: the usual ones' }),
  updatedAt: Instant,
  version: z.int(),
})
export type View = z.infer<typeof View>
export const ViewPage = listOutput(View)

export const ListViews = listInput(['name', 'newest'], {
  typeId: ObjectTypeId.optional(),
  search: searchPhrase.optional(),
})
export type ListViews = z.infer<typeof ListViews>

export const GetView = z.strictObject({ id: ViewId })
export type GetView = z.infer<typeof GetView>

export const OpenView = listInput(['view'], { id: ViewId })
export type OpenView = z.infer<typeof OpenView>

const name = line(60).meta({ examples: ['Late payers'] })
const isShared = z.boolean().meta({ description: 'For everybody; otherwise for oneself' })

export const CreateView = mutationInput({
  typeId: ObjectTypeId,
  name,
  isShared: isShared.default(false),
  search: searchPhrase.optional(),
  where: Where.default([]),
  linked: Linked.default([]),
  by: PropertyName.optional().meta({ description: 'A property to sort by' }),
  descending: z.boolean().default(false),
  columns: ShownColumns.optional(),
})
export type CreateView = z.infer<typeof CreateView>

export const UpdateView = mutationInput({
  id: ViewId,
  name: name.optional(),
  isShared: isShared.optional(),
  search: searchPhrase.nullable().optional(),
  where: Where.optional(),
  linked: Linked.optional(),
  by: PropertyName.nullable().optional(),
  descending: z.boolean().optional(),
  columns: ShownColumns.nullable().optional(),
  version: z.int().optional().meta({ description: 'Refuses the change (412) if it moved on from this' }),
})
export type UpdateView = z.infer<typeof UpdateView>

export const RemoveView = mutationInput({ id: ViewId })
export type RemoveView = z.infer<typeof RemoveView>
