import { Button } from '@hub/ui/button'
import { problemOfMore } from '../lists/more-rows.ts'
import type { Paged } from '../lists/more-rows.ts'

export interface LoadMoreProps {
  query: Paged
}

/** The foot of a card whose list goes on; with the list, not while its skeleton still stands there. */
export function LoadMore({ query }: LoadMoreProps) {
  if (!query.hasNextPage) return null
  const problem = problemOfMore(query)
  return (
    <div className="border-t border-line p-2 text-center [[data-pending]~&]:hidden">
      <div data-print="no">
        {problem !== undefined && (
          <p role="alert" className="pb-1 text-13 text-danger-text">
            {problem}
          </p>
        )}
        <Button
          size="sm"
          variant="ghost"
          pending={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Load more
        </Button>
      </div>
      <p hidden data-print="all" className="text-13">
        There are more than these.
      </p>
    </div>
  )
}
