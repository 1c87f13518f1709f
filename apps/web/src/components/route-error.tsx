import { useRouter } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { FailureState } from './failure-state.tsx'

/** In the place of a page that failed; the frame around it stays. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <div className="grid min-h-[60dvh] flex-1 place-items-center">
      <FailureState error={error} level={1} onRetry={retry} />
    </div>
  )
}
