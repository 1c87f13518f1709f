import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { toFailure } from '../failure.ts'

export type Prepared = Promise<{ path: string }>

/** Lets the hub prepare a file; the browser fetches it by itself, however large it is. */
export function useFileExport<Wish = void>(prepare: (wish: Wish) => Prepared) {
  return useMutation({
    mutationFn: prepare,
    onSuccess({ path }) {
      const link = document.createElement('a')
      link.href = path
      link.download = ''
      link.click()
      showToast('The file is being saved.')
    },
    onError: (error) => showErrorToast(toFailure(error).message),
  })
}
