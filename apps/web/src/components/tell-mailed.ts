import { showToast } from '@hub/ui/toast'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../trpc.ts'

/**
 * Says that a mail is on its way. A hub that only keeps its mails says that instead, and where: whoever waits for one would
 * wait for ever.
 */
export function useTellMailed(): (words: string) => void {
  const { data } = useQuery(useTRPC().auth.registration.queryOptions({}, { staleTime: Infinity }))
  return (words) => {
    const page = data?.mailPage
    if (page == null) showToast(words)
    else
      showToast('This hub sends no mail yet. It keeps it on a page of its own.', {
        action: { label: 'Open it', onClick: () => void window.open(page, '_blank', 'noreferrer') },
      })
  }
}
