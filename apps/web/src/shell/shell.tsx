import { AppShell } from '@hub/ui/app-shell'
import { Outlet, useLocation, useMatches, useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { lazyPart } from '../lazy-part.ts'
import { useMe, useOrganization, openOrganization } from '../account.ts'
import { Later } from '../components/later.tsx'
import { modules } from '../modules/index.ts'
import { BackgroundWorkProvider } from './background-work.tsx'
import { ConfirmAddressNotice } from './confirm-address-notice.tsx'
import type { PaletteDialogProps } from './palette.tsx'
import { useDensity } from './use-density.ts'
import { useGoKeys } from './go-keys.ts'
import { useIdlePrefetch } from './idle-prefetch.ts'
import { MainSidebar } from './main-sidebar.tsx'
import { MainTopbar } from './main-topbar.tsx'
import { closedPlace, placesFor } from './places.ts'
import { useShortcut } from './shortcut.ts'
import { SmallScreenBar } from './small-screen-bar.tsx'
import { loadToaster } from './toaster.ts'
import { WaitingWrites } from './waiting-writes.tsx'
import { useWhereabouts } from './whereabouts.ts'

/** With what the modules add: entries that come later would not be the ones that Enter chooses. */
async function loadPalette() {
  const [{ Palette: Dialog }, ...parts] = await Promise.all([
    import('./palette.tsx'),
    ...modules.flatMap(({ palette }) => palette?.() ?? []),
  ])
  return { Dialog, parts }
}
const Palette = lazyPart(async () => {
  const { Dialog, parts } = await loadPalette()
  return (props: Omit<PaletteDialogProps, 'parts'>) => <Dialog {...props} parts={parts} />
})

const ShortcutSheet = lazyPart(async () => (await import('./shortcut-sheet.tsx')).OrganizationSheet)

const ArrangePlaces = lazyPart(async () => (await import('./arrange-places.tsx')).ArrangePlaces)

const NoAccess = lazyPart(async () => (await import('../components/no-access.tsx')).NoAccess)

const COLLAPSED_KEY = 'hub.sidebar'

/** Sidebar, top bar, bottom bar and command palette around every page of an organization. */
export function Shell() {
  const [top, setTop] = useState<'palette' | 'shortcuts' | 'arrange' | null>(null)
  const { isCollapsed, turn } = useSidebarWidth()
  const openPalette = () => setTop('palette')
  const person = { onShortcuts: () => setTop('shortcuts'), onArrange: () => setTop('arrange') }
  useShortcut('k', () => setTop(top === 'palette' ? null : 'palette'), { mod: true })
  useShortcut('?', person.onShortcuts)
  useGoToPlaces()
  useWhereabouts()
  useDensity()
  useShortcut('[', turn)
  useIdlePrefetch(loadPalette)
  useIdlePrefetch(loadToaster)
  return (
    <BackgroundWorkProvider>
      <AppShell
        collapsed={isCollapsed}
        sidebar={<MainSidebar collapsed={isCollapsed} onSearch={openPalette} {...person} />}
        topbar={
          <>
            <MainTopbar onSearch={openPalette} />
            <ConfirmAddressNotice />
            <WaitingWrites />
          </>
        }
        bottomBar={<SmallScreenBar {...person} />}
      >
        {/* A phone shows the frame first: all at once it would stand still for half as long again. */}
        <Later>
          <PageOfPlace />
        </Later>
      </AppShell>
      <Suspense>
        {top === 'palette' && <Palette onClose={() => setTop(null)} {...person} />}
        {top === 'arrange' && <ArrangePlaces onClose={() => setTop(null)} />}
        {top === 'shortcuts' && <ShortcutSheet onClose={() => setTop(null)} />}
      </Suspense>
    </BackgroundWorkProvider>
  )
}

/** As the person left it; an editor begins with a narrow one, and forgets what was made of it there. */
function useSidebarWidth(): { isCollapsed: boolean; turn: () => void } {
  const isEditor = useMatches({ select: (matches) => matches.at(-1)?.staticData.isEditor === true })
  const [isKept, setKept] = useState(() => localStorage.getItem(COLLAPSED_KEY) === 'collapsed')
  const [isOpenHere, setOpenHere] = useState(false)
  if (isEditor) return { isCollapsed: !isOpenHere, turn: () => setOpenHere(!isOpenHere) }
  return {
    isCollapsed: isKept,
    turn() {
      localStorage.setItem(COLLAPSED_KEY, isKept ? 'open' : 'collapsed')
      setKept(!isKept)
    },
  }
}

/** A page asks its permission nowhere itself: the place it belongs to has it. */
function PageOfPlace() {
  const { pathname } = useLocation()
  const closed = closedPlace(pathname, useOrganization())
  if (!closed) return <Outlet />
  return (
    <Suspense>
      <NoAccess title={closed.label} />
    </Suspense>
  )
}

/** G and the letter of a place goes there. */
function useGoToPlaces(): void {
  const navigate = useNavigate()
  const me = useMe()
  const organization = useOrganization()
  useGoKeys((letter) => {
    const place = placesFor(me, organization).find((one) => one.letter === letter)
    if (!place) return false
    void navigate({ to: place.to, params: openOrganization(organization) })
    return true
  })
}
