import { ApprovalCard } from '@hub/ui/approval-card'
import { Ledger } from '@hub/ui/ledger-line'
import { Note } from '@hub/ui/note'
import { PriceTag } from '@hub/ui/price-tag'
import { Skeleton } from '@hub/ui/skeleton'
import { Spinner } from '@hub/ui/spinner'
import { Time } from '@hub/ui/time'
import { showErrorToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { lazyPart } from '../lazy-part.ts'
import { useHub } from '../account.ts'
import { toFailure } from '../failure.ts'
import { newKey } from '../idempotency.ts'
import { usePoll } from '../live.ts'
import { useTRPC } from '../trpc.ts'
import { approveLabel, askerWords, declineLabel, subjectWords } from './approval-words.ts'
import type { Approval } from './approval-words.ts'
import { useTimeZone } from './day-words.ts'
import { editFields } from './edit-fields.ts'
import { Loaded } from './loaded.tsx'
import { RecordLink } from './sentence.tsx'
import { WrappingLine } from './wrapping-line.tsx'

const EditApproval = lazyPart(async () => (await import('./edit-approval.tsx')).EditApproval)

/** Somebody may decide on another device, and changes may not come by themselves. */
const REFRESH_MS = 10_000

export interface ApprovalRequestProps {
  id: string
  /** Says who asked, where the page around it does not. */
  withAsker?: boolean | undefined
}

/** One request to approve, up to date: the question while it waits, one line afterwards. */
export function ApprovalRequest({ id, withAsker = false }: ApprovalRequestProps) {
  const refreshMs = usePoll(REFRESH_MS)
  const approval = useQuery(
    useTRPC().approvals.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => isOpen(state.data) && refreshMs },
    ),
  )
  return (
    <Loaded
      query={approval}
      failed="This request could not be loaded"
      skeleton={<Skeleton className="h-[168px] w-full rounded-lg!" />}
    >
      {(data) => <ApprovalState approval={data} withAsker={withAsker} />}
    </Loaded>
  )
}

const isOpen = (approval: Approval | undefined): boolean =>
  approval?.status === 'pending' || approval?.status === 'running'

interface StateProps {
  approval: Approval
  withAsker: boolean
}

function ApprovalState({ approval, withAsker }: StateProps) {
  const decisions = useDecisions(approval)
  const [isEditing, setEditing] = useState(false)
  if (approval.status === 'running') {
    return (
      <Note tone="plain" icon={<Spinner className="text-accent-text" />}>
        {approval.title}: running now.
      </Note>
    )
  }
  if (approval.status === 'failed') {
    return (
      <Note tone="danger" title={`${approval.title}: it did not work.`}>
        {approval.error?.message}
      </Note>
    )
  }
  if (approval.status === 'pending' && !approval.canApprove) {
    return (
      <Note tone="plain">
        {titleOf(approval)} waits for a yes or no. Only people who may do this themselves can decide it, and
        see the rest of it.
      </Note>
    )
  }
  return (
    <>
      <ApprovalCard
        state={approval.status === 'done' ? 'approved' : approval.status}
        question={`${approval.title}?`}
        approveLabel={approveLabel(approval.title)}
        declineLabel={declineLabel(approval.title)}
        price={<PriceTag micro={approval.priceMicro} />}
        pending={decisions.pending}
        onApprove={decisions.approve}
        onDecline={decisions.decline}
        onEdit={approval.isMine && editFields(approval.args).length > 0 ? () => setEditing(true) : undefined}
        outcome={<Outcome approval={approval} />}
      >
        {withAsker && <p className="mb-1.5 text-13 text-text-2">Asked by {askerWords(approval)}</p>}
        <Preview approval={approval} />
        {approval.status === 'pending' && <Cautions approval={approval} />}
      </ApprovalCard>
      {isEditing && (
        <Suspense>
          <EditApproval approval={approval} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </>
  )
}

/** “Create a task “Order labels””, as far as the reader may know what it is about. */
function titleOf(approval: Approval): string {
  const subject = subjectWords(approval)
  return subject === undefined ? approval.title : `${approval.title} “${subject}”`
}

/** What somebody should know before they say yes to what they did not say themselves. */
function Cautions({ approval: { isMine, askerName, readBefore } }: { approval: Approval }) {
  return (
    <>
      {readBefore.length > 0 && (
        <p className="mt-2 text-13 text-warning-text">
          The assistant asked for this after it had read what others may have written ({readBefore.join(', ')}
          ). Make sure that you want it.
        </p>
      )}
      {!isMine && (
        <p className="mt-2 text-13 text-text-2">
          {askerName} asked for it. If you say yes, it is done in your name.
        </p>
      )}
    </>
  )
}

/** Longer words do not fit beside their name; they get lines of their own. */
const LONG = 56

/** Exactly what will be written, line by line. */
export function Preview({ approval: { preview } }: { approval: Pick<Approval, 'preview'> }) {
  return (
    <Ledger label="What will be written" className="flex flex-col gap-0.5">
      {preview.map(({ label, value }) => (
        <WrappingLine key={label} name={label} isLong={value.length > LONG}>
          <bdi>{value}</bdi>
        </WrappingLine>
      ))}
    </Ledger>
  )
}

function Outcome({ approval }: { approval: Approval }) {
  const timeZone = useTimeZone()
  const { status, title, decidedByName, decidedAt } = approval
  if (status === 'expired') return `${title}: nobody answered in 24 h. Nothing was changed.`
  const yes = status === 'done'
  const subject = subjectWords(approval)
  const link = approval.subject?.link ?? null
  return (
    <>
      <b className="font-medium">{title}</b>
      {subject !== undefined && (
        <> “{link === null ? subject : <RecordLink to={link}>{subject}</RecordLink>}”</>
      )}
      : {decidedByName ?? 'somebody'} said {yes ? 'yes' : 'no'}
      {decidedAt !== null && (
        <>
          {' '}
          at <Time value={decidedAt} format="smart" timeZone={timeZone} />
        </>
      )}
      .{yes ? '' : ' Nothing was changed.'}
    </>
  )
}

/** Yes and no. What comes back replaces the request wherever it is shown, and what it changed is read again. */
function useDecisions({ id, version, title }: Approval) {
  const { queryClient, trpc } = useHub()
  const settle = async (decided: Approval) => {
    queryClient.setQueryData(trpc.approvals.get.queryKey({ id }), decided)
    await queryClient.invalidateQueries({
      predicate: ({ queryKey: [path] }) => !(Array.isArray(path) && path[0] === 'assistant'),
    })
  }
  const refuse = (error: unknown) => {
    const failure = toFailure(error)
    showErrorToast(`${title}: nothing happened. ${failure.message}`)
    void queryClient.invalidateQueries(trpc.approvals.get.queryFilter({ id }))
  }
  const approve = useMutation(trpc.approvals.approve.mutationOptions({ onSuccess: settle, onError: refuse }))
  const decline = useMutation(trpc.approvals.decline.mutationOptions({ onSuccess: settle, onError: refuse }))
  return {
    pending: approve.isPending ? ('approve' as const) : decline.isPending ? ('decline' as const) : undefined,
    approve: () => approve.mutate({ id, version }),
    decline: () => decline.mutate({ id, version, idempotencyKey: newKey() }),
  }
}
