import { useQuery } from '@tanstack/react-query'
import { createContext, Suspense, use } from 'react'
import type { ReactNode } from 'react'
import { lazyPart } from '../lazy-part.ts'
import { useCan, useOwnName } from '../account.ts'
import { usePoll } from '../live.ts'
import { useTRPC } from '../trpc.ts'
import { useTitleMark } from './page-head.tsx'
import type { Place } from '../modules/web-module.ts'
import { countEvery, waitingInput } from './shell-reads.ts'
import { useFirstPageThere } from './use-first-page.ts'
import { useUnderway } from './underway.ts'
import { useWatchedJobs } from './watched-jobs.ts'

const AnswerWatch = lazyPart(async () => (await import('./answer-watch.tsx')).AnswerWatch)
const BroadcastBar = lazyPart(async () => (await import('./live/broadcast-bar.tsx')).BroadcastBar)
const LiveStream = lazyPart(async () => (await import('./live/live-stream.tsx')).LiveStream)
const JobWatch = lazyPart(async () => (await import('./job-watch.tsx')).JobWatch)

/** What goes on or waits while the person is on another page. */
interface BackgroundWork {
  /** Requests that wait for a yes or no. */
  approvals: number
  /** News that was not read yet. */
  news: number
  isAnswering: boolean
  /** Answers that nobody has looked at yet. */
  answers: number
}

const WorkContext = createContext<BackgroundWork>({ approvals: 0, news: 0, isAnswering: false, answers: 0 })

const REFRESH_MS = 60_000

/** Knows what goes on behind the pages, shows it in the browser's tab, and tells the parts of the frame. */
export function BackgroundWorkProvider({ children }: { children: ReactNode }) {
  const name = useOwnName()
  const underway = useUnderway(name)
  const jobs = useWatchedJobs(name)
  const isFirstPageThere = useFirstPageThere()
  const answers = underway.filter(({ isReady }) => isReady).length
  const work = {
    approvals: useWaitingApprovals(),
    news: useUnreadNews(),
    isAnswering: underway.length > answers,
    answers,
  }
  useTitleMark(markOf(work))
  return (
    <WorkContext value={work}>
      {children}
      {isFirstPageThere && (
        <Suspense>
          <LiveStream />
          <BroadcastBar />
        </Suspense>
      )}
      {underway.length > 0 && (
        <Suspense>
          <AnswerWatch name={name} answers={underway} />
        </Suspense>
      )}
      {jobs.length > 0 && (
        <Suspense>
          <JobWatch name={name} ids={jobs} />
        </Suspense>
      )}
    </WorkContext>
  )
}

function markOf({ approvals, isAnswering, answers }: BackgroundWork): string {
  const count = approvals + answers
  return `${count > 0 ? `(${count}) ` : ''}${isAnswering ? 'Answering · ' : ''}`
}

function useWaitingApprovals(): number {
  const enabled = useCan('approval.decide')
  const refetchInterval = usePoll(REFRESH_MS)
  const { data } = useQuery(
    useTRPC().approvals.list.queryOptions(
      waitingInput,
      // The browser's tab says it while the person works in another one.
      { enabled, refetchInterval, refetchIntervalInBackground: true },
    ),
  )
  return enabled ? (data?.items.filter(({ canApprove }) => canApprove).length ?? 0) : 0
}

function useUnreadNews(): number {
  const enabled = useCan('notification.read')
  const refetchInterval = usePoll(countEvery)
  const count = useTRPC().notifications.unreadCount.queryOptions({}, { enabled, refetchInterval })
  return useQuery(count).data?.unread ?? 0
}

/** What stands beside a place because of what goes on behind it. */
export function useMarksOf(): (to: Place['to']) => { count?: number; working?: string } {
  const { approvals, news, isAnswering, answers } = use(WorkContext)
  return (to) => {
    if (to === '/o/$org/approvals') return { count: approvals }
    if (to === '/o/$org/inbox') return { count: news }
    if (to === '/o/$org/assistant') return { count: answers, ...(isAnswering && { working: 'Answering' }) }
    return {}
  }
}
