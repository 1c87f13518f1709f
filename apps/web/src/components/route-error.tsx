import { FailureState } from './failure-state.tsx'

export interface RouteErrorProps {
  error: unknown
  onRetry: () => void
}

/** In the place of a page that failed; the frame around it stays. */
export function RouteError({ error, onRetry }: RouteErrorProps) {
  return (
    <div className="grid min-h-[60dvh] flex-1 place-items-center">
      <FailureState error={error} level={1} onRetry={onRetry} />
    </div>
  )
}
