import { screen } from '@testing-library/react'
import { beforeEach, expect } from 'vitest'
import { describeForms } from '../../testing/describe-forms.tsx'
import { me } from '../../testing/open-app.tsx'

const [first] = me.organizations
const both = {
  ...me,
  organizations: [
    ...me.organizations,
    { ...first, id: '01a1f859-d525-702e-874d-6f9b61ee33cc', slug: 'quay' },
  ],
}

let isCreated = false
beforeEach(() => {
  isCreated = false
})

describeForms({ 'auth.me': () => (isCreated ? both : me) }, [
  {
    name: 'a new organization',
    path: '/new-organization',
    submit: 'Create organization',
    pending: 'Creating it',
    procedure: 'organizations.create',
    answer: () => {
      isCreated = true
      return { slug: 'quay' }
    },
    wrong: { label: 'Name', message: 'Fill in the name.' },
    refusable: { label: 'Name', name: 'name' },
    fill: async (user) => {
      await user.clear(screen.getByLabelText('Name'))
      await user.type(screen.getByLabelText('Name'), 'Quay Street Flowers')
    },
    input: { name: 'Quay Street Flowers', idempotencyKey: expect.any(String) },
    done: { leadsTo: '/o/quay' },
  },
])
