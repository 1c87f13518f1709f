import { Card } from '@hub/ui/card'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableGroup, TableHead, Th } from '@hub/ui/table'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useCan } from '../../../../account.ts'
import type { AccessChoices } from '../../../../components/access-levels.ts'
import { LoadMore } from '../../../../components/load-more.tsx'
import { Loaded } from '../../../../components/loaded.tsx'
import { lazyPart } from '../../../../lazy-part.ts'
import { paging } from '../../../../paging.ts'
import { useTRPC } from '../../../../trpc.ts'
import { AccessLegend } from './access-legend.tsx'
import { AccessRow } from './access-row.tsx'
import type { Person } from './access-row.tsx'
import { ProgramRow, useProgramRows } from './program-rows.tsx'

const AccessDialog = lazyPart(async () => (await import('./access-dialog.tsx')).AccessDialog)

/** How far everybody goes in each module: people, and below them what acts in their names. */
export function AccessCard() {
  const choices = useQuery(useTRPC().organizations.access.choices.queryOptions({}, { staleTime: Infinity }))
  if (choices.data?.modules.length === 0) return null
  return (
    <Card
      flush
      title="Access by module"
      note="Where nothing is chosen, the role decides."
      className="overflow-hidden"
    >
      <Loaded
        query={choices}
        failed="The levels of access could not be loaded"
        skeleton={<SkeletonRows rows={3} />}
      >
        {(data) => (
          <>
            <AccessTable choices={data} />
            <AccessLegend modules={data.modules} />
          </>
        )}
      </Loaded>
    </Card>
  )
}

function AccessTable({ choices }: { choices: AccessChoices }) {
  const members = useInfiniteQuery(useTRPC().organizations.members.list.infiniteQueryOptions({}, paging))
  const [explained, setExplained] = useState<Person | null>(null)
  const columns = choices.modules.length + 2
  const people = members.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <div className="overflow-x-auto">
        <Table label="Access by module">
          <TableHead>
            <Th>Name</Th>
            {choices.modules.map(({ name, title }) => (
              <Th key={name}>{title}</Th>
            ))}
            <Th>
              <span className="sr-only">What to do</span>
            </Th>
          </TableHead>
          <TableBody>
            {people.map((member) => (
              <AccessRow
                key={member.userId}
                member={member}
                choices={choices}
                onExplain={() => setExplained(member)}
              />
            ))}
            {useCan('apiKey.read') && <Programs choices={choices} columns={columns} />}
          </TableBody>
        </Table>
      </div>
      <LoadMore query={members} />
      {explained && (
        <Suspense>
          <AccessDialog person={explained} onClose={() => setExplained(null)} />
        </Suspense>
      )}
    </>
  )
}

function Programs({ choices, columns }: { choices: AccessChoices; columns: number }) {
  const programs = useProgramRows()
  if (programs.length === 0) return null
  return (
    <>
      <TableGroup columns={columns} count={programs.length}>
        Keys and applications
      </TableGroup>
      {programs.map((program) => (
        <ProgramRow key={program.id} program={program} modules={choices.modules} />
      ))}
    </>
  )
}
