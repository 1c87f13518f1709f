import { Card } from '@hub/ui/card'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { Loaded } from '../../../../components/loaded.tsx'
import { NoSuch } from '../../../../components/no-such.tsx'
import { useTRPC } from '../../../../trpc.ts'
import { UserDetail } from '../-admin/user-detail.tsx'

export const Route = createFileRoute('/_app/admin/users/$user')({
  staticData: { title: 'Person' },
  component: UserPage,
})

function UserPage() {
  const { user } = Route.useParams()
  const query = useQuery(useTRPC().admin.users.get.queryOptions({ userId: user }))
  return (
    <Loaded
      query={query}
      failed="This account could not be loaded"
      noSuch={<NoSuch what="account" place="the accounts" link={<Link to="/admin/users" />} />}
      level={1}
      skeleton={
        <Card>
          <SkeletonRows rows={8} />
        </Card>
      }
    >
      {(person) => <UserDetail person={person} />}
    </Loaded>
  )
}
