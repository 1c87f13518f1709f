import { AuthPage } from '../../components/auth-page.tsx'
import { FailureState } from '../../components/failure-state.tsx'
import { loadAgain } from '../../leave.ts'

/** A page before the sign-in whose data could not be loaded. */
export const failedAuthPage = (title: string) =>
  function FailedAuthPage({ error }: { error: unknown }) {
    return (
      <AuthPage title={title}>
        <FailureState error={error} onRetry={() => void loadAgain()} />
      </AuthPage>
    )
  }
