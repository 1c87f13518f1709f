import { Page } from '@hub/ui/app-shell'
import { Note } from '@hub/ui/note'
import { PageHeader } from '@hub/ui/page-header'
import { useQuery } from '@tanstack/react-query'
import { useOrganization } from '../account.ts'
import { useTRPC } from '../trpc.ts'

/** In the place of a page that its reader may not see: that it is so, and who can change it. */
export function NoAccess({ title }: { title: string }) {
  const { name } = useOrganization()
  const { list } = useTRPC().organizations.members
  const owners = useQuery(list.queryOptions({ role: 'owner', limit: 5 }))
  const admins = useQuery(list.queryOptions({ role: 'admin', limit: 5 }))
  const people = [...(owners.data?.items ?? []), ...(admins.data?.items ?? [])].map((one) => one.name)
  const names = new Intl.ListFormat('en', { type: 'disjunction' }).format(people)
  return (
    <Page>
      <PageHeader title={title} />
      <Note>
        You have no access to {title} in {name}. {names === '' ? 'An owner or admin' : names} can give it to
        you on the page Team.
      </Note>
    </Page>
  )
}
