import { showErrorToast } from '@hub/ui/toast'
import { signOut } from '../auth.ts'
import { toFailure } from '../failure.ts'

/** Signs out and loads the sign-in page afresh, so that nothing that was read stays in memory. */
export function useSignOut(): () => void {
  return () => {
    signOut().then(
      () => location.assign('/sign-in'),
      (error: unknown) => showErrorToast(`You are still signed in. ${toFailure(error).message}`),
    )
  }
}
