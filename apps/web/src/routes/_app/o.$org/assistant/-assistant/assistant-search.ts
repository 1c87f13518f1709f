import { compact, text } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'

export interface AssistantSearch {
  /** What is written already when the page opens, such as from the dashboard. */
  draft?: string
}

export const readAssistantSearch = (search: RawSearch): AssistantSearch =>
  compact({ draft: text(search['draft'], 2_000) })
