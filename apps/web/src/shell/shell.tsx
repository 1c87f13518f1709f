import { AppShell } from '@hub/ui/app-shell'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { ConfirmAddressNotice } from './confirm-address-notice.tsx'
import { MainSidebar } from './main-sidebar.tsx'
import { MainTopbar } from './main-topbar.tsx'
import { useShortcut } from './shortcut.ts'
import { SmallScreenBar } from './small-screen-bar.tsx'

const loadPalette = () => import('./palette.tsx')
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }))

const COLLAPSED_KEY = 'hub.sidebar'

/** Sidebar, top bar, bottom bar and command palette around every page of an organization. */
export function Shell() {
  const [isPaletteOpen, setPaletteOpen] = useState(false)
  const [isCollapsed, setCollapsed] = useState(() => localStorage.getItem(COLLAPSED_KEY) === 'collapsed')
  const openPalette = () => setPaletteOpen(true)
  useShortcut('k', () => setPaletteOpen(!isPaletteOpen), { mod: true })
  useShortcut('[', () => {
    localStorage.setItem(COLLAPSED_KEY, isCollapsed ? 'open' : 'collapsed')
    setCollapsed(!isCollapsed)
  })
  useIdlePrefetch()
  return (
    <>
      <AppShell
        collapsed={isCollapsed}
        sidebar={<MainSidebar collapsed={isCollapsed} onSearch={openPalette} />}
        topbar={
          <>
            <MainTopbar onSearch={openPalette} />
            <ConfirmAddressNotice />
          </>
        }
        bottomBar={<SmallScreenBar />}
      >
        <Outlet />
      </AppShell>
      {isPaletteOpen && (
        <Suspense>
          <Palette onClose={() => setPaletteOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

/** The palette opens at once even the first time, because its code came while nothing else was to do. */
function useIdlePrefetch(): void {
  useEffect(() => {
    if (!('requestIdleCallback' in window)) return undefined
    const handle = requestIdleCallback(() => void loadPalette())
    return () => cancelIdleCallback(handle)
  }, [])
}
