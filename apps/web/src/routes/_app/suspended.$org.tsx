import { Button } from '@hub/ui/button'
import { createFileRoute, Link, notFound, redirect } from '@tanstack/react-router'
import { refreshMe } from '../../account.ts'
import { AuthPage } from '../../components/auth-page.tsx'
import { useSignOut } from '../../shell/use-sign-out.ts'

/** In place of every page of an organization that an administrator of the hub has closed for now. */
export const Route = createFileRoute('/_app/suspended/$org')({
  staticData: { title: 'Suspended' },
  beforeLoad: async ({ context, params }) => {
    // Whoever loads the page again wants to know whether it is open by now.
    const { organizations } = await refreshMe(context.hubs)
    const organization = organizations.find(({ slug }) => slug === params.org)
    if (!organization) throw notFound()
    if (!organization.isSuspended) throw redirect({ to: '/o/$org', params })
    return { organization }
  },
  component: SuspendedPage,
})

function SuspendedPage() {
  const { organization, me } = Route.useRouteContext()
  const signOut = useSignOut()
  const others = me.organizations.filter(({ isSuspended }) => !isSuspended)
  return (
    <AuthPage
      title={`${organization.name} is suspended`}
      description="Nobody can work in it at the moment. Everything in it is kept. Ask whoever runs this hub; its owners got a mail with the reason."
    >
      <div className="flex flex-col gap-3">
        {others.map(({ id, slug, name }) => (
          <Button key={id} render={<Link to="/o/$org" params={{ org: slug }} />}>
            Open {name}
          </Button>
        ))}
        {me.user.isPlatformAdmin && <Button render={<Link to="/admin" />}>Open administration</Button>}
        <Button variant="ghost" onClick={signOut}>
          Sign out
        </Button>
      </div>
    </AuthPage>
  )
}
