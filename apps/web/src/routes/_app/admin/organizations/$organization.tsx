import { Card } from '@hub/ui/card'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { Loaded } from '../../../../components/loaded.tsx'
import { NoSuch } from '../../../../components/no-such.tsx'
import { useTRPC } from '../../../../trpc.ts'
import { OrganizationDetail } from '../-admin/organization-detail.tsx'

export const Route = createFileRoute('/_app/admin/organizations/$organization')({
  staticData: { title: 'Organization' },
  component: OrganizationPage,
})

function OrganizationPage() {
  const { organization } = Route.useParams()
  const query = useQuery(useTRPC().admin.organizations.get.queryOptions({ orgId: organization }))
  return (
    <Loaded
      query={query}
      failed="This organization could not be loaded"
      noSuch={
        <NoSuch what="organization" place="the organizations" link={<Link to="/admin/organizations" />} />
      }
      level={1}
      skeleton={
        <Card>
          <SkeletonRows rows={8} />
        </Card>
      }
    >
      {(found) => <OrganizationDetail organization={found} />}
    </Loaded>
  )
}
