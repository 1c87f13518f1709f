import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { appOnHub } from '../testing/app-on-hub.ts'
import { me } from '../testing/open-app.tsx'
import { partsOf } from '../components/sentence.tsx'

const TASK = '01a1f859-d525-702e-874d-000000000001'
const PERSON_ID = '01a1f859-d525-702e-874d-000000000002'
const found = {
  kinds: [
    {
      kind: 'organization_member.user_id',
      noun: 'Person',
      plural: 'People',
      items: [{ id: PERSON_ID, name: 'Colm Daly', detail: 'colm@example.test', link: '/o/tide-fennel/team' }],
    },
    {
      kind: 'ops_task',
      noun: 'Task',
      plural: 'Tasks',
      items: [
        { id: TASK, name: 'Seal the door', detail: 'Doing', link: `/o/tide-fennel/tasks?task=${TASK}` },
      ],
    },
  ],
  unanswered: [],
}
/** The list of the palette measures itself and scrolls, which this browser cannot. */
beforeAll(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  Element.prototype.scrollIntoView = () => undefined
  return () => vi.unstubAllGlobals()
})

const page = () => ({ items: [], nextCursor: null })
const withRights = (isPlatformAdmin: boolean) => ({
  ...me,
  user: { ...me.user, isPlatformAdmin },
  organizations: me.organizations.map((one) => ({
    ...one,
    permissions: ['organization.read', 'member.read'],
  })),
})
const hub = appOnHub({
  'auth.me': () => withRights(false),
  'system.find': () => found,
  'organizations.members.list': page,
  'organizations.invitations.list': page,
  'organizations.roles': () => ({ roles: [], permissions: [] }),
  'organizations.get': () => ({}),
  'admin.users.list': () => ({
    items: [{ id: PERSON_ID, name: 'Colm Daly', email: 'colm@example.test' }],
    nextCursor: null,
  }),
  'admin.organizations.list': () => ({
    items: [{ id: TASK, name: 'Quay Books', slug: 'quay' }],
    nextCursor: null,
  }),
  'audit.platform.list': page,
  'audit.platform.actions': () => ({ actions: [], words: {} }),
})

async function typed(words: string) {
  const user = userEvent.setup()
  await screen.findByRole('main')
  await user.keyboard('{Control>}k{/Control}')
  // The box gets the focus once the sheet stands; what is typed before goes nowhere.
  await waitFor(() => expect(screen.getByRole('combobox')).toHaveFocus())
  if (words !== '') await user.keyboard(words)
  return user
}
const groupOf = async (name: string) => within(await screen.findByRole('group', { name }))

describe('the palette of an organization', () => {
  it('finds records of every kind by what is typed, and opens the one that is chosen', async () => {
    const { router } = hub.open('/o/tide-fennel/team')
    const user = await typed('co')
    expect((await groupOf('People')).getByText('Colm Daly')).toBeInTheDocument()
    expect((await groupOf('Tasks')).getByText('Seal the door')).toBeInTheDocument()
    expect(hub.inputs('system.find').at(-1)).toEqual({ query: 'co', limit: 5 })
    await user.click(screen.getByText('Seal the door'))
    expect(router.state.location.href).toBe(`/o/tide-fennel/tasks?task=${TASK}`)
  })

  it('shows first what was opened from it last', async () => {
    hub.open('/o/tide-fennel/team')
    await (await typed('co')).click(await screen.findByText('Colm Daly'))
    await typed('')
    expect((await groupOf('Recent')).getByText('Colm Daly')).toBeInTheDocument()
  })

  it('shows nothing of that to whoever uses the browser next', async () => {
    hub.open('/o/tide-fennel/team')
    await (await typed('co')).click(await screen.findByText('Colm Daly'))
    const { user, ...rest } = withRights(false)
    hub.procedures.set('auth.me', () => ({ ...rest, user: { ...user, id: PERSON_ID } }))
    hub.open('/o/tide-fennel/team')
    await typed('')
    expect(screen.getByRole('group', { name: 'Go to' })).toBeInTheDocument()
    expect(screen.queryByRole('group', { name: 'Recent' })).toBeNull()
  })

  it('leads to the pages of the settings by what is on them', async () => {
    const { router } = hub.open('/o/tide-fennel/team')
    const user = await typed('passkey')
    await user.keyboard('{Enter}')
    expect(router.state.location.href).toBe('/o/tide-fennel/settings?tab=sign-in')
  })

  it('leads to pages of administration those who may go there, and nobody else', async () => {
    hub.open('/o/tide-fennel/team')
    await typed('addresses')
    expect(await screen.findByText(/Nothing by that name/)).toBeInTheDocument()
    hub.procedures.set('auth.me', () => withRights(true))
    hub.open('/o/tide-fennel/team')
    await typed('addresses')
    expect(await screen.findByRole('option', { name: /Addresses/ })).toBeInTheDocument()
  })
})

describe('administration', () => {
  it('has the palette, with its people, organizations and pages', async () => {
    hub.procedures.set('auth.me', () => withRights(true))
    const { router } = hub.open('/admin/audit')
    const user = await typed('colm')
    expect((await groupOf('People')).getByText('Colm Daly')).toBeInTheDocument()
    expect((await groupOf('Organizations')).getByText('Quay Books')).toBeInTheDocument()
    await user.click(screen.getByText('Colm Daly'))
    expect(router.state.location.pathname).toBe(`/admin/users/${PERSON_ID}`)
  })

  it('has the keys to go to a page, and the sheet that shows them', async () => {
    hub.procedures.set('auth.me', () => withRights(true))
    const { router } = hub.open('/admin/audit')
    const user = userEvent.setup()
    await screen.findByRole('main')
    await user.keyboard('?')
    const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
    expect(within(sheet).getByText('Addresses')).toBeInTheDocument()
    await user.keyboard('{Escape}')
    await user.keyboard('gb')
    expect(router.state.location.pathname).toBe('/admin/organizations')
  })
})

it('an address of the hub is one of the app', () => {
  expect(partsOf('/o/tide-fennel/credits?q=Create%20a%20task')).toEqual({
    path: '/o/tide-fennel/credits',
    search: { q: 'Create a task' },
  })
})
