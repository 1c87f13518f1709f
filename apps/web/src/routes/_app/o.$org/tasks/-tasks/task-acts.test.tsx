import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aTask } from '../../../../../testing/a-task.ts'
import type { Task } from '../../../../../testing/a-task.ts'
import { me, openApp } from '../../../../../testing/open-app.tsx'
import { refuse, standIn } from '../../../../../testing/stand-in.ts'

const task = aTask()

let stored: Task
const listed = (input: unknown) => {
  const status = typeof input === 'object' && input !== null && 'status' in input ? input.status : undefined
  return { items: stored.status === status && stored.removedAt === null ? [stored] : [], nextCursor: null }
}
const moved = (status: Task['status']) => () => {
  stored = { ...stored, status, version: stored.version + 1 }
  return stored
}
const answers = {
  'auth.me': () => me,
  'organizations.members.list': () => ({ items: [], nextCursor: null }),
  'modules.ops.tasks.list': listed,
  'modules.ops.tasks.complete': moved('done'),
  'modules.ops.tasks.move': (input: unknown) => moved((input as Pick<Task, 'status'>).status)(),
}
const hub = standIn(answers)

beforeAll(() => hub.server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => hub.server.close())

let app: ReturnType<typeof openApp>
beforeEach(() => {
  stored = task
  hub.calls.length = 0
  for (const [path, answer] of Object.entries(answers)) hub.procedures.set(path, answer)
  app = openApp('/o/tide-fennel/tasks')
})
afterEach(() => {
  app.close()
  cleanup()
})

const cardIn = async (column: string) =>
  within(await screen.findByRole('region', { name: column })).findByRole('button', {
    name: /Book the grinder/,
  })

/** Lifts the card from "To do" and puts it down three columns further. */
async function complete(): Promise<void> {
  const card = await cardIn('To do')
  card.focus()
  await userEvent.keyboard(' {ArrowRight}{ArrowRight}{ArrowRight} ')
}

describe('moving a card (OPS-1)', () => {
  it('shows before the hub has answered', async () => {
    let answer: (value: unknown) => void = () => undefined
    hub.procedures.set('modules.ops.tasks.complete', () => new Promise((resolve) => (answer = resolve)))
    await complete()
    expect(await cardIn('Done')).toBeDefined()
    expect(screen.queryByText(/^Done: /)).toBeNull()
    answer(moved('done')())
    expect(await screen.findByText('Done: Book the grinder service')).toBeDefined()
  })

  it('goes back and says why when the hub refuses', async () => {
    hub.procedures.set('modules.ops.tasks.complete', () => {
      // Lists are not answered any more, so that nothing but the rollback can bring the card back.
      hub.procedures.set('modules.ops.tasks.list', () => new Promise(() => undefined))
      throw refuse('STALE_VERSION', 'Somebody changed this in the meantime.')
    })
    await complete()
    expect(
      await screen.findByText(
        '“Book the grinder service” stays where it was. Somebody changed this in the meantime.',
      ),
    ).toBeDefined()
    expect(await cardIn('To do')).toBeDefined()
  })

  it('is undone from its toast with the version that the hub gave', async () => {
    await complete()
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(await cardIn('To do')).toBeDefined()
    await waitFor(() => expect(hub.calls.map(({ path }) => path)).toContain('modules.ops.tasks.move'))
    const move = hub.calls.find(({ path }) => path === 'modules.ops.tasks.move')
    expect(move?.input).toMatchObject({
      id: task.id,
      status: 'todo',
      after: null,
      version: task.version + 1,
    })
  })

  it('is followed by a second move with the version that the first one made', async () => {
    hub.procedures.set('modules.ops.tasks.complete', () => {
      // Lists are not answered any more, so that the card on screen still has its old version.
      hub.procedures.set('modules.ops.tasks.list', () => new Promise(() => undefined))
      return moved('done')()
    })
    await complete()
    await screen.findByText('Done: Book the grinder service')
    ;(await cardIn('Done')).focus()
    await userEvent.keyboard(' {ArrowLeft} ')
    await waitFor(() => expect(hub.calls.map(({ path }) => path)).toContain('modules.ops.tasks.move'))
    const move = hub.calls.find(({ path }) => path === 'modules.ops.tasks.move')
    expect(move?.input).toMatchObject({ status: 'waiting', version: task.version + 1 })
  })

  it('between two others says between which, and Undo puts it back where it was', async () => {
    const neighbors = ['Above', 'Below'].map((title, index) => ({
      ...task,
      id: `01a1f85a-e708-70db-9f28-5d1527c7ce0${index}`,
      title,
      status: 'doing',
    }))
    hub.procedures.set('modules.ops.tasks.list', (input) => {
      const { items, nextCursor } = listed(input)
      const isDoing = (input as { status?: string }).status === 'doing'
      return { items: isDoing ? [...neighbors, ...items] : items, nextCursor }
    })
    app.close()
    cleanup()
    app = openApp('/o/tide-fennel/tasks')
    await screen.findByRole('button', { name: /Below/ })
    ;(await cardIn('To do')).focus()
    await userEvent.keyboard(' {ArrowRight}{ArrowDown} ')
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(hub.calls.filter(({ path }) => path.endsWith('tasks.move'))).toHaveLength(2))
    const [move, back] = hub.calls.filter(({ path }) => path.endsWith('tasks.move'))
    expect(move?.input).toMatchObject({
      status: 'doing',
      after: neighbors[0]?.id,
      before: neighbors[1]?.id,
      version: task.version,
    })
    expect(back?.input).toMatchObject({ status: 'todo', after: null, version: task.version + 1 })
  })

  it('sends a key with the act, so that it never happens twice (CON-6)', async () => {
    await complete()
    await waitFor(() => expect(hub.calls.map(({ path }) => path)).toContain('modules.ops.tasks.complete'))
    const call = hub.calls.find(({ path }) => path === 'modules.ops.tasks.complete')
    expect(call?.input).toMatchObject({
      version: task.version,
      idempotencyKey: expect.stringMatching(/^[\da-f]{32}$/),
    })
  })
})
