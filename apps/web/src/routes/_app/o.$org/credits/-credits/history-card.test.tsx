import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { me, PERSON } from '../../../../../testing/open-app.tsx'

const task = '/o/tide-fennel/tasks?task=01a1f859-d525-702e-874d-000000000001'
const charge = {
  id: 7,
  at: '2026-11-19T09:00:00Z',
  kind: 'charge',
  title: 'Create a task',
  sentence: [
    { text: 'Created ', link: null },
    { text: 'Fix the seal', link: task },
  ],
  procedure: 'modules.ops.tasks.create',
  door: 'mcp',
  driver: null,
  actorId: PERSON,
  actorName: 'Maeve Brannigan',
  apiKeyName: null,
  deltaMicro: -50_000,
  availableAfterMicro: 99_950_000,
}
const hub = appOnHub({
  'auth.me': () => ({
    ...me,
    organizations: me.organizations.map((one) => ({
      ...one,
      permissions: [...one.permissions, 'credits.read'],
    })),
  }),
  'credits.history': () => ({ items: [charge], nextCursor: null }),
  'organizations.members.list': () => ({ items: [], nextCursor: null }),
})
const history = () => screen.findByRole('grid', { name: 'Credit history' })

describe('the credit history', () => {
  it('can be exported, which is offered before the list has come: the button pushes nothing down', async () => {
    hub.procedures.set('credits.history', () => new Promise(() => {}))
    hub.open('/o/tide-fennel/credits')
    expect(await screen.findByRole('heading', { level: 1, name: 'Credits' })).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Export' })).toBeInTheDocument()
  })

  it('says what was paid for, with the thing linked', async () => {
    hub.open('/o/tide-fennel/credits')
    const grid = await history()
    expect(within(grid).getByRole('link', { name: 'Fix the seal' })).toHaveAttribute('href', task)
    const [, row] = within(grid).getAllByRole('row')
    expect(row).toHaveTextContent('Created Fix the seal')
    expect(row).toHaveTextContent('−0.05')
    expect(row).toHaveTextContent('99.95')
  })

  it('keeps a column hidden the next time', async () => {
    const user = userEvent.setup()
    hub.open('/o/tide-fennel/credits')
    await history()
    await user.click(screen.getByRole('button', { name: 'Display' }))
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Left' }))
    const left = () => screen.queryByRole('columnheader', { name: 'Left' })
    await vi.waitFor(() => expect(left()).toBeNull())
    hub.open('/o/tide-fennel/credits')
    await history()
    expect(left()).toBeNull()
  })
})
