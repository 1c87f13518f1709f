import type { Member } from '@hub/api/schemas/organizations'
import { Card } from '@hub/ui/card'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Suspense, useMemo, useState } from 'react'
import { useCan, useMe, useOrganization } from '../../../../account.ts'
import { useTimeZone } from '../../../../components/day-words.ts'
import { useLastLength } from '../../../../components/last-length.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { lazyPart } from '../../../../lazy-part.ts'
import { CardTable, CardTableMenu } from '../../../../lists/card-table.tsx'
import { useTableDisplay } from '../../../../lists/table-display.ts'
import { paging } from '../../../../paging.ts'
import { useTRPC } from '../../../../trpc.ts'
import type { MemberAct } from './member-acts.ts'
import { memberColumns } from './member-columns.tsx'
import { membersIn, memberSortOf, sortOf } from './member-sort.ts'
import type { MemberSort } from './member-sort.ts'

// Needed by few and seldom.
const MemberDialog = lazyPart(async () => (await import('./member-dialog.tsx')).MemberDialog)

const idOf = ({ userId }: Member): string => userId
const nameOf = ({ name }: Member): string => name

export interface MembersCardProps {
  sort: MemberSort
  onSort: (sort: MemberSort) => void
}

/** The people of the organization, and for those who look after them what can be done. */
export function MembersCard({ sort, onSort }: MembersCardProps) {
  const userId = useMe().user.id
  const organization = useOrganization()
  const timeZone = useTimeZone()
  const showsFactor = useCan('member.write')
  const canReadLog = useCan('audit.read')
  const [act, setAct] = useState<{ kind: MemberAct; member: Member } | null>(null)
  const columns = useMemo(
    () =>
      memberColumns({
        reader: { userId, organization },
        canReadLog,
        showsFactor,
        timeZone,
        onAct: (kind, member) => setAct({ kind, member }),
      }),
    [userId, organization, canReadLog, showsFactor, timeZone],
  )
  const view = useTableDisplay('teamTable')
  const sorting = {
    sort: sortOf(sort),
    onSort: (next: ReturnType<typeof sortOf>) => onSort(memberSortOf(next)),
  }
  const query = useInfiniteQuery(
    useTRPC().organizations.members.list.infiniteQueryOptions(membersIn(sort), {
      ...paging,
      placeholderData: (before) => before,
    }),
  )
  const members = query.data?.pages.flatMap(({ items }) => items)
  const lastLength = useLastLength('hub.team.length', members?.length)
  return (
    <Card flush title="Members" action={<CardTableMenu columns={columns} view={view} {...sorting} />}>
      <Loaded
        query={query}
        failed="The team could not be loaded"
        skeleton={<SkeletonRows rows={1 + lastLength} />}
      >
        {({ pages }) => (
          <CardTable
            {...sorting}
            name="team"
            label="Members"
            columns={columns}
            view={view}
            rows={pages.flatMap(({ items }) => items)}
            rowId={idOf}
            rowName={nameOf}
            query={query}
          />
        )}
      </Loaded>
      {act && (
        <Suspense>
          <MemberDialog act={act.kind} member={act.member} onClose={() => setAct(null)} />
        </Suspense>
      )}
    </Card>
  )
}
