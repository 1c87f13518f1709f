import { screen } from '@testing-library/react'
import { expect } from 'vitest'
import { describeForms } from '../../../../../testing/describe-forms.tsx'
import { me } from '../../../../../testing/open-app.tsx'

const lists = () => ({ items: [], nextCursor: null })
const TEXT = 'hub_key_shown_once'

describeForms(
  {
    'auth.me': () => me,
    'auth.apiKeys.list': lists,
    'auth.apiKeys.calls': lists,
    'auth.apiKeys.scopes': () => ({
      scopes: [
        { name: 'ops.task.read', title: 'Read tasks', canWrite: false, isForTools: true },
        { name: 'ops.task.write', title: 'Change tasks', canWrite: true, isForTools: true },
        { name: 'member.invite', title: 'Invite people', canWrite: true, isForTools: true },
        { name: 'billing.read', title: 'See bills', canWrite: false, isForTools: false },
      ],
      unaskedTools: [],
    }),
  },
  [
    {
      name: 'a new key',
      path: '/o/tide-fennel/connect?new=true',
      submit: 'Create key',
      pending: 'Creating it',
      procedure: 'auth.apiKeys.create',
      answer: () => ({ text: TEXT, key: { kind: 'assistant' } }),
      wrong: { label: 'Name', message: 'Give it a name.' },
      fill: async (user) => {
        await user.clear(screen.getByLabelText('Name'))
        await user.type(screen.getByLabelText('Name'), '  Till in the shop ')
        await user.click(screen.getByRole('radio', { name: /^Read only/ }))
        await user.click(screen.getByRole('radio', { name: '30 days' }))
      },
      // It is an assistant's without a word, gets nothing that changes and nothing no tool needs, and what the name was padded with is gone.
      input: {
        name: 'Till in the shop',
        kind: 'assistant',
        scopes: ['ops.task.read'],
        unaskedTools: [],
        expiresInDays: 30,
        idempotencyKey: expect.any(String),
      },
      done: { says: TEXT, closes: 'New key' },
    },
  ],
)
