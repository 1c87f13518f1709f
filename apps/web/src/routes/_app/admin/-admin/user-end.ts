import { showErrorToast, showToast } from '@hub/ui/toast'
import { useQueryClient } from '@tanstack/react-query'
import { toFailure } from '../../../../failure.ts'
import { useTRPC } from '../../../../trpc.ts'

/** What an act on an account ends with: said, and shown. */
export function useUserEnd(said: string, onDone?: () => void) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return {
    async onSuccess() {
      onDone?.()
      showToast(said)
      await queryClient.invalidateQueries(trpc.admin.pathFilter())
    },
    onError(error: unknown) {
      onDone?.()
      showErrorToast(toFailure(error).message)
    },
  }
}
