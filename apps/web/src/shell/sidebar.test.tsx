import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../testing/app-on-hub.ts'
import { me } from '../testing/open-app.tsx'
import { refuse } from '../testing/stand-in.ts'

const page = () => ({ items: [], nextCursor: null })
const permissions = ['organization.read', 'member.read', 'ops.task.read', 'audit.read']
const organizations = me.organizations.map((one) => ({ ...one, permissions }))
const withPlaces = (places: { order: string[]; hidden: string[] } | undefined) => ({
  ...me,
  organizations,
  user: { ...me.user, preferences: places === undefined ? {} : { places } },
})
const hub = appOnHub({
  'auth.me': () => withPlaces(undefined),
  'organizations.members.list': page,
  'organizations.invitations.list': page,
  'organizations.roles': () => ({ roles: [], permissions: [] }),
  'modules.ops.tasks.list': page,
  'audit.activity': page,
})

const linksIn = (name: string) =>
  within(screen.getByRole('navigation', { name }))
    .getAllByRole('link')
    .map((link) => link.textContent)

describe('the sidebar', () => {
  it('stands in the order the person chose, and the bottom bar takes its first places', async () => {
    const order = ['/o/$org/tasks', '/o/$org', '/o/$org/settings', '/o/$org/team']
    hub.procedures.set('auth.me', () => withPlaces({ order, hidden: ['/o/$org/audit'] }))
    hub.open('/o/tide-fennel/team')
    await screen.findByRole('main')
    expect(linksIn('Main')).toEqual(['Tasks', 'Dashboard', 'Settings', 'Team'])
    expect(linksIn('Main, small screens')).toEqual(['Tasks', 'Today', 'Settings', 'Team'])
  })

  it('folds a group and keeps it so, and opens it for whoever comes into it', async () => {
    hub.procedures.set('auth.me', () => withPlaces(undefined))
    const { router } = hub.open('/o/tide-fennel/tasks')
    await screen.findByRole('main')
    await userEvent.click(screen.getByRole('button', { name: 'Business' }))
    expect(linksIn('Main')).toEqual(['Dashboard', 'Tasks'])
    await router.navigate({ to: '/o/$org/team', params: { org: 'tide-fennel' } })
    await waitFor(() => expect(linksIn('Main')).toContain('Team'))
    await router.navigate({ to: '/o/$org/tasks', params: { org: 'tide-fennel' } })
    await waitFor(() => expect(linksIn('Main')).toEqual(['Dashboard', 'Tasks']))
  })

  it('is arranged in a dialog, stored by the hub, and reset there', async () => {
    let places: { order: string[]; hidden: string[] } | undefined
    hub.procedures.set('auth.me', () => withPlaces(places))
    hub.procedures.set('auth.updateProfile', (input) => {
      ;({ places } = (input as { preferences: { places: NonNullable<typeof places> } }).preferences)
      return withPlaces(places)
    })
    hub.open('/o/tide-fennel/team')
    await screen.findByRole('main')
    const arrange = async () => {
      await userEvent.click(screen.getByRole('button', { name: 'You' }))
      await userEvent.click(await screen.findByRole('menuitem', { name: 'Arrange the sidebar' }))
      return within(await screen.findByRole('dialog', { name: 'Arrange the sidebar' }))
    }
    const dialog = await arrange()
    dialog.getByRole('button', { name: 'Move Settings, with the arrow keys' }).focus()
    await userEvent.keyboard('{ArrowUp}{ArrowUp}')
    await userEvent.click(dialog.getByRole('switch', { name: 'Show Dashboard' }))
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(linksIn('Main')).toEqual(['Tasks', 'Settings', 'Team', 'Audit log']))
    const again = await arrange()
    await userEvent.click(again.getByRole('button', { name: 'Usual order' }))
    await userEvent.click(again.getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(linksIn('Main')).toEqual(['Dashboard', 'Tasks', 'Team', 'Audit log', 'Settings']),
    )
  })

  it('stays open with its order when the hub does not take it', async () => {
    hub.procedures.set('auth.me', () => withPlaces(undefined))
    hub.procedures.set('auth.updateProfile', () => {
      throw refuse('TOO_MANY_REQUESTS', 'That was a lot at once.')
    })
    hub.open('/o/tide-fennel/team')
    await screen.findByRole('main')
    await userEvent.click(screen.getByRole('button', { name: 'You' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Arrange the sidebar' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Arrange the sidebar' }))
    await userEvent.click(dialog.getByRole('switch', { name: 'Show Team' }))
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }))
    expect(await dialog.findByText('That was a lot at once.')).toBeInTheDocument()
    expect(dialog.getByRole('switch', { name: 'Show Team' })).not.toBeChecked()
  })
})
