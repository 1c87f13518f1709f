import { Button } from '@hub/ui/button'

export interface LoadMoreProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

/** The foot of a card whose list goes on; with the list, not while its skeleton still stands there. */
export function LoadMore({ query }: LoadMoreProps) {
  if (!query.hasNextPage) return null
  return (
    <div className="border-t border-line p-2 text-center [[data-pending]~&]:hidden">
      <div data-print="no">
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
