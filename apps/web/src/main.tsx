import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { prefetchExceptionalPages } from './exceptional-pages.tsx'
import { fetchFont } from './font.ts'
import { watchPlainLinks } from './leave.ts'
import { reloadWhenOutdated } from './outdated.ts'
import { watchPresence } from './presence.ts'
import { restoreFocus } from './restore-focus.ts'
import { createAppRouter, followSession, forgetErrors } from './router.tsx'
import './styles.css'
import { createHubs } from './trpc.ts'
import './zod-without-eval.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element named root.')

/** After the first page has everything it needs. */
const PREFETCH_MS = 2_000

const hubs = createHubs()
const router = createAppRouter({ hubs })
followSession(router, hubs)
forgetErrors(router)
restoreFocus(router)
reloadWhenOutdated()
watchPlainLinks()

// The code of the page is fetched beside the question who is signed in, not after its answer. What cannot be
// fetched is asked for again, and told, by the router.
for (const route of router.getMatchedRoutes(location.pathname)[0])
  void router.loadRouteChunk(route)?.catch(() => undefined)

// Few have colors of their own; the sheet for them is no part of everybody's.
const ownColors = matchMedia('(forced-colors: active)')
const fetchOwnColors = () => ownColors.matches && void import('./forced-colors.css').catch(() => undefined)
ownColors.addEventListener('change', fetchOwnColors)
fetchOwnColors()

// Nobody prints a page before it is there.
window.addEventListener('load', () => void import('@hub/ui/print.css').catch(() => undefined), { once: true })

createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
)

function fetchTheRest(): void {
  prefetchExceptionalPages()
  // Where it cannot be had, another stands in for it.
  void fetchFont().catch(() => undefined)
}

window.addEventListener('load', watchPresence, { once: true })
window.addEventListener('load', () => setTimeout(fetchTheRest, PREFETCH_MS), { once: true })
