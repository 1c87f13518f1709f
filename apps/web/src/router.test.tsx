import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { me, openApp } from './testing/open-app.tsx'
import { refuse, standIn } from './testing/stand-in.ts'

const lists = () => ({ items: [], nextCursor: null })
const answers = {
  'auth.me': () => me,
  'organizations.members.list': lists,
  'modules.ops.tasks.list': lists,
}
const hub = standIn(answers)
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => hub.server.close())

let app: ReturnType<typeof openApp> | undefined
beforeEach(() => {
  localStorage.clear()
  hub.refresh.status = 401
  for (const [path, answer] of Object.entries(answers)) hub.procedures.set(path, answer)
})
afterEach(() => {
  app?.close()
  cleanup()
})

const signedOut = () => {
  throw refuse('UNAUTHORIZED', 'Sign in first.')
}

describe('a page that fails (WEB-3)', () => {
  it('says what, why and what now, and works again after a retry', async () => {
    hub.procedures.set('auth.me', () => {
      throw refuse('INTERNAL', 'Something broke on our side.')
    })
    app = openApp('/o/tide-fennel/tasks')
    expect(await screen.findByText('Something broke on our side.')).toBeDefined()
    expect(screen.getByText('req-7f3a')).toBeDefined()
    hub.procedures.set('auth.me', () => me)
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }))
    expect(await screen.findByRole('heading', { name: 'Tasks' })).toBeDefined()
  })

  it('keeps its frame when only its content could not be loaded', async () => {
    hub.procedures.set('modules.ops.tasks.list', () => {
      throw refuse('FORBIDDEN', 'Your role does not allow this.')
    })
    app = openApp('/o/tide-fennel/tasks')
    expect(await screen.findByText('The tasks could not be loaded')).toBeDefined()
    expect(screen.getByRole('navigation', { name: 'Main' })).toBeDefined()
  })

  it('keeps its frame when its own code breaks, and comes back after a retry', async () => {
    // What no hub of this version sends: the page breaks over it while it draws.
    hub.procedures.set('modules.ops.tasks.list', () => ({ items: [null], nextCursor: null }))
    app = openApp('/o/tide-fennel/tasks?view=list')
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('This page broke. Nothing you sent is lost; load it again.')
    expect(screen.getByRole('navigation', { name: 'Main' })).toBeDefined()
    hub.procedures.set('modules.ops.tasks.list', lists)
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }))
    expect(await screen.findByRole('heading', { name: 'Tasks' })).toBeDefined()
  })

  it('gives the request id to the clipboard, for a message to support', async () => {
    hub.procedures.set('modules.ops.tasks.list', () => {
      throw refuse('FORBIDDEN', 'Your role does not allow this.')
    })
    const user = userEvent.setup()
    app = openApp('/o/tide-fennel/tasks')
    await user.click(await screen.findByRole('button', { name: /req-7f3a/ }))
    await expect(navigator.clipboard.readText()).resolves.toBe('req-7f3a')
  })

  it('says so when the organization is not one of the person', async () => {
    app = openApp('/o/somebody-else/tasks')
    expect(await screen.findByText('Nothing at this address')).toBeDefined()
  })
})

describe('without a session (AUTH-3)', () => {
  it('shows the sign-in page and keeps where one wanted to go', async () => {
    hub.procedures.set('auth.me', signedOut)
    app = openApp('/o/tide-fennel/tasks?view=list')
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeDefined()
    expect(app.router.state.location.search).toEqual({ next: '/o/tide-fennel/tasks?view=list' })
  })

  it('leaves the page when the session ends while it is open', async () => {
    app = openApp('/o/tide-fennel/tasks')
    await screen.findByText('No tasks yet')
    for (const path of Object.keys(answers)) hub.procedures.set(path, signedOut)
    await userEvent.click(screen.getByRole('radio', { name: 'List' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Search tasks' }), 'guji')
    await screen.findByRole('heading', { name: 'Welcome back' })
    await waitFor(() =>
      expect(app?.router.state.location.search).toMatchObject({ next: expect.stringContaining('/tasks') }),
    )
  })
})

it('a tab begins anew when somebody else turns out to be signed in', async () => {
  const assign = vi.fn<(address: string) => void>()
  const { origin, href, pathname } = location
  vi.stubGlobal('location', { origin, href, pathname, assign })
  app = openApp('/o/tide-fennel/tasks')
  await screen.findByRole('heading', { name: 'Tasks' })
  expect(assign).not.toHaveBeenCalled()
  hub.procedures.set('auth.me', () => {
    throw refuse('OTHER_PERSON', 'Somebody else is signed in.')
  })
  await app.router.navigate({ to: '/o/$org', params: { org: 'unknown' } })
  await waitFor(() => expect(assign).toHaveBeenCalledWith('/'))
  vi.unstubAllGlobals()
})
