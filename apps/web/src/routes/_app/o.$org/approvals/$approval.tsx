import { Page } from '@hub/ui/app-shell'
import { Card } from '@hub/ui/card'
import { Credits } from '@hub/ui/credits'
import { Ledger } from '@hub/ui/ledger-line'
import { PageHeader } from '@hub/ui/page-header'
import { Skeleton } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { Time } from '@hub/ui/time'
import { useQuery } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { useOrganization } from '../../../../account.ts'
import { ApprovalRequest, Preview } from '../../../../components/approval-request.tsx'
import {
  approvalTones,
  askerWords,
  statusWords,
  subjectWords,
} from '../../../../components/approval-words.ts'
import type { Approval } from '../../../../components/approval-words.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { NoSuch } from '../../../../components/no-such.tsx'
import { useTimeZone } from '../../../../components/day-words.ts'
import { WrappingLine } from '../../../../components/wrapping-line.tsx'
import { isNoSuch } from '../../../../failure.ts'
import { usePageName } from '../../../../shell/page-head.tsx'
import { useTRPC } from '../../../../trpc.ts'

export const Route = createFileRoute('/_app/o/$org/approvals/$approval')({
  staticData: { title: 'Approval', within: { title: 'Approvals', to: '/o/$org/approvals' } },
  loader: ({ context: { hub }, params: { approval: id } }) =>
    void hub.queryClient.prefetchQuery(hub.trpc.approvals.get.queryOptions({ id })),
  component: OneApproval,
})

/** One request on a page of its own, which a link in a mail or a chat can point to. */
function OneApproval() {
  const { approval: id } = Route.useParams()
  const { slug } = useOrganization()
  const approval = useQuery(useTRPC().approvals.get.queryOptions({ id }))
  const { data } = approval
  const subject = data && subjectWords(data)
  usePageName(subject === undefined ? data?.title : `${data?.title ?? ''}: ${subject}`)
  if (isNoSuch(approval))
    return (
      <NoSuch
        what="request"
        place="the approvals"
        link={<Link to="/o/$org/approvals" params={{ org: slug }} />}
      />
    )
  return (
    <Page className="max-w-[784px]!">
      {/* Whole, so that what is asked does not move under the finger that answers. */}
      <Loaded
        query={approval}
        level={1}
        failed="This request could not be loaded"
        skeleton={<Skeleton className="h-dvh rounded-lg" />}
      >
        {(loaded) => (
          <>
            <PageHeader
              title={loaded.title}
              description={`Asked by ${askerWords(loaded)}.`}
              actions={
                <Status tone={approvalTones[loaded.status]}>
                  {statusWords(loaded.status, loaded.canApprove)}
                </Status>
              }
            />
            <div className="flex flex-col gap-(--gap)">
              <ApprovalRequest key={id} id={id} />
              <Facts approval={loaded} />
            </div>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Facts({ approval }: { approval: Approval }) {
  const timeZone = useTimeZone()
  const { slug } = useOrganization()
  const { status, createdAt, expiresAt, decidedAt, decidedByName, priceMicro, conversationId } = approval
  const at = (value: string) => <Time value={value} format="full" timeZone={timeZone} />
  return (
    <>
      {status !== 'pending' && approval.preview.length > 0 && (
        <Card title="What was asked for">
          <Preview approval={approval} />
        </Card>
      )}
      <Card title="About this request">
        <Ledger label="About this request">
          <WrappingLine name="Asked">{at(createdAt)}</WrappingLine>
          <WrappingLine name="Asked by">{askerWords(approval)}</WrappingLine>
          {conversationId !== null && (
            <WrappingLine name="Asked for in">
              <Link to="/o/$org/assistant/$conversation" params={{ org: slug, conversation: conversationId }}>
                your conversation
              </Link>
            </WrappingLine>
          )}
          {status === 'pending' && <WrappingLine name="Waits until">{at(expiresAt)}</WrappingLine>}
          {decidedAt !== null && <WrappingLine name="Decided">{at(decidedAt)}</WrappingLine>}
          {decidedByName !== null && <WrappingLine name="Decided by">{decidedByName}</WrappingLine>}
          <WrappingLine name={status === 'done' ? 'Charged' : 'Price if approved'}>
            {priceMicro === 0 ? 'free' : <Credits micro={priceMicro} unit />}
          </WrappingLine>
        </Ledger>
      </Card>
    </>
  )
}
