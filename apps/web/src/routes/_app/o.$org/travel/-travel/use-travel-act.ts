import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'

/** One act on a trip: it says what came of it, and reads again what it changed. */
export function useTravelAct<Given = void>(act: (given: Given) => Promise<unknown>, words?: string) {
  const { trpc, queryClient } = useHub()
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      if (words !== undefined) showToast(words)
      await queryClient.invalidateQueries(trpc.modules.travel.pathFilter())
    },
    onError: (error) => showErrorToast(toFailure(error).message),
  })
}
