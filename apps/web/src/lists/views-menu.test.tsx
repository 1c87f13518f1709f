import '@testing-library/jest-dom/vitest'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { appOnHub } from '../testing/app-on-hub.ts'
import { refuse } from '../testing/stand-in.ts'
import { me } from '../testing/open-app.tsx'

const LATE = '01a1f859-d525-702e-874d-6f9b61ee33cd'
const SHOP = '01a1f859-d525-702e-874d-6f9b61ee33ce'
let permissions: string[] = []
const viewer = ['ops.task.read', 'organization.read', 'member.read']
const member = [...viewer, 'ops.task.write']

const view = (id: string, name: string, more: object) => ({
  id,
  list: 'ops.tasks',
  ofId: null,
  title: 'Tasks',
  name,
  isShared: false,
  isMine: true,
  page: '/o/tide-fennel/tasks',
  updatedAt: '2026-11-26T08:00:00.000Z',
  version: 3,
  ...more,
})
const late = view(LATE, 'Late', { shown: { view: 'list', due: 'overdue', who: ['me', 'nobody'] } })
const shop = view(SHOP, 'Shop', { shown: { tag: 'Shop' }, isShared: true, isMine: false })
const hub = appOnHub({
  'auth.me': () => ({
    ...me,
    organizations: me.organizations.map((organization) => ({ ...organization, permissions })),
  }),
  'modules.ops.tasks.list': () => ({ items: [], nextCursor: null }),
  'modules.ops.tasks.tags': () => ({ tags: [] }),
  'organizations.members.list': () => ({ items: [], nextCursor: null }),
  'views.list': () => ({ items: [late, shop], nextCursor: null }),
  'views.get': () => late,
  'views.create': () => view(SHOP, 'Mine', { shown: { tag: 'Till' } }),
  'views.update': () => ({ ...late, version: 4 }),
  'views.remove': () => ({ done: true }),
})
afterEach(() => localStorage.clear())

const menu = (name: RegExp) => screen.findByRole('button', { name })
async function act(name: RegExp, item: string, role: 'menuitem' | 'menuitemradio' = 'menuitem') {
  await userEvent.click(await menu(name))
  await userEvent.click(await screen.findByRole(role, { name: item }))
}
const open = (address: string, as = member) => {
  permissions = as
  return hub.open(`/o/tide-fennel/${address}`)
}

describe('saved views of a list', () => {
  it('open by their address alone, on the page of their list', async () => {
    const { router } = open(`views/${LATE}`)
    expect(await menu(/Late/)).not.toHaveTextContent('changed')
    expect(router.state.location.pathname).toBe('/o/tide-fennel/tasks')
    expect(router.state.location.search).toMatchObject({
      view: 'list',
      due: 'overdue',
      who: ['me', 'nobody'],
      saved: LATE,
    })
  })

  it('are known again by what they show, and chosen in place of whatever was shown', async () => {
    const { router } = open('tasks?tag=Shop&task=01a1f859-d525-702e-874d-6f9b61ee33cc')
    await menu(/^Shop$/)
    await act(/^Shop$/, 'Late', 'menuitemradio')
    await waitFor(() => expect(router.state.location.search).toMatchObject({ saved: LATE, due: 'overdue' }))
    expect(router.state.location.search).not.toHaveProperty('tag')
    expect(router.state.location.search).not.toHaveProperty('task')
  })

  it('say when something else is shown, and are saved as that', async () => {
    open(`tasks?view=list&due=week&saved=${LATE}`)
    expect(await menu(/Late/)).toHaveTextContent('changed')
    await act(/Late/, 'Save changes to “Late”')
    await waitFor(() =>
      expect(hub.inputs('views.update')[0]).toMatchObject({
        id: LATE,
        version: 3,
        shown: { view: 'list', due: 'week' },
      }),
    )
  })

  it('are made of what is shown, and not of what is open', async () => {
    open('tasks?tag=Till&task=01a1f859-d525-702e-874d-6f9b61ee33cc')
    await act(/^Views/, 'Save as a view')
    await userEvent.type(await screen.findByRole('textbox', { name: 'Name' }), 'Mine')
    await userEvent.click(screen.getByRole('checkbox', { name: /Everybody sees it/ }))
    await userEvent.click(screen.getByRole('button', { name: 'Save view' }))
    await waitFor(() =>
      expect(hub.inputs('views.create')[0]).toMatchObject({
        list: 'ops.tasks',
        name: 'Mine',
        isShared: true,
        shown: { tag: 'Till' },
      }),
    )
  })

  it('of everybody are changed by those who may; others save their own', async () => {
    open(`tasks?tag=Shop&saved=${SHOP}`, viewer)
    await userEvent.click(await menu(/^Shop$/))
    expect(await screen.findByRole('menuitem', { name: 'Save as a view' })).toBeVisible()
    expect(screen.queryByRole('menuitem', { name: 'Remove “Shop”' })).toBeNull()
    await userEvent.click(screen.getByRole('menuitem', { name: 'Save as a view' }))
    expect(await screen.findByRole('checkbox', { name: /Everybody sees it/ })).toBeDisabled()
  })
})

describe('views that a browser kept from before the hub did', () => {
  const key = `hub.taskViews.${me.user.id}.${me.organizations[0]?.id}`
  const keep = (...views: object[]) => localStorage.setItem(key, JSON.stringify(views))

  it('go to the hub once, without what a page no longer knows', async () => {
    keep({ name: 'Zinc', search: { due: 'week', mood: 'grim' } }, { name: 7 }, { name: 'All', search: {} })
    open('tasks')
    expect(
      await screen.findByText('The 2 views that this browser kept are yours on every device now.'),
    ).toBeVisible()
    expect(hub.inputs('views.create')).toMatchObject([
      { list: 'ops.tasks', name: 'Zinc', shown: { due: 'week' } },
      { list: 'ops.tasks', name: 'All', shown: {} },
    ])
    expect(localStorage.getItem(key)).toBeNull()
  })

  it('wait for the next visit where the hub cannot be reached, and lose nothing', async () => {
    keep({ name: 'One', search: { due: 'week' } }, { name: 'Two', search: { tag: 'Shop' } })
    let isReached = true
    hub.procedures.set('views.create', () => {
      if (!isReached) throw refuse('INTERNAL', 'Not now.')
      isReached = false
      return late
    })
    open('tasks')
    await waitFor(() => expect(hub.inputs('views.create')).toHaveLength(2))
    await waitFor(() => expect(localStorage.getItem(key)).toBe('[{"name":"Two","search":{"tag":"Shop"}}]'))
  })

  it('take another name where theirs means something else by now', async () => {
    keep({ name: 'Late', search: { due: 'week' } })
    hub.procedures.set('views.create', (input) => {
      if ((input as { name: string }).name === 'Late') throw refuse('CONFLICT', 'There is one.')
      return late
    })
    open('tasks')
    await waitFor(() => expect(localStorage.getItem(key)).toBeNull())
    expect(hub.inputs('views.create')).toMatchObject([{ name: 'Late' }, { name: 'Late (2)' }])
  })
})
