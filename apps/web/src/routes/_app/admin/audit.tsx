import { PageHeader } from '@hub/ui/page-header'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { AuditLog } from '../../../components/audit/audit-log.tsx'
import { auditFilters, auditPage, readPlatformAuditSearch } from '../../../components/audit/audit-search.ts'
import type { PlatformAuditSearch } from '../../../components/audit/audit-search.ts'
import { CheckButton, CheckResult, ExportMenu, useLogCheck } from '../../../components/audit/log-acts.tsx'
import { useOwnTimeZone } from '../../../components/day-words.ts'
import { newKey } from '../../../idempotency.ts'
import { paging } from '../../../paging.ts'
import { compact } from '../../../search-params.ts'
import { useTRPC, useTRPCClient } from '../../../trpc.ts'
import { OrganizationChoice } from './-admin/organization-choice.tsx'

export const Route = createFileRoute('/_app/admin/audit')({
  staticData: { title: 'Audit' },
  validateSearch: readPlatformAuditSearch,
  component: PlatformAudit,
})

function PlatformAudit() {
  const { org, ...search } = Route.useSearch()
  const navigate = Route.useNavigate()
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const chain = org === undefined ? {} : { organizationId: org }
  const actions = useQuery(trpc.audit.platform.actions.queryOptions(chain))
  const entries = useInfiniteQuery(
    trpc.audit.platform.list.infiniteQueryOptions(
      { ...auditPage(search), ...chain },
      { ...paging, placeholderData: (before) => before },
    ),
  )
  const check = useLogCheck((after) =>
    queryClient.fetchQuery({ ...trpc.audit.platform.verify.queryOptions({ after, ...chain }), staleTime: 0 }),
  )
  const change = (part: Partial<Record<keyof PlatformAuditSearch, string | undefined>>) =>
    // Each key comes from the filter that reads it.
    void navigate({ search: compact({ org, ...search, ...part }) as PlatformAuditSearch, replace: true })
  return (
    <>
      <PageHeader
        title="Audit"
        description="What was done on this hub, or in one organization. Nobody can change it, not even the hub."
        actions={
          <>
            <CheckButton check={check} />
            <ExportMenu
              prepare={(format) =>
                client.audit.platform.export.mutate({
                  format,
                  ...auditFilters(search),
                  ...chain,
                  idempotencyKey: newKey(),
                })
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
        people={[]}
        timeZone={useOwnTimeZone()}
        showsPlaces
        readEntry={(seq) => client.audit.platform.get.query({ seq, ...chain })}
        onChange={change}
        onClear={() => void navigate({ search: compact({ org }), replace: true })}
      >
        <OrganizationChoice org={org} onChange={(next) => change({ org: next })} />
      </AuditLog>
    </>
  )
}
