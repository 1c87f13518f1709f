import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Time } from '@hub/ui/time'
import { useQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { Loaded } from '../../../components/loaded.tsx'
import { checked, oneOf } from '../../../search-params.ts'
import type { RawSearch } from '../../../search-params.ts'
import { useOwnTimeZone } from '../../../components/day-words.ts'
import { useTRPC } from '../../../trpc.ts'
import { Figures } from './-admin/figures.tsx'
import { HealthCard } from './-admin/health-card.tsx'
import { PeopleChart } from './-admin/people-chart.tsx'

export const Route = createFileRoute('/_app/admin/')({
  staticData: { title: 'Overview' },
  validateSearch: (search: RawSearch) => checked({ show: oneOf(search['show'], ['new'] as const) }),
  component: Overview,
})

/** As long as the hub keeps its figures. */
const REFRESH_MS = 30_000

function Overview() {
  const { show } = Route.useSearch()
  const navigate = Route.useNavigate()
  const timeZone = useOwnTimeZone()
  const overview = useQuery({
    ...useTRPC().admin.overview.queryOptions({}),
    refetchInterval: REFRESH_MS,
  })
  return (
    <>
      <PageHeader
        title="Overview"
        description={
          overview.data ? (
            <>
              Counted <Time value={overview.data.at} timeZone={timeZone} />, and again every half minute.
            </>
          ) : (
            'How this hub is doing.'
          )
        }
      />
      <Loaded query={overview} failed="The figures could not be loaded" skeleton={<SkeletonRows rows={12} />}>
        {(figures) => (
          <div className="flex flex-col gap-(--gap)">
            <PeopleChart
              days={figures.days}
              show={show ?? 'active'}
              onShow={(next) =>
                void navigate({ search: next === 'new' ? { show: next } : {}, replace: true })
              }
            />
            <div className="grid grid-cols-1 items-start gap-(--gap) tablet:grid-cols-2">
              <Figures figures={figures} />
              <HealthCard />
            </div>
          </div>
        )}
      </Loaded>
    </>
  )
}
