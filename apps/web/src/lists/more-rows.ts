import { toFailure } from '../failure.ts'

/** A list that is read page by page. */
export interface Paged {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  isFetchNextPageError: boolean
  error: unknown
  fetchNextPage: () => unknown
}

/** Why the next page is not there, in words; undefined while nothing is wrong, or it is asked for again. */
export const problemOfMore = ({
  isFetchNextPageError,
  isFetchingNextPage,
  error,
}: Omit<Paged, 'hasNextPage' | 'fetchNextPage'>): string | undefined =>
  isFetchNextPageError && !isFetchingNextPage
    ? `The rest could not be loaded. ${toFailure(error).message}`
    : undefined

/** What a table does for more rows; undefined where these are all. */
export const moreRows = (query: Paged) =>
  query.hasNextPage
    ? {
        load: () => void query.fetchNextPage(),
        isLoading: query.isFetchingNextPage,
        problem: problemOfMore(query),
      }
    : undefined
