import type { AppRouter } from '@hub/api'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useCan } from '../../account.ts'
import { paging } from '../../paging.ts'
import { useTRPC } from '../../trpc.ts'
import { ownTaskInputs } from './early.ts'

type Task = inferRouterOutputs<AppRouter>['modules']['ops']['tasks']['list']['items'][number]

/** Tasks that were read, and how many there are in all. */
interface Part {
  tasks: Task[]
  count: number
  /** Of those: overdue or due today. */
  pressing: number
}

/**
 * The person's open tasks and those nobody has, the most urgent first. They are read as pages like those
 * of the board, so that an act on a task shows here at once as well. What is not read is counted.
 */
export function useOwnTasks(today: string) {
  const [mineInput, nobodysInput] = ownTaskInputs
  const mine = usePart({ mine: true }, mineInput, today)
  const nobodys = usePart({ unassigned: true }, nobodysInput, today)
  return {
    data: mine.data &&
      nobodys.data && {
        tasks: byDue([...mine.data.tasks, ...nobodys.data.tasks]),
        mine: mine.data.count,
        nobodys: nobodys.data.count,
        pressing: mine.data.pressing + nobodys.data.pressing,
      },
    error: mine.error ?? nobodys.error,
    isFetching: mine.isFetching || nobodys.isFetching,
    refetch: () => Promise.all([mine.refetch(), nobodys.refetch()]),
  }
}

function usePart(
  whose: { mine: true } | { unassigned: true },
  input: (typeof ownTaskInputs)[number],
  today: string,
) {
  const { list, count } = useTRPC().modules.ops.tasks
  const enabled = useCan('ops.task.read')
  const query = useInfiniteQuery(list.infiniteQueryOptions(input, { ...paging, enabled }))
  const tasks = query.data?.pages.flatMap(({ items }) => items)
  const pressing = tasks?.filter(({ dueOn }) => dueOn !== null && dueOn <= today).length ?? 0
  // The list comes by urgency: when its end is read, or not all of it presses, what presses is known.
  const isMore = query.hasNextPage
  const all = useQuery(count.queryOptions({ ...whose, status: 'open' }, { enabled: isMore }))
  const due = useQuery(
    count.queryOptions(
      { ...whose, status: 'open', dueTo: today },
      { enabled: isMore && pressing === tasks?.length },
    ),
  )
  const data: Part | undefined = tasks && {
    tasks,
    count: Math.max(tasks.length, all.data?.count ?? 0),
    pressing: Math.max(pressing, due.data?.count ?? 0),
  }
  return { data, error: query.error, isFetching: query.isFetching, refetch: query.refetch }
}

export type OwnTasks = ReturnType<typeof useOwnTasks>

/** Tasks without a day come last. */
export const byDue = <T extends Pick<Task, 'dueOn' | 'dueTime'>>(tasks: readonly T[]): T[] =>
  tasks.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))

const keyOf = ({ dueOn, dueTime }: Pick<Task, 'dueOn' | 'dueTime'>): string =>
  `${dueOn ?? '9'}T${dueTime ?? '99'}`
