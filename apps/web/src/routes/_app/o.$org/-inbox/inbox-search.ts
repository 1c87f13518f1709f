import { checked, id, oneOf, text } from '../../../../search-params.ts'
import type { RawSearch } from '../../../../search-params.ts'

export const inboxViews = ['todo', 'unread', 'snoozed', 'done'] as const
export type InboxView = (typeof inboxViews)[number]

export interface InboxSearch {
  /** Without it what is to do. */
  view?: Exclude<InboxView, 'todo'>
  /** Only what is of this group, such as "Tasks". */
  group?: string
  /** What is shown beside the list. */
  open?: string
}

export const readInboxSearch = (search: RawSearch): InboxSearch =>
  checked({
    view: oneOf(search['view'], ['unread', 'snoozed', 'done']),
    group: text(search['group'], 80),
    open: id(search['open']),
  })

export const inboxIn = ({
  view = 'todo',
  group,
}: {
  view?: InboxView | undefined
  group?: string | undefined
}) => ({
  limit: 50,
  view,
  ...(group !== undefined && { group }),
})
