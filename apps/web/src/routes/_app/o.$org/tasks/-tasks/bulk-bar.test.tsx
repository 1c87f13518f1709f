import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { aTask } from '../../../../../testing/a-task.ts'
import type { Task } from '../../../../../testing/a-task.ts'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { me } from '../../../../../testing/open-app.tsx'

const idOf = (n: number) => `01a1f859-d525-702e-874d-6f9b61ee44${n}${n}`
let stored: Task[] = []
const open = () => stored.filter(({ status }) => status !== 'done')

const hub = appOnHub({
  'auth.me': () => me,
  'organizations.members.list': () => ({ items: [], nextCursor: null }),
  'modules.ops.tasks.list': () => ({ items: open(), nextCursor: null }),
  'modules.ops.tasks.count': () => ({ count: open().length }),
  'modules.ops.tasks.complete': (input) => {
    const { id } = input as { id: string }
    stored = stored.map((one) => (one.id === id ? { ...one, status: 'done', version: one.version + 1 } : one))
    return stored.find((one) => one.id === id)
  },
})

const row = (title: string) =>
  document.querySelector(`[data-row="${stored.find((one) => one.title === title)?.id}"]`)

/** Chooses the row of this title and completes it, by keys alone. */
async function complete(title: string) {
  await waitFor(() => expect(row(title)).not.toBeNull())
  ;(row(title) as HTMLElement).focus()
  await userEvent.keyboard(' b')
  expect(document.activeElement).toBe(await screen.findByRole('button', { name: 'Complete' }))
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Complete' })).toBeNull())
}

it('an act that ends the selection leads to the row in the place of those that went, by keys alone', async () => {
  stored = ['Order flour', 'Order yeast', 'Book the oven'].map((title, at) =>
    aTask({ id: idOf(at + 1), title }),
  )
  hub.open('/o/tide-fennel/tasks?view=list&status=todo')
  await complete('Order flour')
  await waitFor(() => expect(document.activeElement).toBe(row('Order yeast')))
  await complete('Book the oven')
  await waitFor(() => expect(document.activeElement).toBe(row('Order yeast')))
  await complete('Order yeast')
  // Nothing is left of the list: what can be done then has the focus.
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Show all tasks' })),
  )
})
