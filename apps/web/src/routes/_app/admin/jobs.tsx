import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useInfiniteQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { ChoiceFilter } from '../../../components/choice-filter.tsx'
import { isUnderWay, jobStates } from '../../../components/job-states.ts'
import { stateWords } from '../../../components/job-words.ts'
import { LoadMore } from '../../../components/load-more.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { TypedSearch } from '../../../components/typed-search.tsx'
import { paging } from '../../../paging.ts'
import { checked, compact, id, oneOf, text } from '../../../search-params.ts'
import type { RawSearch } from '../../../search-params.ts'
import { useTRPC } from '../../../trpc.ts'
import { OrganizationChoice } from './-admin/organization-choice.tsx'
import { PlatformJobs } from './-admin/platform-jobs.tsx'
import { Schedules } from './-admin/schedules.tsx'
import { WorkState } from './-admin/work-state.tsx'

export const Route = createFileRoute('/_app/admin/jobs')({
  staticData: { title: 'Jobs' },
  validateSearch: (search: RawSearch) =>
    checked({ status: oneOf(search['status'], jobStates), org: id(search['org']), q: text(search['q']) }),
  component: Jobs,
})

const PAGE = 30
const SOON_MS = 2_000
const LATER_MS = 10_000

function Jobs() {
  const { status, org, q } = Route.useSearch()
  const navigate = Route.useNavigate()
  const jobs = useInfiniteQuery(
    useTRPC().admin.jobs.list.infiniteQueryOptions(
      {
        limit: PAGE,
        ...(status !== undefined && { status }),
        ...(org !== undefined && { orgId: org }),
        ...(q !== undefined && { search: q }),
      },
      {
        ...paging,
        placeholderData: (before) => before,
        refetchInterval: ({ state }) =>
          state.data?.pages.some(({ items }) => items.some(isUnderWay)) === true ? SOON_MS : LATER_MS,
      },
    ),
  )
  const change = (part: {
    status?: typeof status | undefined
    org?: string | undefined
    q?: string | undefined
  }) => void navigate({ search: compact({ status, org, q, ...part }), replace: true })
  const isNarrowed = status !== undefined || org !== undefined || q !== undefined
  return (
    <>
      <PageHeader
        title="Jobs"
        description="Background work of this hub and every organization, without what it is about."
      />
      <WorkState />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <TypedSearch label="Search jobs" value={q ?? ''} onChange={(next) => change({ q: next })} />
        <OrganizationChoice org={org} onChange={(next) => change({ org: next })} />
        <ChoiceFilter
          name="State"
          choices={jobStates.map((value) => ({ value, label: stateWords[value] }))}
          value={status}
          onChange={(next) => change({ status: next })}
        />
      </div>
      <Card flush>
        <Loaded query={jobs} failed="The jobs could not be loaded" skeleton={<SkeletonRows rows={6} />}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            if (items.length === 0)
              return (
                <Empty title={isNarrowed ? 'None that fits' : 'Nothing runs, and nothing did lately'}>
                  Mails, long exports, ends of accounts and other background work stand here, for a week after
                  their end.
                </Empty>
              )
            return <PlatformJobs jobs={items} />
          }}
        </Loaded>
        <LoadMore query={jobs} />
      </Card>
      <Schedules />
    </>
  )
}
