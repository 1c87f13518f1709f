import { Page } from '@hub/ui/app-shell'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { ActiveFilter, FilterChip } from '@hub/ui/filter-chip'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { useCan, useOrganization } from '../../../../account.ts'
import { ChoiceFilter } from '../../../../components/choice-filter.tsx'
import { LoadMore } from '../../../../components/load-more.tsx'
import { Loaded } from '../../../../components/loaded.tsx'
import { ListViews } from '../../../../lists/list-views.tsx'
import { useIsLive } from '../../../../live.ts'
import { paging } from '../../../../paging.ts'
import { compact } from '../../../../search-params.ts'
import { useTRPC } from '../../../../trpc.ts'
import { TryAllAgain } from './-jobs/job-acts.tsx'
import { askAgainIn, givenUp, jobsIn, jobViews, readJobSearch } from './-jobs/job-search.ts'
import type { JobSearch } from './-jobs/job-search.ts'
import { JobTable } from './-jobs/job-table.tsx'
import { jobStates } from '../../../../components/job-states.ts'
import { stateWords } from '../../../../components/job-words.ts'

export const Route = createFileRoute('/_app/o/$org/jobs/')({
  staticData: { title: 'Jobs' },
  validateSearch: readJobSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { hub }, deps }) => {
    void hub.queryClient.prefetchInfiniteQuery(hub.trpc.jobs.list.infiniteQueryOptions(jobsIn(deps), paging))
  },
  component: Jobs,
})

const stateChoices = jobStates.map((value) => ({ value, label: stateWords[value] }))

function Jobs() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const canManage = useCan('job.manage')
  const trpc = useTRPC()
  const isLive = useIsLive()
  const filter = (change: { [Key in keyof JobSearch]: JobSearch[Key] | undefined }) =>
    void navigate({ search: (before) => compact({ ...before, ...change }), replace: true })
  const jobs = useInfiniteQuery(
    trpc.jobs.list.infiniteQueryOptions(jobsIn(search), {
      ...paging,
      placeholderData: (before) => before,
      refetchInterval: ({ state }) =>
        !isLive && askAgainIn(state.data?.pages.flatMap(({ items }) => items) ?? []),
      refetchIntervalInBackground: true,
    }),
  )
  const dead = useQuery(
    trpc.jobs.list.queryOptions(givenUp, { enabled: canManage, refetchInterval: !isLive && askAgainIn([]) }),
  )
  const isFiltered = search.status !== undefined || search.mine === true
  return (
    <Page>
      <PageHeader
        title="Jobs"
        description="Work that goes on by itself, such as long exports. You may leave this page."
        actions={canManage && (dead.data?.items.length ?? 0) > 0 && <TryAllAgain />}
      />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <ChoiceFilter
          name="State"
          choices={stateChoices}
          value={search.status}
          onChange={(status) => filter({ status })}
        />
        {search.mine === true ? (
          <ActiveFilter label="Mine" onRemove={() => filter({ mine: undefined })} />
        ) : (
          canManage && <FilterChip onClick={() => filter({ mine: true })}>Mine</FilterChip>
        )}
        <span className="ml-auto">
          <ListViews kind={jobViews} />
        </span>
      </div>
      <Card flush>
        <Loaded query={jobs} failed="The jobs could not be loaded" skeleton={<SkeletonRows rows={6} />}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            return items.length === 0 ? <NoJobs isFiltered={isFiltered} /> : <JobTable jobs={items} />
          }}
        </Loaded>
        <LoadMore query={jobs} />
      </Card>
    </Page>
  )
}

function NoJobs({ isFiltered }: { isFiltered: boolean }) {
  const { slug } = useOrganization()
  const canReadCredits = useCan('credits.read')
  if (isFiltered) return <Empty title="None of these">Remove the filter to see the others.</Empty>
  return (
    <Empty
      title="Nothing runs, and nothing did lately"
      actions={
        canReadCredits && (
          <Button render={<Link to="/o/$org/credits" params={{ org: slug }} />}>Open Credits</Button>
        )
      }
    >
      Export a list in the background, such as the credit history, and it stands here until it is done.
    </Empty>
  )
}
