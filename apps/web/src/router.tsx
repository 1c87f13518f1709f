import { createBrowserHistory, createRouter } from '@tanstack/react-router'
import type { RouterHistory } from '@tanstack/react-router'
import { dismissErrors } from '@hub/ui/toast'
import { onSignedOut } from './auth.ts'
import { withDialogSteps } from './dialog-steps.ts'
import { NotFoundPage, RouteError } from './exceptional-pages.tsx'
import { onPresence, readPresence } from './presence.ts'
import { routeTree } from './routeTree.gen.ts'
import type { FileRouteTypes } from './routeTree.gen.ts'
import { forgetStepUp } from './step-up.ts'
import type { Hubs } from './trpc.ts'

/** Skeletons wait so long before they show, and then stay so long, that nothing flashes. */
const PENDING_MS = 150
const PENDING_MIN_MS = 300

export function createAppRouter({ hubs, history }: { hubs: Hubs; history?: RouterHistory }) {
  const router = createRouter({
    routeTree,
    context: { hubs },
    history: withDialogSteps(history ?? createBrowserHistory()),
    defaultPreload: 'intent',
    // The query caches decide how old an answer may be.
    defaultPreloadStaleTime: 0,
    defaultPendingMs: PENDING_MS,
    defaultPendingMinMs: PENDING_MIN_MS,
    scrollRestoration: ({ location }): boolean =>
      !router.getMatchedRoutes(location.pathname)[0].some(({ options }) => options.staticData?.scrollsItself),
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFoundPage,
  })
  return router
}

export type AppRouterInstance = ReturnType<typeof createAppRouter>

/** When the session ends, leaves the signed-in pages and remembers which one it was. @returns a function that stops it. */
export function followSession(router: AppRouterInstance, hubs: Hubs): () => void {
  return onSignedOut(() => {
    const { location, matches } = router.state
    // Several refused calls may say so one after the other, the later ones when we are on our way already.
    if (location.pathname === '/sign-in' || !matches.some(({ routeId }) => routeId === '/_app')) return
    forgetStepUp()
    hubs.clear()
    void router.navigate({ to: '/sign-in', search: { next: location.href }, ignoreBlocker: true })
  })
}

/** What went wrong on a page, or for want of the hub, is no news any more when the person is elsewhere or the hub is back. */
export function forgetErrors(router: AppRouterInstance): void {
  router.subscribe('onBeforeNavigate', ({ pathChanged }) => pathChanged && dismissErrors(Date.now()))
  onPresence(() => readPresence() === 'here' && dismissErrors(Date.now()))
}

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouterInstance
  }
  interface StaticDataRouteOption {
    /** The name of the page, in the top bar and in the browser's tab. */
    title?: string
    /** The list that the page shows one thing of; the way back to it stands before its name. */
    within?: {
      title: string
      to: Exclude<Extract<FileRouteTypes['to'], `/o/$org/${string}`>, `/o/$org/${string}/${string}`>
    }
    /** The page itself knows where it opens; the router leaves its scrolling alone. */
    scrollsItself?: boolean
    /** It needs all the room there is: the sidebar begins narrow. */
    isEditor?: boolean
  }
}
