import { screen } from '@testing-library/react'
import { expect } from 'vitest'
import { describeForms } from '../../../../../testing/describe-forms.tsx'
import { me, PERSON } from '../../../../../testing/open-app.tsx'

const lists = () => ({ items: [], nextCursor: null })

describeForms(
  {
    'auth.me': () => me,
    'modules.ops.tasks.list': lists,
    'organizations.members.list': () => ({
      items: [{ userId: PERSON, name: 'Maeve Brannigan', email: me.user.email, role: 'owner' }],
      nextCursor: null,
    }),
  },
  [
    {
      name: 'a new task',
      path: '/o/tide-fennel/tasks?new=waiting',
      submit: 'Create task',
      pending: 'Creating it',
      procedure: 'modules.ops.tasks.create',
      answer: () => ({}),
      wrong: { label: 'What has to be done', message: 'Fill in the title.' },
      refusable: { label: /^Tag/, name: 'tag' },
      fill: async (user) => {
        const title = screen.getByLabelText('What has to be done')
        await user.clear(title)
        await user.type(title, 'Sharpen the bread knives')
        const tag = screen.getByLabelText(/^Tag/)
        await user.clear(tag)
        await user.type(tag, 'Kitchen')
      },
      // An empty day is none, not an empty text; the column is the one whose "new" was pressed.
      input: {
        title: 'Sharpen the bread knives',
        tag: 'Kitchen',
        dueOn: null,
        assigneeId: null,
        priority: 'normal',
        status: 'waiting',
        idempotencyKey: expect.any(String),
      },
      done: { says: 'Created: Sharpen the bread knives', closes: 'New task' },
    },
  ],
)
