import type { AppRouter } from '@hub/api'
import { Avatar } from '@hub/ui/avatar'
import { Button } from '@hub/ui/button'
import { Card, CardList, CardRow } from '@hub/ui/card'
import { formatCredits } from '@hub/ui/credits'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { Note } from '@hub/ui/note'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { Time } from '@hub/ui/time'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'
import { Suspense, useState } from 'react'
import { lazyPart } from '../../../../lazy-part.ts'
import { useOwnTimeZone } from '../../../../components/day-words.ts'
import { LoadMore } from '../../../../components/load-more.tsx'
import { Loaded } from '../../../../components/loaded.tsx'
import { roleWords } from '../../../../components/role-words.ts'
import { paging } from '../../../../paging.ts'
import { useTRPC } from '../../../../trpc.ts'
import { BackLink } from './back-link.tsx'

const AdjustCredits = lazyPart(async () => (await import('./adjust-credits.tsx')).AdjustCredits)
const SuspensionDialog = lazyPart(async () => (await import('./suspension-dialog.tsx')).SuspensionDialog)

type Detail = inferRouterOutputs<AppRouter>['admin']['organizations']['get']

/** One organization, as the administrators of the hub see it: never what is inside. */
export function OrganizationDetail({ organization }: { organization: Detail }) {
  const { name, slug, suspendedAt, suspendedReason } = organization
  const timeZone = useOwnTimeZone()
  return (
    <>
      <BackLink to="/admin/organizations">Organizations</BackLink>
      <PageHeader
        title={name}
        description={`/o/${slug}`}
        actions={<Suspension organization={organization} />}
      />
      <div className="flex flex-col gap-4">
        {suspendedAt !== null && (
          <Note tone="danger" title="Suspended">
            <Time value={suspendedAt} format="day" timeZone={timeZone} />
            {suspendedReason !== null && `: ${suspendedReason}`}
          </Note>
        )}
        <Facts organization={organization} />
        <Members organization={organization} />
      </div>
    </>
  )
}

function Suspension({ organization }: { organization: Detail }) {
  const [isOpen, setOpen] = useState(false)
  const isSuspended = organization.suspendedAt !== null
  return (
    <>
      <Button variant={isSuspended ? 'secondary' : 'danger-quiet'} onClick={() => setOpen(true)}>
        {isSuspended ? 'Lift the suspension' : 'Suspend'}
      </Button>
      <Suspense>
        {isOpen && <SuspensionDialog organization={organization} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  )
}

const limitWords = (micro: number | null): string => (micro === null ? 'None' : formatCredits(micro))

function Facts({ organization }: { organization: Detail }) {
  const timeZone = useOwnTimeZone()
  const [isAdjusting, setAdjusting] = useState(false)
  return (
    <Card
      title="Credits and settings"
      action={
        <>
          <Button
            size="sm"
            variant="ghost"
            render={<Link to="/admin/audit" search={{ org: organization.id }} />}
          >
            Its log
          </Button>
          <Button
            size="sm"
            variant="ghost"
            render={<Link to="/admin/jobs" search={{ org: organization.id }} />}
          >
            Its jobs
          </Button>
          <Button
            size="sm"
            aria-label={`Adjust credits of ${organization.name}`}
            onClick={() => setAdjusting(true)}
          >
            Adjust credits
          </Button>
        </>
      }
    >
      <Ledger label="Credits and settings">
        <LedgerLine name="Credits available" amount={formatCredits(organization.availableMicro)} />
        <LedgerLine name="Credits on hold" amount={formatCredits(organization.heldMicro)} />
        <LedgerLine name="Monthly limit" amount={limitWords(organization.monthLimitMicro)} />
        <LedgerLine name="Daily limit per member" amount={limitWords(organization.memberDayLimitMicro)} />
        <LedgerLine
          name="Second factor"
          amount={organization.requiresSecondFactor ? 'Every member needs one' : 'As members like'}
        />
        <LedgerLine name="Time zone" amount={organization.timeZone} />
        <LedgerLine name="Currency" amount={organization.currency} />
        <LedgerLine
          name="Since"
          amount={<Time value={organization.createdAt} format="day" timeZone={timeZone} />}
        />
      </Ledger>
      <Suspense>
        {isAdjusting && <AdjustCredits organization={organization} onClose={() => setAdjusting(false)} />}
      </Suspense>
    </Card>
  )
}

function Members({ organization: { id, memberCount } }: { organization: Detail }) {
  const members = useInfiniteQuery(
    useTRPC().admin.organizations.members.infiniteQueryOptions({ orgId: id, limit: 30 }, paging),
  )
  return (
    <Card title="People" note={memberCount} flush>
      <Loaded query={members} failed="Its people could not be loaded" skeleton={<SkeletonRows rows={3} />}>
        {({ pages }) => (
          <CardList label="People">
            {pages
              .flatMap(({ items }) => items)
              .map(({ userId, name, email, role, isSuspended }) => (
                <CardRow key={userId}>
                  <Avatar name={name} decorative />
                  <div className="min-w-0 flex-1">
                    <Link to="/admin/users/$user" params={{ user: userId }} className="font-medium text-text">
                      {name}
                    </Link>
                    <p className="text-12 wrap-anywhere text-text-3">{email}</p>
                  </div>
                  {isSuspended && <Status tone="danger">Suspended</Status>}
                  <span className="text-text-2">{roleWords[role]}</span>
                </CardRow>
              ))}
          </CardList>
        )}
      </Loaded>
      <LoadMore query={members} />
    </Card>
  )
}
