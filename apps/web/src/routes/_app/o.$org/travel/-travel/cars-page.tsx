import { Page } from '@hub/ui/app-shell'
import { Button } from '@hub/ui/button'
import { Empty } from '@hub/ui/empty'
import { PageHeader } from '@hub/ui/page-header'
import { Skeleton } from '@hub/ui/skeleton'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { paging } from '../../../../../paging.ts'
import { CarCard } from './car-card.tsx'
import { CarDialog } from './car-dialog.tsx'
import { Sections } from './sections.tsx'

/** Cars that the business lets, each with the days on which it is taken. */
export function CarsPage() {
  const { trpc } = useHub()
  const canWrite = useCan('travel.trip.write')
  const [isAdding, setAdding] = useState(false)
  const query = useInfiniteQuery(trpc.modules.travel.rentals.list.infiniteQueryOptions({ limit: 10 }, paging))
  return (
    <Page>
      <Sections />
      <PageHeader
        title="Own cars"
        description="Offered on your trips to the town where they stand, before those of others."
        {...(canWrite && {
          actions: (
            <Button variant="primary" onClick={() => setAdding(true)}>
              Add a car
            </Button>
          ),
        })}
      />
      <Loaded
        query={query}
        failed="The cars could not be loaded"
        skeleton={<Skeleton className="h-72 rounded-lg" />}
      >
        {({ pages }) =>
          pages[0]?.items.length === 0 ? (
            <Empty picture="talk" title="No cars yet">
              {canWrite
                ? 'Add a car that your business lets. Nobody books it twice.'
                : 'Cars that your business lets are shown here.'}
            </Empty>
          ) : (
            <ul aria-label="Own cars" className="grid items-start gap-4 tablet:grid-cols-2">
              {pages.flatMap(({ items }) =>
                items.map((car) => (
                  <li key={car.id} className="min-w-0">
                    <CarCard car={car} />
                  </li>
                )),
              )}
            </ul>
          )
        }
      </Loaded>
      <LoadMore query={query} />
      {isAdding && <CarDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}
