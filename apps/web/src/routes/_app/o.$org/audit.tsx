import { Page } from '@hub/ui/app-shell'
import { PageHeader } from '@hub/ui/page-header'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { useCan, useHub } from '../../../account.ts'
import { AuditLog } from '../../../components/audit/audit-log.tsx'
import { auditFilters, auditPage, readAuditSearch } from '../../../components/audit/audit-search.ts'
import { CheckButton, CheckResult, ExportMenu, useLogCheck } from '../../../components/audit/log-acts.tsx'
import { useTimeZone } from '../../../components/day-words.ts'
import { useMembers } from '../../../components/use-members.ts'
import { newKey } from '../../../idempotency.ts'
import type { ViewKind } from '../../../lists/saved-views.ts'
import { ListViews } from '../../../lists/list-views.tsx'
import { paging } from '../../../paging.ts'
import { compact } from '../../../search-params.ts'

export const Route = createFileRoute('/_app/o/$org/audit')({
  staticData: { title: 'Audit log' },
  validateSearch: readAuditSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { hub, organization }, deps }) => {
    if (!organization.permissions.includes('audit.read')) return
    void hub.queryClient.prefetchInfiniteQuery(
      hub.trpc.audit.list.infiniteQueryOptions(auditPage(deps), paging),
    )
  },
  component: OrganizationLog,
})

const auditViews: ViewKind = {
  list: 'audit',
  read: readAuditSearch,
  about: 'Which entries are shown.',
  sharing: 'audit.read',
}

function OrganizationLog() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const { trpc, queryClient, client } = useHub()
  const timeZone = useTimeZone()
  const isOwner = useCan('organization.own')
  const members = useMembers()
  const actions = useQuery(trpc.audit.actions.queryOptions())
  const entries = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(auditPage(search), {
      ...paging,
      placeholderData: (before) => before,
    }),
  )
  const check = useLogCheck((after) =>
    queryClient.fetchQuery({ ...trpc.audit.verify.queryOptions({ after }), staleTime: 0 }),
  )
  return (
    <Page>
      <PageHeader
        title="Audit log"
        description="Who did what, when and through which door. Nobody can change it, not even the hub."
        actions={
          <>
            <ListViews kind={auditViews} />
            {isOwner && <CheckButton check={check} />}
            <ExportMenu
              prepare={(format) =>
                client.audit.export.mutate({ format, ...auditFilters(search), idempotencyKey: newKey() })
              }
            />
          </>
        }
      />
      <CheckResult check={check} />
      <AuditLog
        entries={entries}
        search={search}
        actions={actions.data?.words ?? {}}
        people={members}
        timeZone={timeZone}
        showsPlaces={isOwner}
        readEntry={(seq) => client.audit.get.query({ seq })}
        onChange={(change) =>
          void navigate({ search: (before) => compact({ ...before, ...change }), replace: true })
        }
        onClear={() => void navigate({ search: {}, replace: true })}
      />
    </Page>
  )
}
