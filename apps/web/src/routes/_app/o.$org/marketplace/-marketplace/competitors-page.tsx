import { Page } from '@hub/ui/app-shell'
import { Card, CardList } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { Note } from '@hub/ui/note'
import { PageHeader } from '@hub/ui/page-header'
import { Skeleton, SkeletonGate, SkeletonRows } from '@hub/ui/skeleton'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useCan, useHub } from '../../../../../account.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { paging } from '../../../../../paging.ts'
import { CompetitorRow } from './competitor-row.tsx'
import { FindCompetitors } from './find-competitors.tsx'
import { Sections } from './sections.tsx'

/** Businesses like this one near a place: those that are followed, and what a search found. */
export function CompetitorsPage() {
  const { trpc } = useHub()
  const canWrite = useCan('marketplace.price.write')
  const setup = useQuery(trpc.modules.marketplace.competitors.setup.queryOptions())
  const isReady = setup.data?.isReady !== false
  return (
    <Page>
      <Sections />
      <PageHeader
        title="Competitors"
        description="Businesses like yours near a place, the most alike first."
      />
      <div className="flex flex-col gap-4">
        {/* Either is above the lists, which would move down when it comes. */}
        <SkeletonGate pending={setup.isPending} skeleton={<Skeleton className="h-32 rounded-lg" />}>
          {() => (
            <>
              {isReady ? canWrite && <FindCompetitors /> : <NotSetUp />}
              <Competitors state="followed" />
              <Competitors state="found" canFind={canWrite && isReady} />
            </>
          )}
        </SkeletonGate>
      </div>
    </Page>
  )
}

const NotSetUp = () => (
  <Note tone="info" title="Competitors cannot be found yet.">
    Whoever runs this hub has not set up Google Places.
  </Note>
)

const FOLLOWED = { state: 'followed', title: 'You follow' } as const
const FOUND = { state: 'found', title: 'Found' } as const

function Competitors({ state, canFind = false }: { state: 'followed' | 'found'; canFind?: boolean }) {
  const { trpc } = useHub()
  const { title } = state === 'followed' ? FOLLOWED : FOUND
  const query = useInfiniteQuery(
    trpc.modules.marketplace.competitors.list.infiniteQueryOptions({ state, limit: 20 }, paging),
  )
  const isNone = query.data?.pages[0]?.items.length === 0
  if (state === 'followed' && (query.data === undefined || isNone) && !query.isError) return null
  return (
    <Card flush title={title}>
      <Loaded query={query} failed="The competitors could not be loaded" skeleton={<SkeletonRows rows={4} />}>
        {({ pages }) =>
          isNone ? (
            <NoneFound canFind={canFind} />
          ) : (
            <>
              {state === 'found' && (
                <p className="px-(--card-pad) pb-2 text-13 text-text-2">
                  Kept for a day, as Google’s terms ask. Those you follow stay.
                </p>
              )}
              <CardList label={title}>
                {pages.flatMap(({ items }) =>
                  items.map((competitor) => <CompetitorRow key={competitor.id} competitor={competitor} />),
                )}
              </CardList>
            </>
          )
        }
      </Loaded>
      <LoadMore query={query} />
    </Card>
  )
}

const NoneFound = ({ canFind }: { canFind: boolean }) => (
  <Empty picture="search" title="No competitors yet">
    {canFind
      ? 'Say above what kind of business to look for, and near which town.'
      : 'What a search finds is shown here for a day.'}
  </Empty>
)
