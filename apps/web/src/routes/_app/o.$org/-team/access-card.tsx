import { Card } from '@hub/ui/card'
import { SkeletonGate, SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableGroup, TableHead, Th } from '@hub/ui/table'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useCan } from '../../../../account.ts'
import type { AccessChoices } from '../../../../components/access-levels.ts'
import { useLastLength } from '../../../../components/last-length.ts'
import { NAME_STAYS } from '../../../../components/level-cell.tsx'
import { LoadMore } from '../../../../components/load-more.tsx'
import { Loaded } from '../../../../components/loaded.tsx'
import { lazyPart } from '../../../../lazy-part.ts'
import { paging } from '../../../../paging.ts'
import { useTRPC } from '../../../../trpc.ts'
import { AccessLegend } from './access-legend.tsx'
import { AccessRow } from './access-row.tsx'
import type { Person } from './access-row.tsx'
import { ProgramRow, useProgramRows } from './program-rows.tsx'
import type { ListedProgram } from './program-rows.tsx'

const AccessDialog = lazyPart(async () => (await import('./access-dialog.tsx')).AccessDialog)

/** Head of the table, head of its group, and the words about levels, beside the rows. */
const LINES_BESIDE = 3

/** How far everybody goes in each module: people, and below them what acts in their names. */
export function AccessCard() {
  const { access, members: team } = useTRPC().organizations
  const choices = useQuery(access.choices.queryOptions({}, { staleTime: Infinity }))
  const members = useInfiniteQuery(team.list.infiniteQueryOptions({}, paging))
  const { programs, isLoading } = useProgramRows(useCan('apiKey.read'))
  const people = members.data?.pages.flatMap(({ items }) => items) ?? []
  // The table comes whole: people who come before their keys would move what stands below twice.
  const isPending = members.isPending || isLoading
  const lastLength = useLastLength('hub.team.access', isPending ? undefined : people.length + programs.length)
  const skeleton = <SkeletonRows rows={LINES_BESIDE + lastLength} />
  if (choices.data?.modules.length === 0) return null
  return (
    <Card
      flush
      title="Access by module"
      note="Where nothing is chosen, the role decides."
      className="overflow-hidden"
    >
      <Loaded query={choices} failed="The levels of access could not be loaded" skeleton={skeleton}>
        {(data) => (
          <SkeletonGate pending={isPending} skeleton={skeleton}>
            {() => (
              <>
                <AccessTable choices={data} people={people} programs={programs} />
                <LoadMore query={members} />
                <AccessLegend modules={data.modules} />
              </>
            )}
          </SkeletonGate>
        )}
      </Loaded>
    </Card>
  )
}

interface AccessTableProps {
  choices: AccessChoices
  people: readonly Person[]
  programs: readonly ListedProgram[]
}

function AccessTable({ choices, people, programs }: AccessTableProps) {
  const [explained, setExplained] = useState<Person | null>(null)
  const columns = choices.modules.length + 2
  return (
    <>
      <Table firstStays label="Access by module">
        <TableHead>
          <Th className={NAME_STAYS}>Name</Th>
          {choices.modules.map(({ name, title }) => (
            <Th key={name} className="tablet:px-1">
              {title}
            </Th>
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
          {programs.length > 0 && (
            <TableGroup columns={columns} count={programs.length}>
              Keys and applications
            </TableGroup>
          )}
          {programs.map((program) => (
            <ProgramRow key={program.id} program={program} modules={choices.modules} />
          ))}
        </TableBody>
      </Table>
      {explained && (
        <Suspense>
          <AccessDialog person={explained} onClose={() => setExplained(null)} />
        </Suspense>
      )}
    </>
  )
}
