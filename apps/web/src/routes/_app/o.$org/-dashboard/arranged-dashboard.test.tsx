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
const line = {
  name: 'ops.overdue',
  part: 'Ops copilot',
  kind: 'needs',
  urgency: 'deadline',
  words: '4 of your tasks are overdue',
  count: 4,
  act: 'Catch up',
  link: '/o/tide-fennel/tasks?who=me&due=overdue',
  rows: [{ id: 'a', name: 'Order flour', link: '/o/tide-fennel/tasks?task=a' }],
}
const known = {
  ...line,
  name: 'ops.nobodys',
  kind: 'know',
  words: 'One is nobody\u2019s',
  act: 'Assign',
  count: 1,
}
const briefing = { day: '2026-11-21', lines: [line, known], parts: 3, leftOut: 0, unanswered: [] }
const hub = appOnHub({
  ...answers,
  'system.briefing': () => briefing,
  'auth.me': () => withDashboard(undefined),
  'modules.ops.tasks.list': (input) => ({
    items: (input as { mine?: boolean }).mine === true ? [task] : [],
    nextCursor: null,
  }),
})
const titles = () => screen.getAllByRole('heading', { level: 2 }).map((title) => title.textContent)
const usual = [
  'Today’s briefing',
  'Ask your business',
  'Credits spent',
  'My tasks',
  'Credits',
  'Recent activity',
]

async function opened(dashboard: Arrangement | undefined, permissions = all) {
  hub.procedures.set('auth.me', () => withDashboard(dashboard, permissions))
  hub.open('/o/tide-fennel')
  await screen.findByRole('button', { name: 'Arrange the dashboard' })
}

describe('the dashboard', () => {
  it('has the cards of the hub and its modules, and the briefing with links to what it tells of', async () => {
    await opened(undefined)
    await waitFor(() => expect(titles()).toEqual(usual))
    const needs = within(await screen.findByRole('list', { name: 'Needs you' }))
    expect(needs.getByRole('listitem')).toHaveTextContent(
      '14 of your tasks are overdueOrder flour and 3 more',
    )
    const addressOf = (name: string) => screen.getByRole('link', { name }).getAttribute('href')
    expect(needs.getByRole('link', { name: 'Order flour' })).toHaveAttribute(
      'href',
      expect.stringContaining('task=a'),
    )
    expect(addressOf('Catch up: 4 of your tasks are overdue')).toContain('tasks?who=me&due=overdue')
    expect(addressOf('Assign: One is nobody\u2019s')).toContain('task=a')
    expect(within(screen.getByRole('list', { name: 'Good to know' })).getAllByRole('listitem')).toHaveLength(
      1,
    )
    expect(screen.getByText('Four things need you today.')).toBeInTheDocument()
    expect(screen.getByText(/^from 3 parts at/)).toBeInTheDocument()
    expect(hub.inputs('system.briefing')).toHaveLength(1)
  })

  it('says in one sum what the bars of spending say', async () => {
    const parts = [
      { key: 'ops', micro: 1_500_000 },
      { key: 'mcp', micro: 250_000 },
    ]
    const days = ['2026-11-20', '2026-11-21'].map((day) => ({ day, parts }))
    hub.procedures.set('credits.usage', () => ({ days, totals: [] }))
    await opened(undefined)
    const card = within(await screen.findByRole('region', { name: 'Credits spent' }))
    expect(await card.findByText('3.50 in 2 days')).toBeInTheDocument()
  })

  it('says of a request what it would do', async () => {
    const wish = {
      ...firstOf(answers['approvals.list']),
      id: 'b',
      preview: [{ label: 'Title', value: 'Bake' }],
    }
    const rows = [{ id: 'b', name: 'Create a task', link: '/o/tide-fennel/approvals/b' }]
    hub.procedures.set('approvals.list', () => ({ items: [wish], nextCursor: null }))
    hub.procedures.set('system.briefing', () => ({ ...briefing, lines: [{ ...line, rows, count: 1 }] }))
    await opened(undefined)
    expect(await screen.findByText(/^Create a task$/)).toBeInTheDocument()
    expect(await screen.findByText(/: Bake/)).toBeInTheDocument()
  })

  it('names the part of a line where the line names its thing already', async () => {
    const words = 'hearth.example fell from A- to B+'
    const fell = { ...line, part: 'Security', words, rows: [{ id: 'a', name: 'hearth.example', link: '/o' }] }
    hub.procedures.set('system.briefing', () => ({ ...briefing, lines: [{ ...fell, count: 1 }] }))
    await opened(undefined)
    const row = (await screen.findByText(words)).closest('li')
    expect(row?.textContent).toContain('Security')
    expect(within(row ?? document.body).queryByRole('link', { name: 'hearth.example' })).toBeNull()
  })

  it('never says that all is well where a part could not be looked at', async () => {
    hub.procedures.set('system.briefing', () => ({ ...briefing, lines: [], unanswered: ['Ops copilot'] }))
    await opened(undefined)
    expect(await screen.findByText('Could not be looked at just now: Ops copilot.')).toBeInTheDocument()
    expect(screen.queryByText(/Nothing (waits|needs)/)).toBeNull()
  })

  it('looks again by itself for what could not be looked at', async () => {
    hub.procedures.set('system.briefing', () => ({ ...briefing, lines: [], unanswered: ['Ops copilot'] }))
    await opened(undefined)
    await screen.findByText('Could not be looked at just now: Ops copilot.')
    hub.procedures.set('system.briefing', () => briefing)
    expect(await screen.findByRole('list', { name: 'Needs you' }, { timeout: 20_000 })).toBeInTheDocument()
  })

  it('is read again at the press of a button', async () => {
    await opened(undefined)
    await screen.findByRole('list', { name: 'Needs you' })
    hub.procedures.set('system.briefing', () => ({ ...briefing, lines: [known] }))
    await userEvent.click(screen.getByRole('button', { name: 'Look again' }))
    await waitFor(() => expect(screen.queryByRole('list', { name: 'Needs you' })).toBeNull())
  })

  it('reads again what needs the person when they have done something', async () => {
    await opened(undefined)
    await screen.findByRole('list', { name: 'Needs you' })
    hub.procedures.set('modules.ops.tasks.complete', () => ({ ...task, status: 'done' }))
    hub.procedures.set('modules.ops.tasks.move', () => ({ ...task, status: 'done' }))
    hub.procedures.set('system.briefing', () => ({ ...briefing, lines: [] }))
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Done: Order flour' }))
    await waitFor(() => expect(screen.queryByRole('list', { name: 'Needs you' })).toBeNull())
  })

  it('offers first steps to who has no task, where nothing waits', async () => {
    hub.procedures.set('system.briefing', () => ({ ...briefing, lines: [] }))
    hub.procedures.set('modules.ops.tasks.list', () => ({ items: [], nextCursor: null }))
    await opened(undefined)
    expect(await screen.findByText('A good place to begin')).toBeInTheDocument()
  })

  it('shows no card, and offers no steps, that the person may not have', async () => {
    hub.procedures.set('system.briefing', () => ({ ...briefing, lines: [] }))
    await opened(undefined, ['organization.read'])
    expect(await screen.findByText(/Nothing waits for you/)).toBeInTheDocument()
    expect(titles()).toEqual(['Today’s briefing', 'Ask your business', 'Recent activity'])
    expect(hub.inputs('modules.ops.tasks.list')).toEqual([])
    expect(hub.inputs('approvals.list')).toEqual([])
  })

  it('stands in the order the person chose for this organization', async () => {
    await opened({ order: ['activity', 'spending', 'ops.tasks', 'credits'], hidden: ['needs', 'ask'] })
    await waitFor(() => expect(titles()).toEqual(['Credits spent', 'Recent activity', 'My tasks', 'Credits']))
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
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}{ArrowUp}')
    await userEvent.click(dialog.getByRole('switch', { name: 'Show Recent activity' }))
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(titles()).toEqual([
        'Credits spent',
        'Today’s briefing',
        'Ask your business',
        'My tasks',
        'Credits',
      ]),
    )
    const again = await arrange()
    await userEvent.click(again.getByRole('button', { name: 'Usual order' }))
    await userEvent.click(again.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(titles()).toEqual(usual))
    expect(kept?.hidden).toEqual([])
  })

  it('answers a question with rows that lead on, and offers others where it is not understood', async () => {
    const told = {
      isUnderstood: true,
      words: 'Customers with at least 2 orders',
      columns: [
        { title: 'Customer', isNumber: false },
        { title: 'Orders', isNumber: true },
      ],
      rows: [{ link: '/o/tide-fennel/tasks?task=a', cells: ['Oakhollow Hotel', '19'] }],
      isAll: true,
      asked: { path: 'modules.foundry.queries.run', input: {} },
      near: [],
    }
    const unknown = {
      ...told,
      isUnderstood: false,
      words: 'I did not understand that.',
      rows: [],
      asked: null,
    }
    hub.procedures.set('assistant.ask', (input) =>
      (input as { question: string }).question === 'Which customers bought twice?'
        ? told
        : { ...unknown, near: ['Which customers bought twice?'] },
    )
    await opened(undefined)
    const box = screen.getByRole('textbox', { name: 'Your question' })
    await userEvent.type(box, 'Why is the sky blue?{Enter}')
    expect(await screen.findByText('I did not understand that.')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Which customers bought twice?' }))
    const table = await screen.findByRole('table', { name: told.words })
    expect(within(table).getByRole('link', { name: 'Oakhollow Hotel' })).toBeVisible()
    expect(within(table).getByRole('cell', { name: '19' })).toBeVisible()
    expect(box).toHaveValue('Which customers bought twice?')
  })
})
