import { screen } from '@testing-library/react'
import { expect } from 'vitest'
import { describeForms } from '../../../../testing/describe-forms.tsx'
import { me } from '../../../../testing/open-app.tsx'

const lists = () => ({ items: [], nextCursor: null })

describeForms(
  {
    'auth.me': () => ({
      ...me,
      organizations: me.organizations.map((one) => ({
        ...one,
        permissions: [...one.permissions, 'member.invite'],
      })),
    }),
    'organizations.members.list': lists,
    'organizations.invitations.list': lists,
  },
  [
    {
      name: 'an invitation',
      path: '/o/tide-fennel/team?invite=true',
      submit: 'Send invitation',
      pending: 'Sending',
      procedure: 'organizations.invitations.create',
      answer: () => ({}),
      wrong: { label: 'Email', message: 'Write an e-mail address such as ana@example.com.' },
      refusable: { label: 'Email', name: 'email' },
      fill: async (user) => {
        await user.clear(screen.getByLabelText('Email'))
        await user.type(screen.getByLabelText('Email'), 'colm@tideandfennel.example')
        await user.click(screen.getByRole('radio', { name: /^Admin/ }))
      },
      input: {
        email: 'colm@tideandfennel.example',
        role: 'admin',
        idempotencyKey: expect.any(String),
      },
      done: { says: 'An invitation is on its way to colm@tideandfennel.example.', closes: /Invite somebody/ },
    },
  ],
)
