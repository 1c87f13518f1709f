import { Page } from '@hub/ui/app-shell'
import { Empty } from '@hub/ui/empty'
import { PageHeader } from '@hub/ui/page-header'
import { Skeleton } from '@hub/ui/skeleton'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useHub } from '../../../../../account.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { useFocusKept } from '../../../../../components/use-focus-kept.ts'
import { paging } from '../../../../../paging.ts'
import { Sections } from './sections.tsx'
import { WatchCard } from './watch-card.tsx'

/** Trips whose price somebody watches, each with how it moved. */
export function WatchesPage() {
  const { trpc } = useHub()
  const query = useInfiniteQuery(trpc.modules.travel.watches.list.infiniteQueryOptions({ limit: 10 }, paging))
  const place = useRef<HTMLDivElement>(null)
  useFocusKept(place, query.data)
  return (
    <Page>
      <Sections />
      <PageHeader
        title="Watched prices"
        description="We ask for the price four times a day and tell you when it falls below yours."
      />
      <div ref={place} tabIndex={-1} className="rounded-lg">
        <Loaded
          query={query}
          failed="The watched prices could not be loaded"
          skeleton={<Skeleton className="h-72 rounded-lg" />}
        >
          {({ pages }) =>
            pages[0]?.items.length === 0 ? (
              <Empty picture="talk" title="No price is watched">
                Open a trip and press “Watch the price”.
              </Empty>
            ) : (
              <ul aria-label="Watched prices" className="flex flex-col gap-4">
                {pages.flatMap(({ items }) =>
                  items.map((watch) => (
                    <li key={watch.id}>
                      <WatchCard watch={watch} />
                    </li>
                  )),
                )}
              </ul>
            )
          }
        </Loaded>
      </div>
      <LoadMore query={query} />
    </Page>
  )
}
