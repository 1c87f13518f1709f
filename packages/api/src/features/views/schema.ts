import { z } from 'zod'
import { entityId } from '../../shared/ids.ts'
import { listInput, listOutput } from '../../shared/list.ts'
import { mutationInput } from '../../shared/mutation.ts'
import { line, searchPhrase } from '../../shared/text.ts'
import { Instant } from '../../shared/time.ts'
import { KnownVersion } from '../../shared/version.ts'

export const ViewId = entityId('saved_view')

const List = line(80).meta({ description: 'The list it is a view of', examples: ['audit'] })
/** Of whichever kind the list says, so it is told as a text. */
const OfId = line(36).meta({ description: 'What it is a list of: the type of the objects' })

/** As long as the longest condition on links, and as the names of all columns together. */
const words = z.string().max(2_500)
const Value = z.union([words, z.number(), z.boolean(), z.array(z.union([words, z.number()])).max(50)])
const MOST_LETTERS = 16_000

/** Whatever a later page no longer knows is passed over by it, so that a name outlives a filter. */
const Shown = z
  .record(z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, 'Use letters and digits.'), Value)
  .refine((shown) => Object.keys(shown).length <= 40 && JSON.stringify(shown).length <= MOST_LETTERS, {
    message: 'This is more than a view can hold.',
  })
  .meta({
    description: 'Words, filters, order and columns, as the address of the list has them',
    examples: [{ door: 'web' }],
  })

export const SavedView = z.strictObject({
  id: ViewId,
  list: z.string(),
  ofId: z.string().nullable().meta({ description: 'What it is a list of, where there is one of each' }),
  title: z.string().meta({ description: 'What the list is called, such as Tasks or Orders' }),
  name: z.string(),
  isShared: z.boolean().meta({ description: 'Everybody who sees the list sees it, not only who made it' }),
  isMine: z.boolean(),
  page: z.string().meta({ description: 'Where the web app shows the list' }),
  shown: Shown,
  updatedAt: Instant,
  version: z.int(),
})
export type SavedView = z.infer<typeof SavedView>
export const SavedViewPage = listOutput(SavedView)

export const ListViews = listInput(['name', 'newest'], {
  list: List.optional(),
  ofId: OfId.optional(),
  search: searchPhrase.optional().meta({ description: 'Part of the name' }),
})
export type ListViews = z.infer<typeof ListViews>

export const GetView = z.strictObject({ id: ViewId })
export type GetView = z.infer<typeof GetView>

const name = line(60).meta({ examples: ['Late payers'] })
const isShared = z.boolean().meta({ description: 'For everybody; otherwise for oneself' })

export const CreateView = mutationInput({ list: List, name, isShared: isShared.default(false), shown: Shown })
export type CreateView = z.infer<typeof CreateView>

export const UpdateView = mutationInput({
  id: ViewId,
  name: name.optional(),
  isShared: isShared.optional(),
  shown: Shown.optional(),
  version: KnownVersion.optional(),
})
export type UpdateView = z.infer<typeof UpdateView>

export const RemoveView = mutationInput({ id: ViewId })
export type RemoveView = z.infer<typeof RemoveView>
