import type { Member } from '@hub/api/schemas/organizations'
import { Card } from '@hub/ui/card'
import { SkeletonGate, SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, Th } from '@hub/ui/table'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { lazyPart } from '../../../../lazy-part.ts'
import { useCan, useMe, useOrganization } from '../../../../account.ts'
import { FailureState } from '../../../../components/failure-state.tsx'
import { useLastLength } from '../../../../components/last-length.ts'
import { LoadMore } from '../../../../components/load-more.tsx'
import { useTRPC } from '../../../../trpc.ts'
import { actsOn } from './member-acts.ts'
import type { MemberAct } from './member-acts.ts'
import { MemberRow } from './member-row.tsx'

// Needed by few and seldom.
const MemberDialog = lazyPart(async () => (await import('./member-dialog.tsx')).MemberDialog)

/** The people of the organization, and for those who look after them what can be done. */
export function MembersCard() {
  const { user } = useMe()
  const organization = useOrganization()
  const showsFactor = useCan('member.write')
  const [act, setAct] = useState<{ kind: MemberAct; member: Member } | null>(null)
  const query = useInfiniteQuery(
    useTRPC().organizations.members.list.infiniteQueryOptions(
      {},
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  )
  const members = query.data?.pages.flatMap(({ items }) => items) ?? []
  const lastLength = useLastLength('hub.team.length', query.data && members.length)
  if (query.isError && members.length === 0) {
    return (
      <Card>
        <FailureState
          title="The team could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      </Card>
    )
  }
  return (
    <Card flush className="overflow-hidden">
      <SkeletonGate pending={query.isPending} skeleton={<SkeletonRows rows={1 + lastLength} />}>
        {() => (
          <Table label="Members">
            <TableHead>
              <Th>Name</Th>
              <Th>Email</Th>
              <Th>Role</Th>
              {showsFactor && <Th>Second factor</Th>}
              <Th className="max-desk:hidden">Since</Th>
              <Th>
                <span className="sr-only">What to do</span>
              </Th>
            </TableHead>
            <TableBody>
              {members.map((member) => (
                <MemberRow
                  key={member.userId}
                  member={member}
                  acts={actsOn(member, { userId: user.id, organization })}
                  onAct={(kind) => setAct({ kind, member })}
                  showsFactor={showsFactor}
                />
              ))}
            </TableBody>
          </Table>
        )}
      </SkeletonGate>
      <LoadMore query={query} />
      {act && (
        <Suspense>
          <MemberDialog act={act.kind} member={act.member} onClose={() => setAct(null)} />
        </Suspense>
      )}
    </Card>
  )
}
