import { isToasterWanted, onToasterWanted } from '@hub/ui/toast'
import { UiProvider } from '@hub/ui/ui-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRootRouteWithContext, Outlet, useMatches } from '@tanstack/react-router'
import { Suspense, useEffect, useSyncExternalStore } from 'react'
import { lazyPart } from '../lazy-part.ts'
import { PresenceNotice } from '../shell/presence-notice.tsx'
import { Toaster } from '../shell/toaster.ts'
import { useCurrentPageName, useCurrentTitleMark } from '../shell/page-head.tsx'
import { isStepUpAsked, onStepUp } from '../step-up.ts'
import { TRPCProvider } from '../trpc.ts'
import type { Hubs } from '../trpc.ts'
import { onUnsaved, wasUnsaved } from '../unsaved.ts'

const StepUpDialog = lazyPart(async () => (await import('../components/step-up-dialog.tsx')).StepUpDialog)

const LeaveGuard = lazyPart(async () => (await import('../components/leave-guard.tsx')).LeaveGuard)

export interface RouterContext {
  hubs: Hubs
}

export const Route = createRootRouteWithContext<RouterContext>()({ component: Root })

function Root() {
  const { account } = Route.useRouteContext().hubs
  useDocumentTitle()
  return (
    <UiProvider>
      <Toasts />
      <PresenceNotice />
      <QueryClientProvider client={account.queryClient}>
        <TRPCProvider trpcClient={account.client} queryClient={account.queryClient}>
          <Outlet />
          <StepUp />
          <Leaving />
        </TRPCProvider>
      </QueryClientProvider>
    </UiProvider>
  )
}

function Toasts() {
  const isWanted = useSyncExternalStore(onToasterWanted, isToasterWanted)
  return (
    isWanted && (
      <Suspense>
        <Toaster />
      </Suspense>
    )
  )
}

function StepUp() {
  const isAsked = useSyncExternalStore(onStepUp, isStepUpAsked)
  return (
    isAsked && (
      <Suspense>
        <StepUpDialog />
      </Suspense>
    )
  )
}

function Leaving() {
  const isWanted = useSyncExternalStore(onUnsaved, wasUnsaved)
  return (
    isWanted && (
      <Suspense>
        <LeaveGuard />
      </Suspense>
    )
  )
}

function useDocumentTitle(): void {
  const title = useMatches({
    select: (matches) => matches.findLast(({ staticData }) => staticData.title)?.staticData.title,
  })
  const name = useCurrentPageName() ?? title
  const mark = useCurrentTitleMark()
  useEffect(() => {
    document.title = name === undefined ? 'Smart AI Hub' : `${mark}${name} · Smart AI Hub`
  }, [name, mark])
}
