import { Button } from '@hub/ui/button'
import { Link } from '@tanstack/react-router'
import type { Me, Organization } from '../account.ts'
import { useSignOut } from '../shell/use-sign-out.ts'
import { AuthPage } from './auth-page.tsx'

export interface SuspendedPageProps {
  organization: Organization
  me: Me
}

/** In place of every page of an organization that an administrator of the hub has closed for now. */
export function SuspendedPage({ organization, me }: SuspendedPageProps) {
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
