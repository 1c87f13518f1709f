import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { configure, render } from '@testing-library/react'
import { vi } from 'vitest'
import { createAppRouter, followSession } from '../router.tsx'
import type { AppRouterInstance } from '../router.tsx'
import { createHubs } from '../trpc.ts'

// The first page of a test file loads most of the program; on a busy machine that takes its time.
configure({ asyncUtilTimeout: 8_000 })

/** The whole app at an address, as `main.tsx` starts it. */
export function openApp(path: string): { router: AppRouterInstance; close: () => void } {
  // jsdom has neither; both only say how things look.
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: vi.fn<() => void>(),
    removeEventListener: vi.fn<() => void>(),
  }))
  vi.stubGlobal('scrollTo', vi.fn<() => void>())
  const hubs = createHubs()
  const router = createAppRouter({ hubs, history: createMemoryHistory({ initialEntries: [path] }) })
  const stop = followSession(router, hubs)
  const { unmount } = render(<RouterProvider router={router} />)
  return {
    router,
    close: () => {
      stop()
      unmount()
      hubs.clear()
    },
  }
}

const ORGANIZATION = '01a1f859-d525-702e-874d-6f9b61ee33bb'
export const PERSON = '01a1f859-d525-702e-874d-6f9b61ee33aa'

/** What the hub says about a person with one organization. */
export const me = {
  user: {
    id: PERSON,
    email: 'maeve@tideandfennel.example',
    name: 'Maeve Brannigan',
    avatarUrl: null,
    isEmailVerified: true,
    isPlatformAdmin: false,
    deletesAt: null as string | null,
    timeZone: 'Europe/Dublin',
    preferences: {},
  },
  impersonation: null as { expiresAt: string } | null,
  organizations: [
    {
      id: ORGANIZATION,
      slug: 'tide-fennel',
      name: 'Tide & Fennel',
      role: 'owner',
      timeZone: 'Europe/Dublin',
      currency: 'EUR',
      isSuspended: false,
      permissions: [
        'organization.read',
        'assistant.use',
        'apiKey.read',
        'member.read',
        'ops.task.read',
        'ops.task.write',
      ],
    },
  ],
}
