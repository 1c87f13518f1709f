import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAppRouter } from './router.tsx'
import { me, openApp } from './testing/open-app.tsx'
import { refuse, standIn } from './testing/stand-in.ts'
import { createHubs } from './trpc.ts'

const lists = () => ({ items: [], nextCursor: null })
const hub = standIn({
  'auth.registration': () => ({ mode: 'open', passwordPolicy: 'default' }),
  'organizations.members.list': lists,
  'organizations.invitations.list': lists,
  'modules.ops.tasks.list': lists,
  'admin.users.list': lists,
})
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
afterAll(() => hub.server.close())

let app: ReturnType<typeof openApp> | undefined
beforeEach(() => {
  localStorage.clear()
  hub.calls.length = 0
})
afterEach(() => {
  app?.close()
  cleanup()
})

type Person = typeof me | null
const openAs = (person: Person, path: string) => {
  hub.procedures.set('auth.me', () => {
    if (person === null) throw refuse('UNAUTHORIZED', 'Sign in first.')
    return person
  })
  app = openApp(path)
  return app.router
}
/** The first page loads most of the program. */
const PATIENT = { timeout: 8_000 }

const admin = { ...me, user: { ...me.user, isPlatformAdmin: true } }
const homeless = { ...me, organizations: [] }
const ofTwo = {
  ...me,
  organizations: me.organizations.flatMap((one) => [one, { ...one, id: crypto.randomUUID(), slug: 'quay' }]),
}

describe('who may open what (WEB-4)', () => {
  const ways: readonly { who: string; person: Person; from: string; to: string }[] = [
    {
      who: 'somebody signed out, to the sign-in and back',
      person: null,
      from: '/o/quay/team',
      to: '/sign-in?next=%2Fo%2Fquay%2Fteam',
    },
    { who: 'somebody signed out, from the start', person: null, from: '/', to: '/sign-in' },
    { who: 'somebody signed in, away from the sign-in', person: me, from: '/sign-in', to: '/o/tide-fennel' },
    {
      who: 'somebody signed in, to where they wanted',
      person: me,
      from: '/sign-in?next=/o/tide-fennel/team',
      to: '/o/tide-fennel/team',
    },
    {
      who: 'nobody to another site',
      person: me,
      from: '/sign-in?next=https://evil.example/',
      to: '/o/tide-fennel',
    },
    {
      who: 'nobody to another site without a scheme',
      person: me,
      from: '/sign-in?next=//evil.example/',
      to: '/o/tide-fennel',
    },
    {
      who: 'somebody back into an organization that is open again',
      person: me,
      from: '/suspended/tide-fennel',
      to: '/o/tide-fennel',
    },
    {
      who: 'somebody without an organization, to a new one',
      person: homeless,
      from: '/',
      to: '/new-organization',
    },
  ]
  it.each(ways)('leads $who', async ({ person, from, to }) => {
    localStorage.setItem('hub.organization', 'tide-fennel')
    const router = openAs(person, from)
    await waitFor(() => expect(router.state.location.href).toBe(to), PATIENT)
  })

  it('asks nobody who is signed in before it shows the sign-in page in a new browser', async () => {
    openAs(null, '/sign-in')
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeDefined()
    expect(hub.calls.filter(({ path }) => path !== 'auth.registration')).toEqual([])
  })

  it('shows that an organization is suspended, and nothing of it', async () => {
    const organizations = me.organizations.map((one) => ({ ...one, isSuspended: true, permissions: [] }))
    openAs({ ...me, organizations }, '/o/tide-fennel/tasks')
    expect(await screen.findByRole('heading', { name: 'Tide & Fennel is suspended' })).toBeDefined()
    expect(screen.getByRole('button', { name: 'Sign out' })).toBeDefined()
    expect(hub.calls.filter(({ path }) => path.startsWith('modules.'))).toEqual([])
  })

  it('says above the page for whom an administrator acts, and how long still', async () => {
    const expiresAt = new Date(Date.now() + 90_000).toISOString()
    openAs({ ...me, impersonation: { expiresAt } }, '/o/tide-fennel')
    const banner = await screen.findByRole('region', { name: 'Acting for somebody' })
    expect(banner.textContent).toContain('You act for Maeve Brannigan, 2 minutes left')
    expect(banner.textContent).toContain('their account, people, keys and settings are only to look at')
    expect(within(banner).getByRole('button', { name: 'Stop' })).toBeDefined()
  })

  it('opens the organization that was open last', async () => {
    localStorage.setItem('hub.organization', 'quay')
    const router = openAs(ofTwo, '/')
    await waitFor(() => expect(router.state.location.href).toBe('/o/quay'), PATIENT)
  })

  it('opens the page the person starts on, as dense as they like it', async () => {
    const preferences = { startPage: 'tasks', density: 'compact' } as const
    const router = openAs({ ...me, user: { ...me.user, preferences } }, '/')
    await waitFor(() => expect(router.state.location.pathname).toBe('/o/tide-fennel/tasks'), PATIENT)
    await waitFor(() => expect(document.documentElement.dataset['density']).toBe('compact'), PATIENT)
  })

  it.each([
    ['connect', '/o/tide-fennel/connect'],
    ['no-such-page', '/o/tide-fennel'],
    ['team', '/o/tide-fennel'],
  ])('starts on %s at %s, where only the team is closed', async (startPage, path) => {
    const organizations = me.organizations.map((one) => ({
      ...one,
      permissions: one.permissions.filter((permission) => permission !== 'member.read'),
    }))
    const router = openAs({ ...me, organizations, user: { ...me.user, preferences: { startPage } } }, '/')
    await waitFor(() => expect(router.state.location.pathname).toBe(path), PATIENT)
  })

  it.each(['/admin/users', '/admin/organizations', '/no/such/page', '/o/tide-fennel/no-such-page'])(
    'has nothing at %s for most people',
    async (path) => {
      const router = openAs(me, path)
      expect(await screen.findByText('Nothing at this address')).toBeDefined()
      expect(router.state.location.pathname).toBe(path)
      expect(hub.calls.filter((call) => call.path.startsWith('admin.'))).toEqual([])
    },
  )

  it('does not offer inviting to somebody who may not, not even by its address', async () => {
    openAs(me, '/o/tide-fennel/team?invite=true')
    expect(await screen.findByRole('heading', { name: 'Team' })).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Invite' })).toBeNull()
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('what an address may ask a page (WEB-4)', () => {
  const routes = Object.values(createAppRouter({ hubs: createHubs() }).routesById)
  const readers = routes.flatMap(({ id, options: { validateSearch } }) =>
    typeof validateSearch === 'function' ? [{ id, validateSearch }] : [],
  )

  it.each(readers)('passes nothing through at $id that does not fit', ({ validateSearch }) => {
    const asked = new Set<string>()
    // Whatever is asked for is nothing that any page can use.
    const search = new Proxy<Record<string, unknown>>(
      {},
      {
        get: (_target, key) => {
          asked.add(String(key))
          return {}
        },
      },
    )
    const accepted = validateSearch(search)
    expect(asked.size).toBeGreaterThan(0)
    // The key is there, so that it hides the raw one.
    for (const key of asked) expect(Object.entries(accepted)).toContainEqual([key, undefined])
  })
})

describe('the name of the page in the tab (WEB-3)', () => {
  const titles: readonly [string, Person, string][] = [
    ['/sign-in', null, 'Sign in · Smart AI Hub'],
    ['/sign-up', null, 'Create an account · Smart AI Hub'],
    ['/forgot', null, 'Choose a new password · Smart AI Hub'],
    ['/new-organization', me, 'New organization · Smart AI Hub'],
    ['/o/tide-fennel/tasks', me, 'Tasks · Smart AI Hub'],
    ['/o/tide-fennel/team', me, 'Team · Smart AI Hub'],
    ['/o/tide-fennel/settings', me, 'Settings · Smart AI Hub'],
    ['/admin/users', admin, 'People · Smart AI Hub'],
    ['/no/such/page', me, 'Smart AI Hub'],
  ]
  it.each(titles)('of %s', async (path, person, title) => {
    document.title = 'Another page'
    openAs(person, path)
    await waitFor(() => expect(document.title).toBe(title), PATIENT)
  })

  it('changes with the page', async () => {
    const router = openAs(me, '/o/tide-fennel/tasks')
    await waitFor(() => expect(document.title).toBe('Tasks · Smart AI Hub'), PATIENT)
    await router.navigate({ to: '/o/$org/team', params: { org: 'tide-fennel' } })
    await waitFor(() => expect(document.title).toBe('Team · Smart AI Hub'))
  })
})
