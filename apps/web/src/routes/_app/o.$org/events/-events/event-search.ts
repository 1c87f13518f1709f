import { checked, flag, oneOf, text } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'

export const eventViews = ['happened', 'endpoints', 'topics'] as const
export type EventView = (typeof eventViews)[number]

export interface EventSearch {
  view?: EventView
  topic?: string
  /** A new endpoint is being set up. */
  new?: true
}

export const readEventSearch = (search: RawSearch): EventSearch =>
  checked({
    view: oneOf(search['view'], eventViews),
    topic: text(search['topic'], 80),
    new: flag(search['new']),
  })

export const eventsIn = ({ topic }: EventSearch) => ({ limit: 30, ...(topic !== undefined && { topic }) })
