import { Page } from '@hub/ui/app-shell'
import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { useHub, useOrganization } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'

/** A notice names a finding alone: this leads on to its website. */
export function OpenFinding({ id }: { id: string }) {
  const { trpc } = useHub()
  const { slug } = useOrganization()
  const finding = useQuery(trpc.modules.security.findings.get.queryOptions({ id }))
  return (
    <Page>
      <Loaded
        query={finding}
        level={1}
        failed="This finding could not be loaded"
        skeleton={<Skeleton className="h-12 w-72" />}
      >
        {({ siteId }) => (
          <Navigate
            replace
            to="/o/$org/security/$site"
            params={{ org: slug, site: siteId }}
            search={{ finding: id }}
          />
        )}
      </Loaded>
    </Page>
  )
}
