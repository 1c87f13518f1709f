import { Button } from '@hub/ui/button'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { AuthPage } from '../../components/auth-page.tsx'

export interface LinkPageProps {
  token: string | undefined
  isOpen: boolean
  /** What to do where half of the link is missing. */
  incomplete: string
  /** What to do where the link was used before, or its time is over. */
  ended: string
  /** Where either leads. */
  act: { label: string; to: '/forgot' | '/sign-in' | '/' }
  children: (token: string) => ReactNode
}

/** What a mailed or printed link opens; says by itself where the form could never be sent. */
export function LinkPage({ token, isOpen, incomplete, ended, act, children }: LinkPageProps) {
  if (token !== undefined && isOpen) return children(token)
  const words =
    token === undefined
      ? { title: 'This link is not complete', description: incomplete }
      : { title: 'This link no longer works', description: ended }
  return (
    <AuthPage {...words}>
      <Button
        variant={token === undefined ? 'secondary' : 'primary'}
        block
        size="lg"
        render={<Link to={act.to} />}
      >
        {act.label}
      </Button>
    </AuthPage>
  )
}
