import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Arrangement } from '../../../../components/arrangement.ts'
import { appOnHub } from '../../../../testing/app-on-hub.ts'
import { contractAnswers } from '../../../../testing/contract-answers.ts'
import { me, PERSON } from '../../../../testing/open-app.tsx'
import type { Procedure } from '../../../../testing/stand-in.ts'

const [organization] = me.organizations
const id = organization?.id ?? ''
const all = ['organization.read', 'ops.task.read', 'ops.task.write', 'credits.read', 'approval.decide']
const withDashboard = (dashboard: Arrangement | undefined, permissions = all) => ({
  ...me,
  organizations: me.organizations.map((one) => ({ ...one, permissions })),
  user: { ...me.user, preferences: dashboard === undefined ? {} : { dashboards: { [id]: dashboard } } },
})
const answers = contractAnswers()
const firstOf = (list: Procedure = () => ({ items: [] })): object =>
  (list({}) as { items: object[] }).items[0] ?? {}
const task = {
  ...firstOf(answers['modules.ops.tasks.list']),
  id: '01a1f859-d525-702e-874d-0000000000aa',
  title: 'Order flour',
  status: 'todo',
  assigneeId: PERSON,
  dueOn: '2026-01-02',
}
const hub = appOnHub({
  ...answers,
  'auth.me': () => withDashboard(undefined),
  'modules.ops.tasks.list': (input) => ({
    items: (input as { mine?: boolean }).mine === true ? [task] : [],
    nextCursor: null,
  }),
})
const titles = () => screen.getAllByRole('heading', { level: 2 }).map((title) => title.textContent)
const usual = ['What needs you', 'My tasks', 'Credits spent', 'Credits', 'Recent activity']

async function opened(dashboard: Arrangement | undefined, permissions = all) {
  hub.procedures.set('auth.me', () => withDashboard(dashboard, permissions))
  hub.open('/o/tide-fennel')
  await screen.findByRole('button', { name: 'Arrange the dashboard' })
}

describe('the dashboard', () => {
  it('has the cards of the hub and its modules, and what each source says needs the person', async () => {
    await opened(undefined)
    await waitFor(() => expect(titles()).toEqual(usual))
    const needs = within(await screen.findByRole('list', { name: 'What needs you' }))
    expect(needs.getByRole('link', { name: 'Order flour' })).toBeInTheDocument()
    expect(needs.getAllByRole('link', { name: 'Look at it' }).length).toBeGreaterThan(0)
  })

  it('asks no source and shows no card that the person may not read', async () => {
    await opened(undefined, ['organization.read'])
    expect(await screen.findByText(/Nothing waits for you/)).toBeInTheDocument()
    expect(titles()).toEqual(['What needs you', 'Recent activity'])
    expect(hub.inputs('modules.ops.tasks.list')).toEqual([])
    expect(hub.inputs('approvals.list')).toEqual([])
  })

  it('stands in the order the person chose for this organization', async () => {
    await opened({ order: ['activity', 'spending', 'ops.tasks', 'credits'], hidden: ['needs'] })
    await waitFor(() => expect(titles()).toEqual(['Credits spent', 'My tasks', 'Recent activity', 'Credits']))
  })

  it('is arranged by keys and reset in one dialog, for this organization alone', async () => {
    let kept: Arrangement | undefined
    hub.procedures.set('auth.updateProfile', (input) => {
      const { dashboards } = (input as { preferences: { dashboards: Record<string, Arrangement> } })
        .preferences
      expect(Object.keys(dashboards)).toEqual([id])
      kept = dashboards[id]
      hub.procedures.set('auth.me', () => withDashboard(kept))
      return withDashboard(kept)
    })
    await opened(undefined)
    const arrange = async () => {
      await userEvent.click(screen.getByRole('button', { name: 'Arrange the dashboard' }))
      return within(await screen.findByRole('dialog', { name: 'Arrange the dashboard' }))
    }
    const dialog = await arrange()
    dialog.getByRole('button', { name: 'Move Credits spent, with the arrow keys' }).focus()
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}')
    await userEvent.click(dialog.getByRole('switch', { name: 'Show Recent activity' }))
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(titles()).toEqual(['Credits spent', 'What needs you', 'My tasks', 'Credits']))
    const again = await arrange()
    await userEvent.click(again.getByRole('button', { name: 'Usual order' }))
    await userEvent.click(again.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(titles()).toEqual(usual))
    expect(kept?.hidden).toEqual([])
  })
})
