import { Page } from '@hub/ui/app-shell'
import { Button } from '@hub/ui/button'
import { PageHeader } from '@hub/ui/page-header'
import { createFileRoute } from '@tanstack/react-router'
import { UserPlus } from 'lucide-react'
import { Suspense } from 'react'
import { useCan, useHub } from '../../../account.ts'
import { ExportList } from '../../../components/export-list.tsx'
import { newKey } from '../../../idempotency.ts'
import { lazyPart } from '../../../lazy-part.ts'
import { paging } from '../../../paging.ts'
import { checked, compact, flag, oneOf } from '../../../search-params.ts'
import type { RawSearch } from '../../../search-params.ts'
import { AccessCard } from './-team/access-card.tsx'
import { HoldersCard } from './-team/holders-card.tsx'
import { InvitationsCard } from './-team/invitations-card.tsx'
import { membersIn } from './-team/member-sort.ts'
import type { MemberSort } from './-team/member-sort.ts'
import { MembersCard } from './-team/members-card.tsx'
import { RolesCard } from './-team/roles-card.tsx'

const InviteDialog = lazyPart(async () => (await import('./-team/invite-dialog.tsx')).InviteDialog)

export const Route = createFileRoute('/_app/o/$org/team')({
  staticData: { title: 'Team' },
  validateSearch: (search: RawSearch) =>
    checked({ invite: flag(search['invite']), sort: oneOf(search['sort'], ['newest']) }),
  loaderDeps: ({ search: { sort } }) => ({ sort }),
  loader: ({ context: { hub }, deps: { sort } }) => {
    void hub.queryClient.prefetchInfiniteQuery(
      hub.trpc.organizations.members.list.infiniteQueryOptions(membersIn(sort), paging),
    )
  },
  component: TeamPage,
})

function TeamPage() {
  const { invite, sort = 'name' } = Route.useSearch()
  const navigate = Route.useNavigate()
  const { client } = useHub()
  const canInvite = useCan('member.invite')
  const exportAll = () => client.organizations.members.export.mutate({ idempotencyKey: newKey() })
  const setInvite = (isOpen: boolean) =>
    void navigate({
      search: (before) => compact({ ...before, invite: isOpen ? true : undefined }),
      replace: true,
    })
  const setSort = (next: MemberSort) =>
    void navigate({
      search: (before) => compact({ ...before, sort: next === 'newest' ? next : undefined }),
      replace: true,
    })
  return (
    <Page>
      <PageHeader
        title="Team"
        description="Who works here and what each of them may do."
        actions={
          <>
            <ExportList list="members" filters={() => ({})} prepare={exportAll} />
            {canInvite && (
              <Button variant="primary" onClick={() => setInvite(true)}>
                <UserPlus aria-hidden="true" />
                Invite
              </Button>
            )}
          </>
        }
      />
      <div className="settles flex flex-col gap-4">
        <MembersCard sort={sort} onSort={setSort} />
        {canInvite && <InvitationsCard />}
        <AccessCard />
        <HoldersCard />
        <RolesCard />
      </div>
      {invite === true && canInvite && (
        <Suspense>
          <InviteDialog onClose={() => setInvite(false)} />
        </Suspense>
      )}
    </Page>
  )
}
