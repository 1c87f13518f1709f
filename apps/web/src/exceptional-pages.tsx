import type { ErrorComponentProps } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { ComponentType } from 'react'
import { toFailure } from './failure.ts'

const loadRouteError = () => import('./components/route-error.tsx')
const loadNotFound = () => import('./components/not-found-page.tsx')

/*
 * Pages that most visits never see stay out of the first download. When they cannot be fetched either,
 * bare words say what happened.
 */
const LazyRouteError = lazy(() =>
  loadRouteError().then(
    ({ RouteError: Loaded }): { default: ComponentType<ErrorComponentProps> } => ({ default: Loaded }),
    () => ({ default: BareError }),
  ),
)
const LazyNotFound = lazy(() =>
  loadNotFound().then(
    ({ NotFoundPage: Loaded }): { default: ComponentType } => ({ default: Loaded }),
    () => ({ default: BareNotFound }),
  ),
)

export function RouteError(props: ErrorComponentProps) {
  return (
    <Suspense>
      <LazyRouteError {...props} />
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
  void loadRouteError().catch(() => undefined)
}

function BareError({ error }: ErrorComponentProps) {
  return (
    <main className="p-8" role="alert">
      <h1 className="text-18 font-semibold">This page could not be shown</h1>
      <p className="mt-1 text-text-2">{toFailure(error).message}</p>
      <button type="button" className="mt-4 text-link" onClick={() => location.reload()}>
        Load again
      </button>
    </main>
  )
}

const BareNotFound = () => (
  <main className="p-8">
    <h1 className="text-18 font-semibold">Nothing at this address</h1>
    <a className="text-link" href="/">
      Go to the start
    </a>
  </main>
)
