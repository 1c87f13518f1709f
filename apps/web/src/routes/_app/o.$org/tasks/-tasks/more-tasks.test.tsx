import '@testing-library/jest-dom/vitest'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { aTask } from '../../../../../testing/a-task.ts'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { me } from '../../../../../testing/open-app.tsx'
import { refuse } from '../../../../../testing/stand-in.ts'

const LIST = 'modules.ops.tasks.list'
let isBusy = true
const hub = appOnHub({
  'auth.me': () => me,
  'organizations.members.list': () => ({ items: [], nextCursor: null }),
  'modules.ops.tasks.count': () => ({ count: 2 }),
  [LIST]: (input) => {
    const isFirst = (input as { cursor?: string }).cursor === undefined
    if (isFirst) return { items: [aTask()], nextCursor: 'next' }
    if (isBusy) throw refuse('TOO_MANY_REQUESTS', 'That was a lot at once. Wait a minute.')
    return { items: [aTask({ id: me.user.id, title: 'Oil the hinges' })], nextCursor: null }
  },
})
const asked = () => hub.inputs(LIST).filter((input) => (input as { cursor?: string }).cursor === 'next')

it('a page that could not be loaded is told, and asked for again only by hand', async () => {
  hub.open('/o/tide-fennel/tasks?view=list')
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The rest could not be loaded. That was a lot at once. Wait a minute.',
  )
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(asked()).toHaveLength(1)
  isBusy = false
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
  expect(await screen.findByText('Oil the hinges')).toBeInTheDocument()
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
})
