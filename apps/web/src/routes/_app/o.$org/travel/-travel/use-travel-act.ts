import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'

/**
 * One act on a trip: it says what came of it, and reads again what it changed. Asked for once more while it is under way
 * it does nothing: a double click comes before the button shows that it waits, and would be refused as a second act.
 */
export function useTravelAct<Given = void>(act: (given: Given) => Promise<unknown>, words?: string) {
  const { trpc, queryClient } = useHub()
  const [underWay] = useState(() => new Set<string | undefined>())
  const mutation = useMutation({
    mutationFn: act,
    onSuccess: async () => {
      if (words !== undefined) showToast(words)
      await queryClient.invalidateQueries(trpc.modules.travel.pathFilter())
    },
    onError: (error) => showErrorToast(toFailure(error).message),
    onSettled: (_answer, _error, given) => void underWay.delete(JSON.stringify(given)),
  })
  const mutate: typeof mutation.mutate = (...asked) => {
    const given = JSON.stringify(asked[0])
    if (underWay.has(given)) return
    underWay.add(given)
    mutation.mutate(...asked)
  }
  return { ...mutation, mutate }
}
