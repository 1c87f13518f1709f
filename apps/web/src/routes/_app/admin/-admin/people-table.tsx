import type { AppRouter } from '@hub/api'
import { Avatar } from '@hub/ui/avatar'
import { Status } from '@hub/ui/status'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Tag } from '@hub/ui/tag'
import { Time } from '@hub/ui/time'
import { Link } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'
import { useOwnTimeZone } from '../../../../components/day-words.ts'
import { EmailText } from '../../../../components/email-text.tsx'
import type { peopleSorts } from './admin-search.ts'
import { sortHead } from './sort-head.ts'

type Person = inferRouterOutputs<AppRouter>['admin']['users']['list']['items'][number]
type Sort = (typeof peopleSorts)[number]

interface PeopleTableProps {
  people: readonly Person[]
  sort: Sort
  onSort: (sort: Sort) => void
}

export function PeopleTable({ people, sort, onSort }: PeopleTableProps) {
  return (
    <Table label="People">
      <TableHead>
        <Th {...sortHead({ sorts: ['name', 'nameDown'], ascending: 'name' }, sort, onSort)}>Name</Th>
        <Th>Email</Th>
        <Th>State</Th>
        <Th numeric className="max-desk:hidden">
          Organizations
        </Th>
        <Th numeric {...sortHead({ sorts: ['seen', 'seenDown'], ascending: 'seenDown' }, sort, onSort)}>
          Last seen
        </Th>
        <Th
          numeric
          className="max-desk:hidden"
          {...sortHead({ sorts: ['newest', 'oldest'], ascending: 'oldest' }, sort, onSort)}
        >
          Since
        </Th>
      </TableHead>
      <TableBody>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </TableBody>
    </Table>
  )
}

function PersonRow({ person }: { person: Person }) {
  const timeZone = useOwnTimeZone()
  return (
    <TableRow>
      <Td>
        <span className="flex items-center gap-2.5 font-medium">
          <Avatar name={person.name} decorative />
          <Link to="/admin/users/$user" params={{ user: person.id }} className="min-w-0 truncate text-text">
            {person.name}
          </Link>
          {person.role === 'admin' && <Tag>Administrator</Tag>}
        </span>
      </Td>
      <Td phone="detail" className="text-text-2 wrap-anywhere max-tablet:pl-[38px]! tablet:min-w-[190px]">
        <EmailText email={person.email} />
      </Td>
      <Td phone="end">
        {person.isSuspended ? (
          <Status tone="danger">Suspended</Status>
        ) : (
          <Status tone={person.isVerified ? 'success' : 'warning'}>
            {person.isVerified ? 'Confirmed' : 'Not confirmed'}
          </Status>
        )}
      </Td>
      <Td numeric phone="hidden" className="max-desk:hidden">
        {person.organizationCount}
      </Td>
      <Td numeric phone="detail-end" className="text-text-2">
        {person.lastSeenAt === null ? 'Never' : <Time value={person.lastSeenAt} timeZone={timeZone} />}
      </Td>
      <Td numeric phone="hidden" className="text-text-2 max-desk:hidden">
        <Time value={person.createdAt} format="day" timeZone={timeZone} />
      </Td>
    </TableRow>
  )
}
