import { AuthLayout } from '@hub/ui/auth-layout'
import type { ReactNode } from 'react'
import { ThemeButton } from '../shell/main-topbar.tsx'

export interface AuthPageProps {
  title: ReactNode
  description?: ReactNode
  children: ReactNode
}

/** The frame of every page before the sign-in. */
export function AuthPage({ title, description, children }: AuthPageProps) {
  return (
    <AuthLayout
      title={title}
      description={description}
      foot={
        <span className="-ml-2 flex items-center">
          <ThemeButton />
        </span>
      }
    >
      {children}
    </AuthLayout>
  )
}
