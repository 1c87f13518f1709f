import { Page } from '@hub/ui/app-shell'
import { Card } from '@hub/ui/card'
import { Note } from '@hub/ui/note'
import { PageHeader } from '@hub/ui/page-header'
import { Progress } from '@hub/ui/progress'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { useOrganization } from '../../../../account.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { NoSuch } from '../../../../components/no-such.tsx'
import { usePoll } from '../../../../live.ts'
import { usePageName } from '../../../../shell/page-head.tsx'
import { useTRPC } from '../../../../trpc.ts'
import { JobActs } from './-jobs/job-acts.tsx'
import { JobFacts } from './-jobs/job-facts.tsx'
import { askAgainIn } from './-jobs/job-search.ts'
import { JobState } from './-jobs/job-state.tsx'
import { JobTimeline } from './-jobs/job-timeline.tsx'
import { progressWords, remedyOf } from '../../../../components/job-words.ts'
import type { JobWithEvents } from '../../../../components/job-states.ts'

export const Route = createFileRoute('/_app/o/$org/jobs/$job')({
  staticData: { title: 'Job', within: { title: 'Jobs', to: '/o/$org/jobs' } },
  loader: ({ context: { hub }, params: { job: id } }) =>
    void hub.queryClient.prefetchQuery(hub.trpc.jobs.get.queryOptions({ id })),
  component: OneJob,
})

/** One job on a page of its own, which the log and the palette lead to. */
function OneJob() {
  const { job: id } = Route.useParams()
  const { slug } = useOrganization()
  const job = useQuery(
    useTRPC().jobs.get.queryOptions(
      { id },
      {
        refetchInterval: usePoll(({ state }: { state: { data: JobWithEvents | undefined } }) =>
          askAgainIn(state.data ? [state.data] : []),
        ),
        refetchIntervalInBackground: true,
      },
    ),
  )
  usePageName(job.data?.title)
  return (
    <Page>
      <Loaded
        query={job}
        failed="The job could not be loaded"
        noSuch={
          <NoSuch what="job" place="the jobs" link={<Link to="/o/$org/jobs" params={{ org: slug }} />} />
        }
        level={1}
        skeleton={
          <Card flush>
            <SkeletonRows rows={6} />
          </Card>
        }
      >
        {(loaded) => <Shown job={loaded} />}
      </Loaded>
    </Page>
  )
}

function Shown({ job }: { job: JobWithEvents }) {
  const { title, isMine, askedByName } = job
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1 wrap-anywhere">
            {title}
            <JobState job={job} />
          </span>
        }
        description={isMine ? 'You asked for it.' : `Asked for by ${askedByName}.`}
        actions={<JobActs job={job} isPage />}
      />
      <div className="grid grid-cols-1 items-start gap-(--gap) side:grid-cols-[minmax(0,1fr)_336px]">
        <div className="flex min-w-0 flex-col gap-(--gap)">
          <HowFar job={job} />
          <GivenUp job={job} />
          <Card title="What became of it">
            <JobTimeline job={job} />
          </Card>
        </div>
        <JobFacts job={job} />
      </div>
    </>
  )
}

function HowFar({ job }: { job: JobWithEvents }) {
  const { status, done, total, note, isBeingCanceled } = job
  if (status !== 'running') return null
  const hint = isBeingCanceled ? 'It stops in a moment.' : 'You may leave this page.'
  return (
    <Card>
      <Progress
        label={progressWords(job) ?? 'It runs'}
        value={total === null || total === 0 ? undefined : done / total}
        hint={note === null ? hint : `${note}. ${hint}`}
      />
    </Card>
  )
}

function GivenUp({ job: { status, error } }: { job: JobWithEvents }) {
  if (status !== 'dead' || error === null) return null
  return (
    <Note tone="danger" title={error.message}>
      {remedyOf(error.code)}
    </Note>
  )
}
