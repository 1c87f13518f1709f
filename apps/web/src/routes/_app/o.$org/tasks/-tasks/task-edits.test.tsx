import '@testing-library/jest-dom/vitest'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { aTask } from '../../../../../testing/a-task.ts'
import type { Task } from '../../../../../testing/a-task.ts'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { me } from '../../../../../testing/open-app.tsx'
import { refuse } from '../../../../../testing/stand-in.ts'

const task = aTask({ notes: 'Ask for Tuesday.' })

let stored: Task
/** As the hub does it: what names another version than the present one is refused (412). */
const update = (input: unknown) => {
  const { id: _id, idempotencyKey: _key, version, ...fields } = input as Task & { idempotencyKey: string }
  if (version !== stored.version) throw refuse('STALE_VERSION', 'Somebody changed this in the meantime.')
  stored = { ...stored, ...fields, version: stored.version + 1 }
  return stored
}
const hub = appOnHub({
  'auth.me': () => me,
  'organizations.members.list': () => ({ items: [], nextCursor: null }),
  'modules.ops.tasks.list': () => ({ items: [], nextCursor: null }),
  'modules.ops.tasks.comments.list': () => ({ items: [], nextCursor: null }),
  'modules.ops.tasks.get': () => stored,
  'modules.ops.tasks.update': update,
})
const PATH = `/o/tide-fennel/tasks?task=${task.id}`
/** Somebody else, elsewhere. */
const changedElsewhere = (fields: Partial<Task>) => {
  stored = { ...stored, ...fields, version: stored.version + 1 }
}

beforeEach(() => {
  sessionStorage.clear()
  stored = task
})

async function openNotes(): Promise<HTMLElement> {
  hub.open(PATH)
  return screen.findByLabelText('Notes')
}
async function write(text: string): Promise<void> {
  const notes = screen.getByLabelText('Notes')
  await userEvent.clear(notes)
  await userEvent.type(notes, text)
}

describe('a field that two people change (CON-5)', () => {
  it('shows mine, theirs and what stood there before', async () => {
    await openNotes()
    changedElsewhere({ notes: 'Ask for Thursday.' })
    await write('Ask for Monday.')
    await userEvent.tab()
    expect(await screen.findByText('Ask for Thursday.')).toBeInTheDocument()
    expect(screen.getByText('Ask for Tuesday.')).toBeInTheDocument()
    expect(screen.getByLabelText('Notes')).toHaveValue('Ask for Monday.')
    expect(stored.notes).toBe('Ask for Thursday.')
  })

  it('takes mine when I keep it, over what I have seen', async () => {
    await openNotes()
    changedElsewhere({ notes: 'Ask for Thursday.' })
    await write('Ask for Monday.')
    await userEvent.tab()
    await userEvent.click(await screen.findByRole('button', { name: 'Keep mine' }))
    await waitFor(() => expect(stored.notes).toBe('Ask for Monday.'))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Keep mine' })).toBeNull())
  })

  it('takes theirs when I give mine up, and Undo brings mine back', async () => {
    await openNotes()
    changedElsewhere({ notes: 'Ask for Thursday.' })
    await write('Ask for Monday.')
    await userEvent.tab()
    await userEvent.click(await screen.findByRole('button', { name: 'Take theirs' }))
    expect(screen.getByLabelText('Notes')).toHaveValue('Ask for Thursday.')
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(screen.getByLabelText('Notes')).toHaveValue('Ask for Monday.')
    expect(stored.notes).toBe('Ask for Thursday.')
  })

  it('asks nothing when they changed another field: both changes hold', async () => {
    await openNotes()
    changedElsewhere({ title: 'Book both grinders' })
    await write('Ask for Monday.')
    await userEvent.tab()
    await waitFor(() =>
      expect(stored).toMatchObject({ notes: 'Ask for Monday.', title: 'Book both grinders' }),
    )
    await waitFor(() => expect(screen.getByLabelText('Title')).toHaveValue('Book both grinders'))
    expect(screen.queryByRole('button', { name: 'Keep mine' })).toBeNull()
  })
})

describe('what the hub does not take', () => {
  it.each([
    ['CONFLICT', 'This task was removed. Restore it first.'],
    ['TOO_MANY_REQUESTS', 'That was a lot at once.'],
    ['UNAVAILABLE', 'The database is away.'],
  ] as const)('stays in the field, also after the page was left: %s', async (code, words) => {
    await openNotes()
    hub.procedures.set('modules.ops.tasks.update', () => {
      throw refuse(code, words)
    })
    await write('Ask for Monday.')
    await userEvent.tab()
    expect(await screen.findByText(`Notes not saved. ${words}`)).toBeInTheDocument()
    expect(await openNotes()).toHaveValue('Ask for Monday.')
    hub.procedures.set('modules.ops.tasks.update', update)
    await userEvent.click(await screen.findByRole('button', { name: 'Save' }))
    await waitFor(() => expect(stored.notes).toBe('Ask for Monday.'))
    await waitFor(() => expect(screen.queryByText(/^Notes not saved/)).toBeNull())
  })

  it('waits for the sign-in when the session is over, and is there afterwards', async () => {
    await openNotes()
    hub.procedures.set('modules.ops.tasks.update', () => {
      throw refuse('UNAUTHORIZED', 'Sign in first.')
    })
    hub.procedures.set('auth.me', () => {
      throw refuse('UNAUTHORIZED', 'Sign in first.')
    })
    await write('Ask for Monday.')
    await userEvent.tab()
    expect(await screen.findByRole('button', { name: 'Sign in' })).toBeInTheDocument()
    hub.procedures.set('auth.me', () => me)
    expect(await openNotes()).toHaveValue('Ask for Monday.')
  })
})

describe('leaving what is not saved', () => {
  it('asks first, and stays or goes as one says', async () => {
    await openNotes()
    hub.procedures.set('modules.ops.tasks.update', () => {
      throw refuse('UNAVAILABLE', 'The database is away.')
    })
    await write('Ask for Monday.')
    await userEvent.tab()
    await screen.findByText(/^Notes not saved/)
    await userEvent.click(screen.getByRole('button', { name: 'Close' }))
    const question = await screen.findByRole('dialog', { name: 'Leave without saving?' })
    await userEvent.click(within(question).getByRole('button', { name: 'Stay' }))
    expect(screen.getByLabelText('Notes')).toHaveValue('Ask for Monday.')
    await userEvent.click(screen.getByRole('button', { name: 'Close' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Leave' }))
    await waitFor(() => expect(screen.queryByLabelText('Notes')).toBeNull())
  })

  it('does not ask when the field saves itself', async () => {
    const notes = await openNotes()
    await write('Ask for Monday.')
    expect(notes).toHaveFocus()
    await userEvent.click(screen.getByRole('button', { name: 'Close' }))
    await waitFor(() => expect(screen.queryByLabelText('Notes')).toBeNull())
    expect(stored.notes).toBe('Ask for Monday.')
  })

  it('lets Undo bring back what Esc took', async () => {
    await openNotes()
    await write('Ask for Monday.')
    await userEvent.keyboard('{Escape}')
    expect(screen.getByLabelText('Notes')).toHaveValue('Ask for Tuesday.')
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(screen.getByLabelText('Notes')).toHaveValue('Ask for Monday.')
  })
})

it('a comment keeps what is typed while the first words are on their way', async () => {
  let arrive = () => {}
  hub.procedures.set('modules.ops.tasks.comments.add', async (input) => {
    await new Promise<void>((resolve) => (arrive = resolve))
    return input
  })
  hub.open(PATH)
  const box = await screen.findByRole('textbox', { name: 'Your comment' })
  await userEvent.type(box, 'Tuesday it is.')
  await userEvent.click(screen.getByRole('button', { name: 'Comment' }))
  await waitFor(() => expect(hub.inputs('modules.ops.tasks.comments.add')).toHaveLength(1))
  await userEvent.type(box, ' At nine?')
  arrive()
  await waitFor(() => expect(screen.getByRole('button', { name: 'Comment' })).toBeEnabled())
  await waitFor(() => expect(box).toHaveValue('At nine?'))
})

it('Enter that chooses a word of an input method does not end the title', async () => {
  hub.open(PATH)
  const title = await screen.findByLabelText('Title')
  await userEvent.clear(title)
  await userEvent.type(title, 'にほん')
  fireEvent.keyDown(title, { key: 'Enter', isComposing: true })
  expect(title).toHaveFocus()
  expect(hub.inputs('modules.ops.tasks.update')).toEqual([])
  fireEvent.keyDown(title, { key: 'Enter' })
  await waitFor(() => expect(stored.title).toBe('にほん'))
})
