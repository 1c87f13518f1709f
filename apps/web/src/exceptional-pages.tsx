import { QueryClientContext } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { lazy, Suspense, use, useEffect, useRef } from 'react'
import type { ComponentType } from 'react'
import type { RouteErrorProps } from './components/route-error.tsx'
import { toFailure } from './failure.ts'
import { loadAgain } from './leave.ts'
import { usePresence } from './presence.ts'

const loadRouteError = () => import('./components/route-error.tsx')
const loadNotFound = () => import('./components/not-found-page.tsx')

/*
 * Pages that most visits never see stay out of the first download. When they cannot be fetched either,
 * bare words say what happened.
 */
const LazyRouteError = lazy(() =>
  loadRouteError().then(
    ({ RouteError: Loaded }): { default: ComponentType<RouteErrorProps> } => ({ default: Loaded }),
    () => ({ default: BareError }),
  ),
)
const LazyNotFound = lazy(() =>
  loadNotFound().then(
    ({ NotFoundPage: Loaded }): { default: ComponentType } => ({ default: Loaded }),
    () => ({ default: BareNotFound }),
  ),
)

/** What failed because the hub is away goes on by itself when it is back. */
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
  const isHere = usePresence() === 'here'
  const wasAway = useRef(false)
  useEffect(() => {
    if (isHere && wasAway.current) retry()
    wasAway.current = !isHere
  }, [isHere])
  return (
    <Suspense>
      <LazyRouteError error={error} onRetry={retry} />
    </Suspense>
  )
}

export function NotFoundPage() {
  return (
    <Suspense>
      <LazyNotFound />
    </Suspense>
  )
}

/** Fetched while the connection still works, because it is needed when it does not. */
export function prefetchExceptionalPages(): void {
  for (const load of [loadRouteError, loadNotFound]) void load().catch(() => undefined)
}

function BareError({ error }: RouteErrorProps) {
  return (
    <main className="p-8" role="alert">
      <h1 className="text-18 font-semibold">This page could not be shown</h1>
      <p className="mt-1 text-text-2">{toFailure(error).message}</p>
      <button type="button" className="mt-4 text-link" onClick={() => void loadAgain()}>
        Load again
      </button>
    </main>
  )
}

const BareNotFound = () => (
  <main className="p-8">
    <h1 className="text-18 font-semibold">Nothing at this address</h1>
    <Link className="text-link" to="/">
      Go to the start
    </Link>
  </main>
)
