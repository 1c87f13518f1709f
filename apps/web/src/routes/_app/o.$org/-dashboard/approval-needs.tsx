import type { AppRouter } from '@hub/api'
import { Button } from '@hub/ui/button'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'
import { Hand } from 'lucide-react'
import { useCan, useOrganization } from '../../../../account.ts'
import type { Needs } from '../../../../modules/web-module.ts'
import { waitingInput } from '../../../../shell/shell-reads.ts'
import { useTRPC } from '../../../../trpc.ts'
import { pendingInput } from './dashboard-reads.ts'

type Approval = inferRouterOutputs<AppRouter>['approvals']['list']['items'][number]

const REFRESH_MS = 60_000

/** Requests that wait for a yes or no. */
export function useApprovalNeeds(): Needs {
  const { list } = useTRPC().approvals
  const enabled = useCan('approval.decide')
  const waiting = useQuery(list.queryOptions(pendingInput, { enabled, refetchInterval: REFRESH_MS }))
  // The mark beside the page of requests counts them all.
  const counted = useQuery(list.queryOptions(waitingInput, { enabled }))
  return {
    error: waiting.error,
    isFetching: waiting.isFetching,
    refetch: waiting.refetch,
    data: waiting.data && {
      rows: waiting.data.items.map(needOf),
      count: Math.max(waiting.data.items.length, counted.data?.items.length ?? 0),
      isNew: waiting.data.items.length === 0,
    },
  }
}

function needOf(approval: Approval) {
  const what = approval.preview
    .slice(0, 2)
    .map(({ value }) => value)
    .join(', ')
  return {
    id: approval.id,
    tone: 'accent' as const,
    icon: Hand,
    title: `${approval.title}?`,
    detail: what === '' ? `Asked by ${approval.askerName}` : what,
    act: <Look approval={approval} />,
  }
}

function Look({ approval }: { approval: Approval }) {
  const { slug } = useOrganization()
  return (
    <Button render={<Link to="/o/$org/approvals/$approval" params={{ org: slug, approval: approval.id }} />}>
      Look at it
    </Button>
  )
}
