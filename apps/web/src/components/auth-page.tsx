import { AuthLayout } from '@hub/ui/auth-layout'
import type { AuthLayoutProps } from '@hub/ui/auth-layout'
import { ThemeButton } from '../shell/main-topbar.tsx'

export type AuthPageProps = Omit<AuthLayoutProps, 'foot'>

/** The frame of every page before the sign-in. */
export function AuthPage({ children, ...rest }: AuthPageProps) {
  return (
    <AuthLayout
      {...rest}
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
