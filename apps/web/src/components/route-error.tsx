import { QueryClientContext } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { use } from 'react'
import { FailureState } from './failure-state.tsx'

/** In the place of a page that failed; the frame around it stays. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  // Around the outermost route there is none.
  const queryClient = use(QueryClientContext)
  const retry = () => {
    // The page may have broken over what it had read, so it reads that again.
    queryClient?.removeQueries({ type: 'inactive' })
    reset()
    void router.invalidate()
  }
  return (
    <div className="grid min-h-[60dvh] flex-1 place-items-center">
      <FailureState error={error} level={1} onRetry={retry} />
    </div>
  )
}
