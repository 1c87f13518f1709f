import { Button } from '@hub/ui/button'
import { Link } from '@tanstack/react-router'
import { AuthPage } from '../../components/auth-page.tsx'

export interface EndedLinkProps {
  /** What to do now. */
  description: string
  act: { label: string; to: '/forgot' | '/sign-in' | '/' }
}

/** In place of a form that could not be sent: the link was used before, or its time is over. */
export const EndedLink = ({ description, act }: EndedLinkProps) => (
  <AuthPage title="This link no longer works" description={description}>
    <Button variant="primary" block size="lg" render={<Link to={act.to} />}>
      {act.label}
    </Button>
  </AuthPage>
)
