import { showErrorToast, showToast } from '@hub/ui/toast'
import type { ToastAction } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { toFailure } from './failure.ts'
import { newKey } from './idempotency.ts'
import { useHub } from './account.ts'

/** What is offered after something that opens the account was changed: whoever came in by it is out then. */
export function useSignOutOthers(): ToastAction {
  const { trpc, queryClient } = useHub()
  const signOut = useMutation(
    trpc.auth.logoutOthers.mutationOptions({
      onSuccess: () => {
        showToast('You are signed out everywhere else.')
        void queryClient.invalidateQueries(trpc.auth.sessions.pathFilter())
      },
      onError: (error) => showErrorToast(toFailure(error).message),
    }),
  )
  return {
    label: 'Sign out other devices',
    onClick: () => signOut.mutate({ idempotencyKey: newKey() }),
  }
}
