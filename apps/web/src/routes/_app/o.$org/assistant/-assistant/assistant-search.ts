import { checked, text } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'

export interface AssistantSearch {
  /** What is written already when the page opens, such as from the dashboard. */
  draft?: string
}

export const readAssistantSearch = (search: RawSearch): AssistantSearch =>
  checked({ draft: text(search['draft'], 2_000) })

/** As many conversations as one page of the list has. */
export const CONVERSATIONS = 40
