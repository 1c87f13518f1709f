import { Avatar } from '@hub/ui/avatar'
import { Card } from '@hub/ui/card'
import { SkeletonGate, SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMe } from '../../../../account.ts'
import { useTimeZone } from '../../../../components/day-words.ts'
import { FailureState } from '../../../../components/failure-state.tsx'
import { LoadMore } from '../../../../components/load-more.tsx'
import { roleWords } from '../../../../components/role-words.ts'
import { useTRPC } from '../../../../trpc.ts'

/** The people of the organization. */
export function MembersCard() {
  const { user } = useMe()
  const timeZone = useTimeZone()
  const query = useInfiniteQuery(
    useTRPC().organizations.members.list.infiniteQueryOptions(
      {},
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  )
  const members = query.data?.pages.flatMap(({ items }) => items) ?? []
  if (query.isError && members.length === 0) {
    return (
      <Card>
        <FailureState
          title="The team could not be read"
          error={query.error}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      </Card>
    )
  }
  return (
    <Card flush className="overflow-hidden">
      <SkeletonGate pending={query.isPending} skeleton={<SkeletonRows rows={3} />}>
        {() => (
          <Table label="Members">
            <TableHead>
              <Th>Name</Th>
              <Th>Email</Th>
              <Th>Role</Th>
              <Th>Since</Th>
            </TableHead>
            <TableBody>
              {members.map(({ userId, name, email, role, joinedAt }) => (
                <TableRow key={userId}>
                  <Td>
                    <span className="flex items-center gap-2.5 font-medium">
                      <Avatar name={name} seed={userId} decorative />
                      <span className="min-w-0 wrap-anywhere">
                        {name}
                        {userId === user.id && <span className="ml-1.5 font-normal text-text-3">you</span>}
                      </span>
                    </span>
                  </Td>
                  <Td phone="detail" className="text-text-2 wrap-anywhere max-tablet:pl-[38px]!">
                    {email}
                  </Td>
                  <Td phone="end">{roleWords[role]}</Td>
                  <Td phone="hidden" className="text-text-2">
                    <Time value={joinedAt} format="day" timeZone={timeZone} />
                  </Td>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </SkeletonGate>
      <LoadMore query={query} />
    </Card>
  )
}
